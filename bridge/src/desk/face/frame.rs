//! Pictures of the camera: one at a time is judged, from one camera, until it is decided or the time is over.

use super::matcher::{FrameInvalid, Judge, Look, Verdict};
use super::number::KEEP_TIME;
use super::{Face, Parts};
use crate::desk::request::{self, Kind as _, Open};
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceInstruction, FaceRequestState};
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::{ErrorCode, Redacted};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use zeroize::Zeroizing;

/// Longest time that pictures are looked at.
pub const LOOK_TIME: Duration = Duration::from_secs(20);

/// Shortest time between two pictures that are judged.
const INTERVAL: Duration = Duration::from_millis(50);

/// What is known while pictures are looked at.
pub(super) struct Looking {
    /// `None`: it is at work, or all is decided.
    judge: Option<Box<dyn Judge>>,
    /// What was said last.
    instruction: FaceInstruction,
    began: Instant,
    /// Pairing of the screen whose camera it is, and when its last picture was taken up.
    camera: Option<(String, Instant)>,
}

impl Looking {
    pub(super) fn begin(judge: Box<dyn Judge>) -> Self {
        Self {
            judge: Some(judge),
            instruction: FaceInstruction::LookHere,
            began: Instant::now(),
            camera: None,
        }
    }

    fn is_another(&self, pairing: &str) -> bool {
        self.camera.as_ref().is_some_and(|(own, _)| own != pairing)
    }

    fn is_too_soon(&self) -> bool {
        self.camera
            .as_ref()
            .is_some_and(|(_, last)| last.elapsed() < INTERVAL)
    }
}

/// What to do with a picture.
enum Plan {
    /// Nothing; say this.
    Say(FaceInstruction),
    /// Judge it.
    Judge(Box<dyn Judge>, Duration),
}

/// Takes a picture and says what to do next. What comes while another is judged, too soon, or from another camera is not
/// looked at. `FRAME_INVALID` when it cannot be decoded; that decides nothing.
pub async fn show(
    bridge: &Arc<Bridge>,
    pairing: &str,
    id: &str,
    jpeg: Zeroizing<Vec<u8>>,
) -> Result<FaceInstruction, Failure> {
    match plan(bridge, pairing, id)? {
        Plan::Say(instruction) => Ok(instruction),
        Plan::Judge(judge, at) => {
            // A task of its own: the judge comes back also when the page goes away in the middle.
            let judging = judge_one(bridge.clone(), id.to_owned(), judge, jpeg, at);
            let judged = tokio::spawn(judging).await;
            Ok(judged.map_err(Failure::internal)??)
        }
    }
}

/// The patient screen has no camera to look with.
pub fn camera_missing(bridge: &Bridge, pairing: &str, id: &str) -> Result<(), Failure> {
    if matches!(super::state(bridge, id), FaceRequestState::Ended(_)) {
        return Err(ErrorCode::FaceRequestEnded.into());
    }
    request::advance::<Face>(bridge, id, false, |request| {
        let missing = FaceRequestState::NotSure(FaceDoubt::NoCamera);
        let parts = &mut request.parts;
        match (&request.state, &mut parts.looking) {
            (FaceRequestState::Number(_), _) => Some(missing),
            (FaceRequestState::Looking, Some(looking)) if !looking.is_another(pairing) => {
                looking.judge = None;
                Some(missing)
            }
            (FaceRequestState::Reading, None) => {
                parts.camera_missing = true;
                None
            }
            _ => None,
        }
    });
    Ok(())
}

/// Staff looks at the patient instead of the camera: no further picture is judged, and those there are stay for 目視.
pub fn stop_looking(bridge: &Bridge) {
    let id = Face::desk(bridge)
        .open()
        .as_ref()
        .map(|request| request.id.clone());
    let Some(id) = id else { return };
    request::advance::<Face>(bridge, &id, false, |request| {
        let looking = undecided(request)?;
        Some(match looking.judge.take() {
            Some(judge) => time_is_over(looking, &*judge),
            // It is at work on a picture, and comes back to nothing.
            None => FaceRequestState::NotSure(FaceDoubt::NotMoved),
        })
    });
}

/// Ends an attempt when its time is over, and drops its pictures some time after.
pub(super) async fn watch(bridge: Weak<Bridge>, id: String) {
    sleep(LOOK_TIME).await;
    if let Some(bridge) = bridge.upgrade() {
        request::advance::<Face>(&bridge, &id, false, |request| {
            let looking = undecided(request)?;
            // It is at work on a picture: its return finds the time over.
            let judge = looking.judge.take()?;
            Some(time_is_over(looking, &*judge))
        });
    }
    sleep(KEEP_TIME).await;
    let Some(bridge) = bridge.upgrade() else { return };
    let mut open = Face::desk(&bridge).open();
    if let Some(request) = open.as_mut().filter(|request| request.id == id) {
        Face::left(&mut request.parts);
    }
}

