//! Consent to 薬剤情報 and 健診情報 (F02).

use madoguchi_flow::reception::{Held, OnChart};
use madoguchi_flow::records_viewing;
use madoguchi_shared::backend::records::ConsentReceipt;

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

/// How the consent stands, beside the step; `held` is the answer that goes on holding when the last asking came to nothing.
pub(crate) fn consent(end: records_viewing::End, held: Option<Held>) -> String {
    use records_viewing::End;
    let given = |receipt: ConsentReceipt| {
        let choice = receipt.choice;
        format!(
            "薬剤情報 {}, 健診情報 {}",
            yes_no(choice.medications),
            yes_no(choice.checkups)
        )
    };
    let before = held.map_or(String::new(), |Held { receipt, on_chart }| {
        let place = match on_chart {
            OnChart::Noted => "on the chart",
            OnChart::Due | OnChart::LeftOff => "holds",
        };
        format!("; {place}: {}", given(receipt))
    });
    match end {
        End::Registered(receipt) => format!("consent: {}", given(receipt)),
        End::Noted(receipt) => format!("consent on the chart: {}", given(receipt)),
        End::NotNoted(code) => format!("consent not on the chart: {code}{before}"),
        End::NotRegistered(code, _) => format!("consent not registered: {code}{before}"),
        End::Unanswered => format!("consent: no answer{before}"),
        End::StaffWanted => format!("consent: staff wanted{before}"),
        End::LeftOut => format!("consent: left out{before}"),
        End::TooLate => format!("consent: too late{before}"),
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
