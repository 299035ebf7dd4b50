//! What can happen to a machine.

use crate::{Answer, Attempt};
use madoguchi_shared::Facility;
use madoguchi_shared::bridge::event::Readers;
use madoguchi_shared::bridge::his::{Call, Papers, Questionnaire};
use madoguchi_shared::bridge::patient::PatientAct;
use madoguchi_shared::qualification::Personal;
use serde::{Deserialize, Serialize};

/// Something happened. An event that means nothing in the present state changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A reception begins, at this kind of institution, in this way. Comes first.
    Begun(Facility, Way),
    /// This member of staff, by their id, is at the counter now. That nobody is any more is not told.
    OnDuty(String),
    /// The readers and cards are now these.
    Readers(Readers),
    /// A page took the reception up again, with the readers as they are now: what it waits on is asked anew.
    Resumed(Readers),
    /// The patient touched the patient screen.
    Patient(PatientAct),
    /// The bridge says that this PIN request moved.
    PinRequestChanged(String),
    /// The bridge says that this face request moved.
    FaceRequestChanged(String),
    /// A request was answered.
    Answered(Attempt, Answer),
    /// The receptionist did something.
    Act(Act),
}

/// The ways to start. What comes back decides the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// With the My Number card.
    #[default]
    Card,
    /// By the numbers on a paper.
    Numbers,
    /// With the card, for consent alone (F02): the patient was received before, and comes back with it.
    Consent,
}

/// What the receptionist does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Act {
    /// 「処方せんを受け取る」, with お薬手帳、各種認定証等: the pharmacy has them.
    PapersTaken,
    /// Uses this card of several; its presence.
    UseCard(String),
    /// Goes the 顔認証 way on the patient's behalf; the patient does it.
    UseFace,
    /// Goes the PIN way on the patient's behalf; the patient enters it.
    UsePin,
    /// Goes the 目視 way.
    UseByEye,
    /// 顔写真確認: it is the person on the card. Id of the staff who looked.
    ConfirmByEye(String),
    /// 顔写真確認: it is not, or cannot be told.
    RefuseByEye,
    /// Goes back to the choice of ways.
    OtherWay,
    /// Tries again what failed.
    Retry,
    /// Picks this chart among the candidates.
    PickChart(String),
    /// None of the candidates: a new chart.
    NewChart,
    /// The chart of the 照会番号 is this person's although name or birth date differ.
    SamePerson,
    /// The chart of the 照会番号 is not this person's, or unknown: search by name instead.
    SearchInstead,
    /// 問診票 was handed in.
    SubmitQuestionnaire(Questionnaire),
    /// Confirms what will be written; whether the new 基礎情報 go into the chart too.
    ConfirmUpdate {
        /// Write name, kana, birth date, sex and address as received.
        basics: bool,
    },
    /// 「初回登録の依頼する」: the patient agrees that the card is registered.
    RegisterCard,
    /// 「紐付完了結果を確認する。」
    ConfirmLink,
    /// Goes on by the numbers on a paper instead.
    ByNumbers,
    /// Goes on with the My Number card instead.
    ByCard,
    /// Hands in the papers that were read: 患者履歴を確認, then 資格照会.
    SubmitPapers(Box<Papers>),
    /// Back to the papers, to correct what was sent.
    Correct,
    /// S3: the patient has the paper of the other scheme.
    OtherPaper,
    /// 複数該当: it is this one, counted from 0; why, in the receptionist's words.
    PickPerson(usize, Personal),
    /// 複数該当: none of them is the patient.
    NoneOfThem,
    /// 電話照会: what was answered.
    RecordCall(Call),
    /// S3: the patient is received at their own expense.
    ReceiveAtOwnExpense,
    /// 薬剤情報・健診情報: the patient is asked for consent on the patient screen.
    AskConsent,
    /// Consent: on with the reception, whatever became of it.
    GoOn,
    /// The reception is done.
    Finish,
    /// Ends without a reception, from anywhere.
    Abandon,
}
