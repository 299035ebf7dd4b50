//! The words of `given` and `do`. What is not here is a mistake in the file.

use super::{Act, BulkAct, Change, Cover, Doubt, Fault, Given, Handed, Judged, Question, Said, Step};

impl Given {
    pub(in crate::scenario) fn parse(text: &str) -> Option<Self> {
        if text == "face match" {
            return Some(Self::FaceMatch);
        }
        if let Some(change) = text.strip_prefix("changed: ") {
            return Some(Self::Change(Change::parse(change)?));
        }
        if let Some(rest) = text.strip_prefix("number ") {
            let (number, cover) = rest.split_once(" for ")?;
            return Some(Self::Number(word(number)?, Cover::parse(cover)?));
        }
        if let Some(rows) = text.strip_prefix("bulk rows: ") {
            return rows.parse().ok().map(Self::BulkRows);
        }
        Some(Self::Chart(word(text.strip_prefix("chart of ")?)?))
    }
}

impl Cover {
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "医療扶助" => Some(Self::Assistance),
            "医療保険" => Some(Self::Insurance),
            _ => None,
        }
    }
}

impl Change {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "not entrusted" => Self::NotEntrusted,
            "entrusted" => Self::Entrusted,
            "no qualification" => Self::NoQualification,
            "another name" => Self::Name,
            "医療扶助 has a branch number" => Self::Branch,
            _ => Self::Ended(Cover::parse(text.strip_suffix(" ended")?)?),
        })
    }
}

impl Step {
    pub(in crate::scenario) fn parse(text: &str) -> Option<Self> {
        if let Some(act) = text.strip_prefix("counter: ") {
            return Act::parse(act).map(Self::Act);
        }
        if let Some(act) = text.strip_prefix("bulk: ") {
            return BulkAct::parse(act).map(Self::Bulk);
        }
        if let Some(fault) = text.strip_prefix("fault: ") {
            return Fault::parse(fault).map(Self::Fault);
        }
        if let Some(change) = text.strip_prefix("changed: ") {
            return Change::parse(change).map(Self::Change);
        }
        if let Some(papers) = text.strip_prefix("papers: ") {
            return Handed::parse(papers).map(Self::Papers);
        }
        if let Some(person) = text.strip_prefix("card: put down, of ") {
            return word(person).map(|person| Self::PutCard(Some(person)));
        }
        if let Some(judged) = text.strip_prefix("patient: face ") {
            return Judged::parse(judged).map(Self::Face);
        }
        if let Some(months) = text.strip_prefix("doctor: asks for ") {
            let months = months.strip_suffix(" months")?.parse().ok();
            return months
                .filter(|months| (1..=60).contains(months))
                .map(Self::DoctorAsks);
        }
        if let Some(time) = text.strip_prefix("time: ") {
            return match time.split_once(' ')? {
                (count, "minutes") => count.parse().ok().map(Self::Minutes),
                (count, "days") => count.parse().ok().map(Self::Days),
                _ => None,
            };
        }
        Some(match text {
            "card: put down" => Self::PutCard(None),
            "card: left from before" => Self::LeftCard,
            "card: put down, mute" => Self::MuteCard,
            "card: taken away" => Self::TakeCards,
            "patient: use the face" => Self::PatientUsesFace,
            "patient: right 照合番号B" => Self::Collation(true),
            "patient: wrong 照合番号B" => Self::Collation(false),
            "patient: use the PIN" => Self::PatientUsesPin,
            "patient: ask staff" => Self::PatientAsksStaff,
            "patient: right PIN" => Self::Pin(true),
            "patient: wrong PIN" => Self::Pin(false),
            "patient: 薬剤情報 yes" => Self::ConsentMedications(true),
            "patient: 薬剤情報 no" => Self::ConsentMedications(false),
            "patient: 健診情報 yes" => Self::ConsentCheckups(true),
            "patient: 健診情報 no" => Self::ConsentCheckups(false),
            "patient: back" => Self::ConsentBack,
            "patient: no answer" => Self::NoAnswer,
            "doctor: opens the patient" => Self::DoctorOpens,
            "all works again" => Self::Mend,
            "start: by numbers" => Self::ByNumbers,
            "start: consent only" => Self::ConsentOnly,
            "page: reload" => Self::Reload,
            "book: send the number again" => Self::SendAgain,
            "next reception" => Self::NextReception,
            _ => return None,
        })
    }
}

