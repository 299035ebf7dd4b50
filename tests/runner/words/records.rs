//! Consent to 薬剤情報 and 健診情報 (F02).

use madoguchi_flow::records_viewing;

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
        State::NotNoted(code, ..) => format!("consent not on the chart: {code}"),
    }
}

/// How the consent stands, beside the step.
pub(crate) fn consent(end: records_viewing::End) -> String {
    use records_viewing::End;
    let given = |receipt: madoguchi_shared::backend::records::ConsentReceipt| {
        let choice = receipt.choice;
        format!(
            "薬剤情報 {}, 健診情報 {}",
            yes_no(choice.medications),
            yes_no(choice.checkups)
        )
    };
    match end {
        End::Registered(receipt) => format!("consent: {}", given(receipt)),
        End::Noted(receipt) => format!("consent on the chart: {}", given(receipt)),
        End::NotNoted(code) => format!("consent not on the chart: {code}"),
        End::NotRegistered(code) => format!("consent not registered: {code}"),
        End::Unanswered => "consent: no answer".to_owned(),
        End::StaffWanted => "consent: staff wanted".to_owned(),
        End::LeftOut => "consent: left out".to_owned(),
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
