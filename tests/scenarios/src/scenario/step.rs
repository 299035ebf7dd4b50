//! What `given` and `do` can say.

mod papers;
mod words;

pub use papers::{Handed, On};

use serde::Serialize;

/// How the world is before the first step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Given {
    /// The HIS has a chart of this person, written with the qualifications of today.
    Chart(String),
    /// The backend has this 照会番号 for one qualification of the scenario's person.
    Number(String, Cover),
    /// 顔認証 is open at this desk.
    FaceMatch,
    /// Something about the scenario's person is other than in `tests/people`.
    Change(Change),
    /// 一括取得 of this month has so many synthetic rows beside the tickets of the people.
    BulkRows(u32),
}

/// 医療扶助 or 医療保険.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Cover {
    /// 医療扶助.
    Assistance,
    /// 医療保険.
    Insurance,
}

/// What welfare office or insurer change. The backend knows it from the next day on; as `given`, at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// 資格喪失, 停止 or 廃止 today.
    Ended(Cover),
    /// No ticket of this person names the institution: 未委託.
    NotEntrusted,
    /// The tickets of this person name the institution now.
    Entrusted,
    /// No qualification was ever there: 該当資格なし.
    NoQualification,
    /// Another name.
    Name,
    /// 医療扶助 has a 枝番, which no ticket shows.
    Branch,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// A card is put down: of the scenario's person, or of another.
    PutCard(Option<String>),
    /// The card of the scenario's person lies there, and may have been left by the patient before.
    LeftCard,
    /// A card that lies there and answers nothing.
    MuteCard,
    /// All cards are taken away.
    TakeCards,
    /// Patient: 顔認証を使う.
    PatientUsesFace,
    /// Patient: 暗証番号を使う.
    PatientUsesPin,
    /// Patient: 職員に頼む.
    PatientAsksStaff,
    /// Patient: enters a PIN that is right or wrong.
    Pin(bool),
    /// 照合番号B is keyed in, right or wrong.
    Collation(bool),
    /// What the face match makes of what the camera shows.
    Face(Judged),
    /// Patient: may 薬剤情報 be seen.
    ConsentMedications(bool),
    /// Patient: may 健診情報 be seen.
    ConsentCheckups(bool),
    /// Patient: back to the first question.
    ConsentBack,
    /// The patient touches nothing for a while.
    NoAnswer,
    /// Doctor: opens the patient in the list of the records screen.
    DoctorOpens,
    /// Doctor: asks for the records of the last so many months.
    DoctorAsks(i32),
    /// The receptionist does something.
    Act(Act),
    /// From now on this goes wrong.
    Fault(Fault),
    /// Nothing goes wrong any more.
    Mend,
    /// The reception begins by the numbers on a paper, not with the card. Comes first.
    ByNumbers,
    /// The reception begins with the card, for consent alone. Comes first.
    ConsentOnly,
    /// The papers are read and typed in.
    Papers(Handed),
    /// The counter's page is loaded again.
    Reload,
    /// So many minutes pass.
    Minutes(i64),
    /// So many days pass.
    Days(i64),
    /// Something about the scenario's person changes.
    Change(Change),
    /// From the reception book: the 照会番号 that waits is sent again.
    SendAgain,
    /// The next reception begins.
    NextReception,
    /// 一括取得: the receptionist does something.
    Bulk(BulkAct),
}

/// What the receptionist does in 一括取得.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BulkAct {
    /// 「委託先資格情報の一括取得を指示する」 for the month that is so many months ago.
    Retrieve(u8),
    /// Breaks off.
    Cancel,
    /// Goes on, or asks again.
    GoOn,
    /// Back to the choice of a month.
    OtherMonth,
    /// Leaves.
    Close,
}

/// How 顔認証 ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Judged {
    /// It is the person on the card.
    Passed,
    /// It is not.
    NotPassed,
    /// It cannot be told.
    NotSure(Doubt),
}

