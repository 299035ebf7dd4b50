//! The nets read anew, as at start, and something computed whose result is known.

use madoguchi_face::{Known, Manifest, ModelError, Recogniser};
use madoguchi_shared::bridge::settings::{FaceModelTest, ModelComputing, ModelFiles};
use std::path::Path;
use std::time::Instant;

/// Tries out the nets in `folder`, beside those in use.
pub(super) fn run(folder: &Path, in_use: &Recogniser) -> FaceModelTest {
    let anew = match Recogniser::load(folder) {
        Ok(anew) => anew,
        Err(error) => {
            tracing::error!(%error, "self-test of the face model");
            return FaceModelTest {
                files: files(&error),
                computing: ModelComputing::NotTried,
                milliseconds: None,
            };
        }
    };
    let started = Instant::now();
    let computed = anew.known();
    let took = started.elapsed();
    let right = match (&computed, in_use.known()) {
        (Ok(known), Ok(used)) => known.is_near(&used) && is_as_known(&anew, known),
        _ => false,
    };
    FaceModelTest {
        files: ModelFiles::Right,
        computing: if right {
            ModelComputing::Right
        } else {
            ModelComputing::Wrong
        },
        milliseconds: computed
            .is_ok()
            .then(|| took.as_millis().try_into().unwrap_or(u32::MAX)),
    }
}

/// Of another pair than the built-in one nothing is known beforehand.
fn is_as_known(recogniser: &Recogniser, computed: &Known) -> bool {
    let built_in = Manifest::built_in().is_ok_and(|built_in| built_in.pair == recogniser.manifest().pair);
    !built_in || computed.is_near(&Known::BUILT_IN)
}

fn files(error: &ModelError) -> ModelFiles {
    match error {
        ModelError::Unreadable { .. } => ModelFiles::Missing,
        ModelError::WrongHash { .. } | ModelError::NotBuiltIn { .. } => ModelFiles::Changed,
        ModelError::Manifest { .. } | ModelError::Net { .. } => ModelFiles::Unusable,
    }
}
