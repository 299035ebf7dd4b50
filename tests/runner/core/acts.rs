//! What a button means to the machine.

use crate::his::STAFF;
use crate::support::NOW;
use madoguchi_flow::reception::State;
use madoguchi_flow::{Act, identify, number_reception};
use madoguchi_people::Person;
use madoguchi_scenarios::scenario::{self, Said};
use madoguchi_shared::bridge::his::{Call, CallAnswer, Questionnaire};

/// The machine's act for a button. An error when what it names is not on the screen.
pub(super) fn meant(state: &State, person: &Person, act: &scenario::Act) -> Result<Act, String> {
    Ok(match act {
        scenario::Act::UseCard(reader) => {
            let State::Identifying(identify::State::ChoosingCard(there)) = state else {
                return Err("there is no choice of cards".to_owned());
            };
            let card = there.get(reader - 1).ok_or("no card on that reader")?;
            Act::UseCard(card.presence.clone())
        }
        scenario::Act::PickChart(number) => {
            let (State::PickingChart(_, candidates)
            | State::Numbers(number_reception::State::PickingPatient(_, candidates))) = state
            else {
                return Err("there is no choice of charts".to_owned());
            };
            let picked = candidates
                .iter()
                .find(|candidate| candidate.chart.patient_number.expose() == number);
            Act::PickChart(picked.ok_or("that chart is not offered")?.chart.chart.clone())
        }
        scenario::Act::PapersTaken => Act::PapersTaken,
        scenario::Act::UseFace => Act::UseFace,
        scenario::Act::UsePin => Act::UsePin,
        scenario::Act::UseByEye => Act::UseByEye,
        scenario::Act::Confirm => Act::ConfirmByEye(STAFF.to_owned()),
        scenario::Act::Refuse => Act::RefuseByEye,
        scenario::Act::Retry => Act::Retry,
        scenario::Act::NewChart => Act::NewChart,
        scenario::Act::SamePerson => Act::SamePerson,
        scenario::Act::SearchInstead => Act::SearchInstead,
        scenario::Act::Questionnaire => Act::SubmitQuestionnaire(Questionnaire {
            complaint: "頭が痛い".into(),
            allergies: "なし".into(),
            medicines: "なし".into(),
        }),
        scenario::Act::Update { basics } => Act::ConfirmUpdate { basics: *basics },
        scenario::Act::RegisterCard => Act::RegisterCard,
        scenario::Act::ConfirmLink => Act::ConfirmLink,
        scenario::Act::ByNumbers => Act::ByNumbers,
        scenario::Act::OtherWay => Act::OtherWay,
        scenario::Act::Call(said) => Act::RecordCall(Call {
            office: office(person).0.to_owned(),
            telephone: office(person).1.to_owned(),
            person: "保護係 見本".into(),
            answer: match said {
                Said::Usable => CallAnswer::Usable,
                Said::NotUsable => CallAnswer::NotUsable,
                Said::CallBack => CallAnswer::CallBack,
            },
            note: "".into(),
            called_at_ms: NOW,
            staff_id: STAFF.to_owned(),
        }),
        scenario::Act::OwnExpense => Act::ReceiveAtOwnExpense,
        scenario::Act::ByCard => Act::ByCard,
        scenario::Act::Correct => Act::Correct,
        scenario::Act::OtherPaper => Act::OtherPaper,
        scenario::Act::PickPerson(at, because) => Act::PickPerson(at - 1, because.as_str().into()),
        scenario::Act::NoneOfThem => Act::NoneOfThem,
        scenario::Act::AskConsent => Act::AskConsent,
        scenario::Act::GoOn => Act::GoOn,
        scenario::Act::Finish => Act::Finish,
        scenario::Act::Abandon => Act::Abandon,
    })
}

/// The 福祉事務所 of the person, or one that is typed, and its number.
fn office(person: &Person) -> (&str, &str) {
    let known = person.assistance.as_ref();
    known.map_or(("見本町福祉事務所", "03-0000-0003"), |assistance| {
        (assistance.office, assistance.office_telephone)
    })
}
