//! The step of 一括取得.

use madoguchi_flow::bulk_retrieval;

/// The step of the counter screen in 一括取得.
pub(crate) fn bulk(state: &bulk_retrieval::State) -> String {
    use bulk_retrieval::{Broken, State};
    let completed = |completed: u64| match completed {
        0 => String::new(),
        1 => ", 1 chart completed".to_owned(),
        more => format!(", {more} charts completed"),
    };
    match state {
        State::ChoosingMonth => "choose a month".to_owned(),
        State::LookingUp(_) | State::Asking(_) | State::Receiving(_) => "waiting".to_owned(),
        State::Waiting(..) => "in progress".to_owned(),
        State::Registered(done) => format!("registered{}", completed(done.progress.completed)),
        State::WithErrors(done) => format!(
            "with errors: {} invalid, {} in error{}",
            done.progress.invalid,
            done.progress.failed,
            completed(done.progress.completed)
        ),
        State::NothingThere(_) => "no tickets".to_owned(),
        State::Refused(_, refusal) => {
            format!("refused {}", refusal.code.as_deref().unwrap_or("without a code"))
        }
        State::BrokenOff(_, got, broken) => {
            let some = got.is_some_and(|(kept, _)| kept > 0);
            let some = if some { " with some kept" } else { "" };
            match broken {
                Broken::Cancelled => format!("broken off{some}: cancelled"),
                Broken::Failed(code) => format!("broken off{some}: {code}"),
            }
        }
        State::Over => "closed".to_owned(),
    }
}
