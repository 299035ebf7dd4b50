//! The test of the patient screen's camera: the counter asks, the patient screen says that it is a test and sends pictures,
//! the quality gate looks at each alone. No card, no comparison; a picture is wiped as soon as it was looked at.
//!
//! One test at a time, only while nobody is being received at this desk: whatever a reception puts on the patient screen
//! ends it.

use super::face::Gate;
use super::live::Overlay;
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::face::{CameraFault, FaceInstruction};
use madoguchi_shared::bridge::settings::{CameraFinding, CameraTest, CameraTestState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Longest time of a test.
pub const TEST_TIME: Duration = Duration::from_secs(15);

/// Fit pictures, one after the other, that show that all is well.
const FIT: u8 = 3;

/// Shortest time between two pictures that are looked at.
const INTERVAL: Duration = Duration::from_millis(50);

/// The last test of this desk.
#[derive(Default)]
pub struct CameraTests(Mutex<Option<Test>>);

struct Test {
    id: String,
    state: CameraTestState,
    /// Pairing of the screen whose camera it is, and when its last picture was taken up.
    camera: Option<(String, Instant)>,
    /// A picture is being looked at.
    busy: bool,
    /// Fit pictures in a row.
    fit: u8,
    /// What the last picture showed.
    last: Option<Gate>,
}

impl Test {
    fn is_over(&self) -> bool {
        matches!(self.state, CameraTestState::Over(_) | CameraTestState::Ended(_))
    }

    fn instruction(&self) -> FaceInstruction {
        match self.last {
            _ if self.is_over() => FaceInstruction::Over,
            None => FaceInstruction::LookHere,
            Some(Gate::Black) => FaceInstruction::MoreLight,
            Some(Gate::Unfit(instruction)) => instruction,
            Some(Gate::Fit) => FaceInstruction::HoldStill,
        }
    }

    /// What is said when the time is over. A camera from which nothing came may be one that nobody has allowed yet.
    fn finding(&self) -> CameraFinding {
        match self.last {
            None if self.camera.is_some() => CameraFinding::Unreadable,
            None => CameraFinding::NoPicture,
            Some(Gate::Black) => CameraFinding::Black,
            Some(Gate::Unfit(FaceInstruction::LookHere)) => CameraFinding::NoFace,
            Some(Gate::Unfit(instruction)) => CameraFinding::Unfit(instruction),
            // Not often enough in a row.
            Some(Gate::Fit) => CameraFinding::Unfit(FaceInstruction::HoldStill),
        }
    }
}

/// Puts the test on the patient screen, in the place of another one. `FACE_NOT_INSTALLED` where nothing can judge a picture,
/// `PATIENT_SCREEN_ABSENT`, or `SELF_TEST_NOT_NOW` while the patient screen is needed for a patient.
pub fn open(bridge: &Arc<Bridge>) -> Result<CameraTest, ErrorCode> {
    bridge.faces.matcher()?;
    give_up(bridge);
    let id = Uuid::new_v4().to_string();
    {
        // Under the lock: a test that ends at once must not leave its overlay behind.
        let mut now = bridge.camera_tests.now();
        bridge
            .live
            .lend_screen(Overlay::CameraTest { test: id.clone() })?;
        *now = Some(Test {
            id: id.clone(),
            state: CameraTestState::Waiting,
            camera: None,
            busy: false,
            fit: 0,
            last: None,
        });
    }
    tokio::spawn(watch(Arc::downgrade(bridge), id.clone()));
    Ok(CameraTest { camera_test: id })
}

/// Where a test stands. One that is not the last one has ended.
pub fn state(bridge: &Bridge, id: &str) -> CameraTestState {
    let now = bridge.camera_tests.now();
    match now.as_ref().filter(|test| test.id == id) {
        Some(test) => test.state,
        None => CameraTestState::Ended(ErrorCode::CameraTestEnded),
    }
}

/// Ends a test.
pub fn cancel(bridge: &Bridge, id: &str) {
    end(
        bridge,
        |test| test.id == id,
        CameraTestState::Ended(ErrorCode::CameraTestEnded),
    );
}

/// Ends the test that is on: the patient screen is needed.
pub fn give_up(bridge: &Bridge) {
    end(
        bridge,
        |_| true,
        CameraTestState::Ended(ErrorCode::CameraTestEnded),
    );
}

/// Whether this is the id of a test, and not of a face request.
pub fn is_test(bridge: &Bridge, id: &str) -> bool {
    bridge
        .camera_tests
        .now()
        .as_ref()
        .is_some_and(|test| test.id == id)
}

/// Looks at a picture and says what to do next. What comes while another is looked at, too soon, or from another camera is
/// not looked at. `FRAME_INVALID` when it cannot be decoded.
pub async fn show(
    bridge: &Arc<Bridge>,
    pairing: &str,
    id: &str,
    jpeg: Zeroizing<Vec<u8>>,
) -> Result<FaceInstruction, Failure> {
    if let Some(instruction) = take_up(bridge, pairing, id)? {
        return Ok(instruction);
    }
    // A task of its own: the test goes on also when the page goes away in the middle.
    let looking = look(bridge.clone(), id.to_owned(), jpeg);
    let looked = tokio::spawn(looking).await;
    Ok(looked.map_err(Failure::internal)??)
}

/// The patient screen has no camera to be tested.
pub fn camera_missing(bridge: &Bridge, pairing: &str, id: &str, fault: CameraFault) {
    let not_another = |test: &Test| match &test.camera {
        Some((own, _)) => own == pairing,
        None => true,
    };
    let over = CameraTestState::Over(CameraFinding::Missing(fault));
    end(bridge, |test| test.id == id && not_another(test), over);
}

/// `None`: look at it.
fn take_up(bridge: &Bridge, pairing: &str, id: &str) -> Result<Option<FaceInstruction>, ErrorCode> {
    let mut now = bridge.camera_tests.now();
    let test = now.as_mut().filter(|test| test.id == id);
    let test = test.ok_or(ErrorCode::CameraTestEnded)?;
    let waits = match &test.camera {
        Some((own, last)) => own == pairing && last.elapsed() >= INTERVAL,
        None => true,
    };
    if test.is_over() || test.busy || !waits {
        return Ok(Some(test.instruction()));
    }
    test.busy = true;
    test.camera = Some((pairing.to_owned(), Instant::now()));
    if test.state == CameraTestState::Waiting {
        test.state = CameraTestState::Looking;
        bridge.live.tell(&Event::CameraTestChanged(id.to_owned()));
    }
    Ok(None)
}

async fn look(
    bridge: Arc<Bridge>,
    id: String,
    jpeg: Zeroizing<Vec<u8>>,
) -> Result<FaceInstruction, ErrorCode> {
    let gate = bridge.faces.gate(jpeg).await;
    let (said, good) = {
        let mut now = bridge.camera_tests.now();
        let test = now.as_mut().filter(|test| test.id == id);
        let test = test.ok_or(ErrorCode::CameraTestEnded)?;
        test.busy = false;
        if let Ok(gate) = gate {
            test.last = Some(gate);
            test.fit = if gate == Gate::Fit { test.fit + 1 } else { 0 };
        }
        (gate.map(|_| test.instruction()), test.fit >= FIT)
    };
    if !good {
        return said;
    }
    end(
        &bridge,
        |test| test.id == id,
        CameraTestState::Over(CameraFinding::Good),
    );
    Ok(FaceInstruction::Over)
}

/// Ends a test when its time is over.
async fn watch(bridge: Weak<Bridge>, id: String) {
    sleep(TEST_TIME).await;
    let Some(bridge) = bridge.upgrade() else { return };
    let finding = {
        let now = bridge.camera_tests.now();
        now.as_ref().filter(|test| test.id == id).map(Test::finding)
    };
    if let Some(finding) = finding {
        end(&bridge, |test| test.id == id, CameraTestState::Over(finding));
    }
}

/// Ends the test, if it is on and the one that is meant, takes it off the patient screen and tells the counter.
fn end(bridge: &Bridge, which: impl Fn(&Test) -> bool, state: CameraTestState) {
    let ended = {
        let mut now = bridge.camera_tests.now();
        let test = now.as_mut().filter(|test| !test.is_over() && which(test));
        test.map(|test| {
            test.state = state;
            bridge.live.take_overlay(&test.id);
            test.id.clone()
        })
    };
    if let Some(id) = ended {
        bridge.live.tell(&Event::CameraTestChanged(id));
    }
}

impl CameraTests {
    fn now(&self) -> MutexGuard<'_, Option<Test>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
