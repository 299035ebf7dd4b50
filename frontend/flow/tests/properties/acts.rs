//! What the receptionist does.

use super::*;

impl Run {
    pub(super) fn sensible(&self, pick: u8) -> Option<Act> {
        let one_of = |acts: Vec<Act>| acts.into_iter().cycle().nth(usize::from(pick));
        match self.desk.state() {
            State::TakingPapers => one_of(vec![Act::PapersTaken]),
            State::Numbers(inner) => one_of(match inner {
                number_reception::State::Entering(_) => vec![Act::SubmitPapers(Box::new(papers()))],
                number_reception::State::PickingPatient(..) => {
                    vec![Act::NewChart, Act::PickChart("chart-000002".into())]
                }
                number_reception::State::PickingPerson(..) => vec![Act::PickPerson(1, "氏名".into())],
                number_reception::State::NotFound(..) => vec![Act::Correct, Act::ByCard],
                number_reception::State::Lost(..) => vec![Act::ReceiveAtOwnExpense, Act::OtherPaper],
                _ => vec![Act::Retry],
            }),
            State::Unentrusted(_) => one_of(vec![
                Act::RecordCall(call(CallAnswer::Usable)),
                Act::RecordCall(call(CallAnswer::NotUsable)),
                Act::ReceiveAtOwnExpense,
            ]),
            State::FirstRegistration(inner) => one_of(match inner {
                first_registration::State::Offering(_) => vec![Act::RegisterCard],
                first_registration::State::NeedsPin => vec![Act::UsePin, Act::ByNumbers],
                first_registration::State::Linked(..) => vec![Act::ConfirmLink],
                _ => vec![Act::Retry],
            }),
            State::NothingValid(_) => one_of(vec![Act::ReceiveAtOwnExpense, Act::ByNumbers]),
            State::Identifying(identify::State::ChoosingWay(_)) => {
                one_of(vec![Act::UsePin, Act::UseFace, Act::UsePin, Act::UseByEye])
            }
            State::Identifying(identify::State::ComparingByEye(_)) => {
                one_of(vec![Act::ConfirmByEye("s1".into())])
            }
            State::Identifying(identify::State::EnteringPin(entry)) if entry.ways.pictures.is_some() => {
                one_of(vec![Act::UseByEye])
            }
            State::Identifying(identify::State::ChoosingCard(_)) => one_of(vec![self.act(0)]),
            State::Identifying(identify::State::Failed(..)) | State::Failed(..) => one_of(vec![Act::Retry]),
            State::ChartDiffers(..) => one_of(vec![Act::SamePerson, Act::SearchInstead]),
            State::PickingChart(..) => one_of(vec![Act::PickChart("chart-000002".into()), Act::NewChart]),
            State::Consenting(..) => one_of(vec![Act::Retry, Act::GoOn]),
            State::Received(_) => one_of(vec![Act::AskConsent]),
            State::TakingQuestionnaire(_) => one_of(vec![
                Act::SubmitQuestionnaire(Questionnaire::default()),
                Act::SubmitQuestionnaire(Questionnaire::default()),
                Act::AskConsent,
            ]),
            State::ConfirmingUpdate(..) => one_of(vec![
                Act::ConfirmUpdate { basics: true },
                Act::ConfirmUpdate { basics: false },
            ]),
            _ => None,
        }
    }

    pub(super) fn act(&self, pick: u8) -> Act {
        match pick % 29 {
            0 => Act::UseCard(self.lying.last().cloned().unwrap_or_default()),
            1 | 2 => Act::UsePin,
            3 => Act::UseByEye,
            4 | 5 => Act::ConfirmByEye("s1".into()),
            6 => Act::RefuseByEye,
            7 => Act::OtherWay,
            8 => Act::Retry,
            9 => Act::PickChart("chart-000002".into()),
            10 => Act::NewChart,
            11 => Act::SamePerson,
            12 => Act::SearchInstead,
            13 => Act::SubmitQuestionnaire(Questionnaire::default()),
            14 => Act::PapersTaken,
            15 => Act::ByNumbers,
            16 => Act::ByCard,
            17 => Act::SubmitPapers(Box::new(papers())),
            18 => Act::Correct,
            19 => Act::PickPerson(0, "氏名".into()),
            20 => Act::NoneOfThem,
            21 => Act::RecordCall(call(CallAnswer::CallBack)),
            22 => Act::ReceiveAtOwnExpense,
            23 => Act::RegisterCard,
            24 => Act::ConfirmLink,
            25 => Act::UseFace,
            26 => Act::AskConsent,
            27 => Act::GoOn,
            _ => Act::ConfirmUpdate { basics: true },
        }
    }
}
