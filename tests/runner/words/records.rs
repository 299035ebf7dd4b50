//! Consent to 薬剤情報 and 健診情報 (F02).

use madoguchi_flow::Reception;
use madoguchi_flow::reception::{Held, OnChart};
use madoguchi_flow::records_viewing;
use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt};

/// The step of the counter screen while it is asked for.
pub(super) fn consenting(state: &records_viewing::State) -> String {
    use records_viewing::State;
    match state {
        State::AskingMedications(_) => "asking: 薬剤情報".to_owned(),
        State::AskingCheckups(_, medications) => {
            format!("asking: 健診情報, after 薬剤情報 {}", yes_no(*medications))
        }
        State::Registering(..) | State::Noting(..) => "waiting".to_owned(),
        State::Failed(code, ..) => format!("consent not registered: {code}"),
        State::NotNoted(code, draft) => {
            let what = draft.consent_date.map_or("refusal", |_| "consent");
            format!("{what} not on the chart: {code}")
        }
    }
}

/// How the consent stands, beside the step.
pub(crate) fn consent(end: records_viewing::End, machine: &Reception) -> String {
    use records_viewing::End;
    // What goes on holding when the last asking came to nothing, and what was refused without being registered.
    let (held, refused) = (machine.consent_held(), machine.consent_refused());
    let ahead = machine.consent_ahead() == Some(OnChart::Noted);
    let given = |receipt: ConsentReceipt| said(receipt.choice);
    let place = |held: Held| match held.on_chart {
        OnChart::Noted => "on the chart",
        OnChart::Due | OnChart::LeftOff => "holds",
    };
    let held = held.map(|held| format!("; {}: {}", place(held), said(held.choice)));
    let refused = refused.map(|held| format!("; refusal {}: {}", place(held), said(held.choice)));
    let before = held.into_iter().chain(refused).collect::<String>();
    match end {
        // Nothing of it is to come.
        End::Registered(receipt) if ahead && receipt.choice == ConsentChoice::NOTHING => {
            format!("consent on the chart: {}", given(receipt))
        }
        End::Registered(receipt) => format!("consent: {}", given(receipt)),
        End::Noted(receipt) => format!("consent on the chart: {}", given(receipt)),
        End::RefusalNoted => format!("refusal on the chart{before}"),
        End::NotNoted(code, registered) => {
            let what = registered.map_or("refusal", |_| "consent");
            format!("{what} not on the chart: {code}{before}")
        }
        End::NotRegistered(code, _) => format!("consent not registered: {code}{before}"),
        End::Unanswered => format!("consent: no answer{before}"),
        End::StaffWanted => format!("consent: staff wanted{before}"),
        End::LeftOut => format!("consent: left out{before}"),
        End::TooLate => format!("consent: too late{before}"),
    }
}

/// E.g. `薬剤情報 yes, 健診情報 no`.
pub(crate) fn said(choice: ConsentChoice) -> String {
    let (medications, checkups) = (yes_no(choice.medications), yes_no(choice.checkups));
    format!("薬剤情報 {medications}, 健診情報 {checkups}")
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
