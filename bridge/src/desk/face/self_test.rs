//! The nets tried out, and single pictures looked at, on the thread that computes for patients, too: while one of them is
//! being looked at there is no test of the nets.

use super::matcher::{FrameInvalid, Gate};
use super::{Face, FaceDesk};
use crate::desk::request::{Kind as _, Standing};
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::settings::FaceModelTest;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::timeout;
use zeroize::Zeroizing;

/// Longest time that the answer of the nets is waited for; the page waits 10 s.
pub const MODEL_TEST_TIME: Duration = Duration::from_secs(8);

/// Reads the nets anew and has them compute what is known. `FACE_NOT_INSTALLED`, `SELF_TEST_NOT_NOW` while a face request
/// is under way or the last test is, `SELF_TEST_LATE`.
pub async fn test_model(bridge: &Bridge) -> Result<FaceModelTest, Failure> {
    let faces = &bridge.faces;
    let matcher = Arc::clone(faces.matcher()?);
    if is_needed(bridge) || faces.testing.swap(true, Ordering::AcqRel) {
        return Err(ErrorCode::SelfTestNotNow.into());
    }
    // Back when the work is over, also where nobody waits for it any more or it panicked.
    let under_way = UnderWay(Arc::clone(&faces.testing));
    let work = faces.thread.run(move || {
        let _until_the_end = under_way;
        matcher.self_test()
    });
    match timeout(MODEL_TEST_TIME, work).await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(Failure::internal("the nets were not tried out")),
        Err(_) => Err(ErrorCode::SelfTestLate.into()),
    }
}

struct UnderWay(Arc<std::sync::atomic::AtomicBool>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// Whether a patient is on the way.
fn is_needed(bridge: &Bridge) -> bool {
    let open = Face::desk(bridge).open();
    open.as_ref().is_some_and(|request| {
        let standing = Face::standing(&request.state);
        !matches!(standing, Standing::Settled | Standing::Ended)
    })
}

impl FaceDesk {
    /// Looks at one picture, for the test of the camera. `FRAME_INVALID` when it cannot be decoded.
    pub(in crate::desk) async fn gate(&self, jpeg: Zeroizing<Vec<u8>>) -> Result<Gate, ErrorCode> {
        let matcher = Arc::clone(self.matcher()?);
        match self.thread.run(move || matcher.gate(&jpeg)).await {
            Some(Ok(gate)) => Ok(gate),
            Some(Err(FrameInvalid)) => Err(ErrorCode::FrameInvalid),
            None => {
                tracing::error!("a picture was not worked on");
                Err(ErrorCode::Internal)
            }
        }
    }
}
