//! One human act: the digits and the touch that sends them.

use super::{Kind, Open, Standing, advance};
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::ErrorCode;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::watch;

/// What an act came to.
type Outcome<O> = Result<O, ErrorCode>;

/// What becomes of an act. `None` inside: the card is still working on it.
type Pending<O> = watch::Receiver<Option<Outcome<O>>>;

/// What became of each act that was tried.
pub(super) struct Acts<O> {
    known: HashMap<String, Pending<O>>,
    last: Option<Pending<O>>,
}

/// Longest id of an act.
const ACT_LIMIT: usize = 64;

/// What was sent, but for the digits.
pub(in crate::desk) struct Act {
    /// The request that it answers.
    pub(in crate::desk) request: String,
    /// Id of the act.
    pub(in crate::desk) id: String,
    /// Using the last try was confirmed.
    pub(in crate::desk) last_try_confirmed: bool,
}

/// What one attempt needs.
pub(in crate::desk) struct Attempt {
    pub(in crate::desk) id: String,
    pub(in crate::desk) presence: String,
    pub(in crate::desk) nonce: String,
    pub(in crate::desk) last_try_confirmed: bool,
}

/// What an attempt came to.
pub(in crate::desk) struct Tried<K: Kind> {
    /// What the act came to.
    pub(in crate::desk) outcome: Outcome<K::Outcome>,
    /// Where the request stands then.
    pub(in crate::desk) state: K::State,
    /// What was entered was wrong.
    pub(in crate::desk) wrong: bool,
    /// What the request holds then; `None`: what it held.
    pub(in crate::desk) parts: Option<K::Parts>,
}

/// What to do with an act.
enum Plan<K: Kind> {
    /// It is known, or another came first: what that one comes to.
    Wait(Pending<K::Outcome>),
    /// Try it.
    Try(
        watch::Sender<Option<Outcome<K::Outcome>>>,
        Pending<K::Outcome>,
        Attempt,
    ),
}

/// Why an act is not tried. Neither counts as an act.
enum Refusal {
    /// One try is left and using it was not confirmed.
    LastTry,
    /// Anything else.
    Code(ErrorCode),
}

/// Takes what was entered: `read` makes of it what the card is given, `run` gives it to the card. The same act again gives
/// the same outcome and no second VERIFY; an act that comes while another is being checked, or just after it was right, gets
/// that one's outcome: two screens may send at once.
pub(in crate::desk) async fn enter<K: Kind, D, F>(
    bridge: &Arc<Bridge>,
    act: Act,
    read: impl FnOnce() -> Result<D, ErrorCode>,
    run: impl FnOnce(Arc<Bridge>, Attempt, D) -> F,
) -> Result<K::Outcome, Failure>
where
    F: Future<Output = Tried<K>> + Send + 'static,
{
    let mut outcome = match plan::<K, D>(bridge, &act, read) {
        Ok((Plan::Wait(outcome), _)) => outcome,
        Ok((Plan::Try(sender, outcome, attempt), digits)) => {
            bridge.live.tell(&K::changed(attempt.id.clone()));
            let id = attempt.id.clone();
            let running = digits.map(|digits| run(bridge.clone(), attempt, digits));
            // A task of its own: a page that goes away in the middle cuts nothing off.
            let bridge = bridge.clone();
            tokio::spawn(async move {
                let Some(running) = running else { return };
                let tried = running.await;
                settle::<K>(&bridge, &id, tried.state, tried.wrong, tried.parts);
                sender.send_replace(Some(tried.outcome));
            });
            outcome
        }
        Err(Refusal::LastTry) => return Ok(K::CONFIRM_LAST_TRY),
        Err(Refusal::Code(code)) => return Err(code.into()),
    };
    let settled = outcome.wait_for(Option::is_some).await;
    let settled = settled.map_err(|_| Failure::internal("an attempt was cut off"))?;
    match settled.as_ref() {
        Some(Ok(outcome)) => Ok(outcome.clone()),
        Some(Err(code)) => Err((*code).into()),
        None => Err(Failure::internal("an attempt without outcome")),
    }
}

/// With [`Plan::Try`] there are digits.
fn plan<K: Kind, D>(
    bridge: &Bridge,
    act: &Act,
    read: impl FnOnce() -> Result<D, ErrorCode>,
) -> Result<(Plan<K>, Option<D>), Refusal> {
    let mut open = K::desk(bridge).open();
    let request = open
        .as_mut()
        .filter(|request| request.id == act.request)
        .ok_or(Refusal::Code(K::ENDED))?;
    if let Some(known) = request.acts.known.get(&act.id) {
        return Ok((Plan::Wait(known.clone()), None));
    }
    let digits = read().map_err(Refusal::Code)?;
    if act.id.is_empty() || act.id.len() > ACT_LIMIT {
        return Err(Refusal::Code(ErrorCode::BodyInvalid));
    }
    match K::standing(&request.state) {
        Standing::Working | Standing::Underway | Standing::Settled => {
            let first = request.acts.last.clone().ok_or(Refusal::Code(K::ENDED))?;
            Ok((Plan::Wait(first), None))
        }
        Standing::Awaits(1) if !act.last_try_confirmed => Err(Refusal::LastTry),
        Standing::Awaits(_) => {
            let (sender, outcome) = watch::channel(None);
            request.state = K::WORKING;
            request.acts.known.insert(act.id.clone(), outcome.clone());
            request.acts.last = Some(outcome.clone());
            let attempt = Attempt::of(request, act);
            Ok((Plan::Try(sender, outcome, attempt), Some(digits)))
        }
        Standing::Ended => Err(Refusal::Code(K::ENDED)),
    }
}

/// Writes down where the request stands now, and shows it. Cancelled or replaced meanwhile: it comes to nothing.
fn settle<K: Kind>(bridge: &Bridge, id: &str, state: K::State, wrong: bool, parts: Option<K::Parts>) {
    advance::<K>(bridge, id, wrong, |request| {
        if K::standing(&request.state) != Standing::Working {
            return None;
        }
        Some(match parts {
            Some(parts) => K::take(&mut request.parts, parts, state),
            None => state,
        })
    });
}

impl<O> Default for Acts<O> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            last: None,
        }
    }
}

impl Attempt {
    fn of<K: Kind>(request: &Open<K>, act: &Act) -> Self {
        Self {
            id: request.id.clone(),
            presence: request.presence.clone(),
            nonce: request.nonce.clone(),
            last_try_confirmed: act.last_try_confirmed,
        }
    }
}