fn plan(bridge: &Bridge, pairing: &str, id: &str) -> Result<Plan, ErrorCode> {
    let mut open = Face::desk(bridge).open();
    let request = open.as_mut().filter(|request| request.id == id);
    let request = request.ok_or(ErrorCode::FaceRequestEnded)?;
    match (&request.state, &mut request.parts.looking) {
        (FaceRequestState::Ended(_), _) => Err(ErrorCode::FaceRequestEnded),
        // The camera is ready before the number is entered.
        (FaceRequestState::Number(_) | FaceRequestState::Reading, None) => {
            Ok(Plan::Say(FaceInstruction::LookHere))
        }
        (FaceRequestState::Looking, Some(looking)) => {
            if looking.is_another(pairing) || looking.is_too_soon() {
                return Ok(Plan::Say(looking.instruction));
            }
            let Some(judge) = looking.judge.take() else {
                return Ok(Plan::Say(looking.instruction));
            };
            looking.camera = Some((pairing.to_owned(), Instant::now()));
            Ok(Plan::Judge(judge, looking.began.elapsed()))
        }
        _ => Ok(Plan::Say(FaceInstruction::Over)),
    }
}

async fn judge_one(
    bridge: Arc<Bridge>,
    id: String,
    mut judge: Box<dyn Judge>,
    jpeg: Zeroizing<Vec<u8>>,
    at: Duration,
) -> Result<FaceInstruction, ErrorCode> {
    let judged = bridge.faces.thread.run(move || {
        let look = judge.look(&jpeg, at);
        (judge, look)
    });
    let Some((judge, look)) = judged.await else {
        tracing::error!("a picture was not worked on");
        request::advance::<Face>(&bridge, &id, false, |request| {
            undecided(request)?;
            request.parts = Parts::default();
            Some(FaceRequestState::Ended(ErrorCode::Internal))
        });
        return Err(ErrorCode::Internal);
    };
    let mut said = Err(ErrorCode::FaceRequestEnded);
    let mut proof = None;
    request::advance::<Face>(&bridge, &id, false, |request| {
        let (state, answer) = take_in(request, judge, look)?;
        said = answer;
        if matches!(state, Some(FaceRequestState::Reading)) {
            proof = Some((request.presence.clone(), request.nonce.clone()));
        }
        state
    });
    if let Some((presence, nonce)) = proof {
        tokio::spawn(prove(bridge, id, presence, nonce));
    }
    said
}

/// What a picture showed, into the request: the state it goes to, if to another, and what to say. `None`: it has ended or
/// was decided meanwhile.
fn take_in(
    request: &mut Open<Face>,
    judge: Box<dyn Judge>,
    look: Result<Look, FrameInvalid>,
) -> Option<(Option<FaceRequestState>, Result<FaceInstruction, ErrorCode>)> {
    undecided(request)?;
    let Parts {
        card, live, looking, ..
    } = &mut request.parts;
    let looking = looking.as_mut()?;
    let (verdict, said) = match look {
        Ok(look) => {
            if let Some(clear) = look.clear {
                *live = Some(Arc::new(clear));
            }
            (look.verdict, Ok(FaceInstruction::Over))
        }
        Err(FrameInvalid) => (Verdict::Go(looking.instruction), Err(ErrorCode::FrameInvalid)),
    };
    match verdict {
        Verdict::Go(_) if looking.began.elapsed() >= LOOK_TIME => {
            Some((Some(time_is_over(looking, &*judge)), said))
        }
        Verdict::Go(instruction) => {
            looking.instruction = instruction;
            looking.judge = Some(judge);
            Some((None, said.map(|_| instruction)))
        }
        Verdict::Passed => {
            // Nobody is going to compare by eye.
            (*card, *live) = (None, None);
            Some((Some(FaceRequestState::Reading), said))
        }
        Verdict::NotPassed => Some((Some(FaceRequestState::NotPassed), said)),
        Verdict::NotSure(doubt) => Some((Some(FaceRequestState::NotSure(doubt)), said)),
    }
}

fn undecided(request: &mut Open<Face>) -> Option<&mut Looking> {
    match request.state {
        FaceRequestState::Looking => request.parts.looking.as_mut(),
        _ => None,
    }
}

/// A camera from which nothing came is none.
fn time_is_over(looking: &Looking, judge: &dyn Judge) -> FaceRequestState {
    FaceRequestState::NotSure(match looking.camera {
        Some(_) => judge.doubt(),
        None => FaceDoubt::NoCamera,
    })
}

/// The certificate comes out only now (D6), and the desk states how its holder was identified.
async fn prove(bridge: Arc<Bridge>, id: String, presence: String, nonce: String) {
    let cards = &bridge.readers.cards;
    let evidence = match bridge.identity() {
        Ok(identity) => {
            identity
                .statement(cards, IdentityMethod::Face, &presence, &nonce, None)
                .await
        }
        Err(code) => Err(code.into()),
    };
    let state = match evidence {
        Ok(evidence) => FaceRequestState::Passed(Redacted::new(evidence)),
        Err(Failure { code, detail }) => {
            tracing::warn!(%code, detail, "evidence not made");
            FaceRequestState::Ended(code)
        }
    };
    request::advance::<Face>(&bridge, &id, false, |request| {
        let waits = matches!(request.state, FaceRequestState::Reading);
        waits.then_some(state)
    });
}
