//! Faces without computing: a picture says in words what is seen in it.

use madoguchi_bridge::desk::face::{Begun, FaceMatcher, FrameInvalid, Gate, Judge, Look, Verdict};
use madoguchi_face::Image;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceInstruction, FaceModel, FacePolicy};
use madoguchi_shared::bridge::settings::{FaceModelTest, ModelComputing, ModelFiles};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// The doubt of a played judge when the time is over.
pub(crate) const DOUBT: FaceDoubt = FaceDoubt::NotMoved;

#[derive(Default)]
pub(crate) struct Played {
    /// What the next photo is like.
    pub(crate) photo: Mutex<Photo>,
    /// By which policy the last attempt judges.
    pub(crate) policy: Mutex<Option<FacePolicy>>,
    shared: Arc<Shared>,
}

#[derive(Clone, Copy, Default)]
pub(crate) enum Photo {
    #[default]
    OneFace,
    NoFace,
    Broken,
}

#[derive(Default)]
struct Shared {
    judges: AtomicUsize,
    looks: AtomicUsize,
    tests: AtomicUsize,
    /// While it is set, a picture that says `wait` is being looked at.
    held: Mutex<bool>,
    let_go: Condvar,
}

impl Shared {
    fn wait(&self) {
        let held = self.held.lock().unwrap();
        drop(self.let_go.wait_while(held, |held| *held).unwrap());
    }
}

impl Played {
    /// Tests of the nets that were begun.
    pub(crate) fn tests(&self) -> usize {
        self.shared.tests.load(Ordering::SeqCst)
    }

    /// Judges that are there now.
    pub(crate) fn judges(&self) -> usize {
        self.shared.judges.load(Ordering::SeqCst)
    }

    /// Pictures that were looked at.
    pub(crate) fn looks(&self) -> usize {
        self.shared.looks.load(Ordering::SeqCst)
    }

    /// From now on looking at `wait` takes until [`Self::let_go`].
    pub(crate) fn hold(&self) {
        *self.shared.held.lock().unwrap() = true;
    }

    pub(crate) fn let_go(&self) {
        *self.shared.held.lock().unwrap() = false;
        self.shared.let_go.notify_all();
    }
}

impl FaceMatcher for Played {
    fn models(&self) -> Vec<FaceModel> {
        vec![FaceModel {
            name: "played".into(),
            version: "1".into(),
            licence: "MIT".into(),
            origin: "a test".into(),
            sha256: "0123456789abcdef".repeat(4),
        }]
    }

    fn begin(&self, photo: &[u8], policy: FacePolicy) -> Begun {
        *self.policy.lock().unwrap() = Some(policy);
        assert!(!photo.is_empty());
        let kind = *self.photo.lock().unwrap();
        let judge = || -> Box<dyn Judge> {
            self.shared.judges.fetch_add(1, Ordering::SeqCst);
            Box::new(PlayedJudge(self.shared.clone()))
        };
        Begun {
            picture: (!matches!(kind, Photo::Broken)).then(|| picture(1)),
            judge: matches!(kind, Photo::OneFace).then(judge),
        }
    }

    /// Takes until [`Played::let_go`] when it is held.
    fn self_test(&self) -> FaceModelTest {
        self.shared.tests.fetch_add(1, Ordering::SeqCst);
        self.shared.wait();
        FaceModelTest {
            files: ModelFiles::Right,
            computing: ModelComputing::Right,
            milliseconds: Some(7),
        }
    }

    fn gate(&self, jpeg: &[u8]) -> Result<Gate, FrameInvalid> {
        self.shared.looks.fetch_add(1, Ordering::SeqCst);
        gate(jpeg)
    }
}

/// What a picture shows to the camera's test.
fn gate(jpeg: &[u8]) -> Result<Gate, FrameInvalid> {
    match jpeg {
        b"clear" => Ok(Gate::Fit),
        b"black" => Ok(Gate::Black),
        b"nobody" => Ok(Gate::Unfit(FaceInstruction::LookHere)),
        b"dark" => Ok(Gate::Unfit(FaceInstruction::MoreLight)),
        b"panic" => panic!("of a test"),
        _ => Err(FrameInvalid),
    }
}

struct PlayedJudge(Arc<Shared>);

impl Judge for PlayedJudge {
    fn look(&mut self, jpeg: &[u8], _: Duration) -> Result<Look, FrameInvalid> {
        self.0.looks.fetch_add(1, Ordering::SeqCst);
        let look = |verdict| Ok(Look { verdict, clear: None });
        match jpeg {
            b"passed" => look(Verdict::Passed),
            b"another" => look(Verdict::NotPassed),
            b"flat" => look(Verdict::NotSure(FaceDoubt::Flat)),
            b"turn" => look(Verdict::Go(FaceInstruction::TurnLeft)),
            b"clear" => Ok(Look {
                verdict: Verdict::Go(FaceInstruction::HoldStill),
                clear: Some(picture(2)),
            }),
            b"wait" => {
                self.0.wait();
                look(Verdict::Go(FaceInstruction::HoldStill))
            }
            b"panic" => panic!("of a test"),
            _ => Err(FrameInvalid),
        }
    }

    fn doubt(&self) -> FaceDoubt {
        DOUBT
    }
}

impl Drop for PlayedJudge {
    fn drop(&mut self) {
        self.0.judges.fetch_sub(1, Ordering::SeqCst);
    }
}

fn picture(grey: u8) -> Image {
    Image::new(4, 3, vec![grey; 36]).unwrap()
}