/// Why it cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Doubt {
    /// Like enough to be the person, and not enough to say so.
    Between,
    /// No face was seen.
    NoFace,
    /// Several faces.
    SeveralFaces,
    /// Too dark or too bright.
    Light,
    /// The same picture again and again.
    Frozen,
    /// What was asked for was not done.
    NotMoved,
    /// It moved like a picture of a face.
    Flat,
    /// The face changed on the way.
    AnotherFace,
    /// Refused, absent or in use.
    NoCamera,
    /// The photo on the card could not be used.
    CardPhoto,
}

/// What the receptionist does; names of buttons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Act {
    /// Uses the card on this reader, from 1.
    UseCard(usize),
    /// The 顔認証 way.
    UseFace,
    /// The PIN way.
    UsePin,
    /// 「処方せんを受け取る」
    PapersTaken,
    /// The 目視 way.
    UseByEye,
    /// It is the person on the card.
    Confirm,
    /// It is not.
    Refuse,
    /// Tries again what failed.
    Retry,
    /// Picks the chart with this 診察券番号.
    PickChart(String),
    /// None of the candidates: a new chart.
    NewChart,
    /// The chart is this person's although it differs.
    SamePerson,
    /// The chart is another's: search by name.
    SearchInstead,
    /// 問診票・初回質問票 is handed in.
    Questionnaire,
    /// Confirms what will be written; whether 基礎情報 too.
    Update {
        /// Name, birth date and so on as received.
        basics: bool,
    },
    /// 「初回登録の依頼する」
    RegisterCard,
    /// 「紐付完了結果を確認する。」
    ConfirmLink,
    /// On by the numbers on a paper.
    ByNumbers,
    /// Back to the choice before.
    OtherWay,
    /// 電話照会: what the office said is written down.
    Call(Said),
    /// The patient is received at their own expense.
    OwnExpense,
    /// On with the card.
    ByCard,
    /// Back to the papers.
    Correct,
    /// On with the paper of the other scheme.
    OtherPaper,
    /// Of several persons this one, from 1; why.
    PickPerson(usize, String),
    /// None of several persons.
    NoneOfThem,
    /// The patient is asked for consent.
    AskConsent,
    /// On with the reception, whatever became of the consent.
    GoOn,
    /// The reception is done.
    Finish,
    /// Gives up.
    Abandon,
}

/// What the 福祉事務所 said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Said {
    /// 可.
    Usable,
    /// 否.
    NotUsable,
    /// 折り返し, or nobody answered.
    CallBack,
}

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Fault {
    /// The backend answers that it is not available.
    Unavailable(Question),
    /// The backend answers nonsense.
    Nonsense(Question),
    /// 資格照会 is answered with an error of the national system.
    NationalError,
    /// The HIS does not answer.
    His,
    /// The registry answers, but takes no rows of 一括取得.
    HisTakesNothing,
    /// The card that lies there answers no more.
    CardMute,
    /// The PIN of the card was blocked by another program meanwhile.
    PinBlocked,
    /// 照合番号B of the card was blocked by another program meanwhile.
    CollationBlocked,
    /// 一括取得 is 処理中.
    BulkInProgress,
    /// 一括取得 ends with an error of the national system.
    BulkAbnormal,
    /// Half of the rows come, and then the connection ends.
    BulkBreaksOff,
}

/// Questions to the backend, and those it asks itself in 初回登録.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Question {
    /// Nonce.
    Nonce,
    /// 資格照会 with the card.
    Query,
    /// 資格照会 by numbers.
    Numbers,
    /// 照会番号登録.
    Number,
    /// 同意登録.
    Consent,
    /// 薬剤情報.
    Medications,
    /// 健診情報.
    Checkups,
    /// 初回登録.
    Link,
    /// 一括取得.
    Bulk,
    /// マイナポータル.
    MynaPortal,
    /// J-LIS.
    Jlis,
    /// 中間サーバー.
    IntermediateServer,
    /// The register of links, of オンライン資格確認システム.
    LinkRegister,
}