impl Judged {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "passes" => Self::Passed,
            "does not pass" => Self::NotPassed,
            _ => Self::NotSure(match text.strip_prefix("not sure: ")? {
                "between" => Doubt::Between,
                "no face" => Doubt::NoFace,
                "several faces" => Doubt::SeveralFaces,
                "light" => Doubt::Light,
                "frozen" => Doubt::Frozen,
                "not moved" => Doubt::NotMoved,
                "flat" => Doubt::Flat,
                "another face" => Doubt::AnotherFace,
                "no camera" => Doubt::NoCamera,
                "card photo" => Doubt::CardPhoto,
                _ => return None,
            }),
        })
    }
}

impl Act {
    fn parse(text: &str) -> Option<Self> {
        if let Some(number) = text.strip_prefix("pick chart ") {
            return word(number).map(Self::PickChart);
        }
        if let Some(reader) = text.strip_prefix("use card ") {
            let reader = reader.parse().ok().filter(|reader| *reader > 0);
            return reader.map(Self::UseCard);
        }
        if let Some(rest) = text.strip_prefix("pick person ") {
            let (at, because) = rest.split_once(", because ")?;
            let at = at.parse().ok().filter(|at| *at > 0)?;
            return Some(Self::PickPerson(at, because.to_owned()));
        }
        Some(match text {
            "use the face" => Self::UseFace,
            "use the PIN" => Self::UsePin,
            "compare by eye" => Self::UseByEye,
            "it is the person" => Self::Confirm,
            "it is not the person" => Self::Refuse,
            "try again" => Self::Retry,
            "new chart" => Self::NewChart,
            "same person" => Self::SamePerson,
            "search instead" => Self::SearchInstead,
            "questionnaire handed in" => Self::Questionnaire,
            "confirm" => Self::Update { basics: false },
            "confirm with the basics" => Self::Update { basics: true },
            "prescription taken" => Self::PapersTaken,
            "register the card" => Self::RegisterCard,
            "result seen" => Self::ConfirmLink,
            "by numbers" => Self::ByNumbers,
            "other way" => Self::OtherWay,
            "the office says 可" => Self::Call(Said::Usable),
            "the office says 否" => Self::Call(Said::NotUsable),
            "the office calls back" => Self::Call(Said::CallBack),
            "receive at own expense" => Self::OwnExpense,
            "with the card" => Self::ByCard,
            "correct" => Self::Correct,
            "other paper" => Self::OtherPaper,
            "none of them" => Self::NoneOfThem,
            "ask for consent" => Self::AskConsent,
            "go on" => Self::GoOn,
            "finish" => Self::Finish,
            "give up" => Self::Abandon,
            _ => return None,
        })
    }
}

impl BulkAct {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "retrieve this month" => Self::Retrieve(0),
            "retrieve last month" => Self::Retrieve(1),
            "cancel" => Self::Cancel,
            "go on" => Self::GoOn,
            "another month" => Self::OtherMonth,
            "close" => Self::Close,
            _ => return None,
        })
    }
}

impl Fault {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "national error" => return Some(Self::NationalError),
            "HIS unavailable" => return Some(Self::His),
            "HIS takes nothing" => return Some(Self::HisTakesNothing),
            "card mute" => return Some(Self::CardMute),
            "照合番号B blocked" => return Some(Self::CollationBlocked),
            "PIN blocked" => return Some(Self::PinBlocked),
            "bulk in progress" => return Some(Self::BulkInProgress),
            "bulk abnormal" => return Some(Self::BulkAbnormal),
            "bulk breaks off" => return Some(Self::BulkBreaksOff),
            _ => {}
        }
        let (question, kind) = text.split_once(' ')?;
        let question = match question {
            "nonce" => Question::Nonce,
            "query" => Question::Query,
            "numbers" => Question::Numbers,
            "number" => Question::Number,
            "consent" => Question::Consent,
            "medications" => Question::Medications,
            "checkups" => Question::Checkups,
            "link" => Question::Link,
            "bulk" => Question::Bulk,
            "マイナポータル" => Question::MynaPortal,
            "J-LIS" => Question::Jlis,
            "中間サーバー" => Question::IntermediateServer,
            "register" => Question::LinkRegister,
            _ => return None,
        };
        match kind {
            "unavailable" => Some(Self::Unavailable(question)),
            "nonsense" => Some(Self::Nonsense(question)),
            _ => None,
        }
    }
}

/// One word without a space.
pub(super) fn word(text: &str) -> Option<String> {
    (!text.is_empty() && !text.contains(char::is_whitespace)).then(|| text.to_owned())
}
