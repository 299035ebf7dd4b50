//! 顔認証 computed: the nets of one folder behind what the desk asks for ([`FaceMatcher`]). Everything here runs on the
//! desk's thread for it. Pictures and numbers stay in the types of `madoguchi_face`, which wipe themselves.

mod attempt;
pub mod compare;
mod compared;
mod gate;
mod self_test;

use crate::desk::face::{Begun, FaceMatcher, FrameInvalid, Gate, Judge};
use attempt::Attempt;
use madoguchi_face::{Challenge, Image, Limits, ModelError, Origin, Policy, Recogniser, decode};
use madoguchi_shared::bridge::face::{FaceModel, FacePolicy};
use madoguchi_shared::bridge::settings::FaceModelTest;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The nets of one folder.
pub struct NetMatcher {
    recogniser: Arc<Recogniser>,
    folder: PathBuf,
}

impl NetMatcher {
    /// Loads and checks the nets.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        Ok(Self {
            recogniser: Arc::new(Recogniser::load(folder)?),
            folder: folder.to_owned(),
        })
    }

    /// `None` unless there is exactly one face.
    fn judge(&self, photo: &Image, policy: FacePolicy) -> Option<Box<dyn Judge>> {
        let faces = self.recogniser.find(photo).ok()?;
        let [face] = faces.as_slice() else { return None };
        let reference = self.recogniser.embed(photo, face).ok()?;
        let challenge = Challenge::draw(Challenge::DEPENDABLE, rand::random());
        let recogniser = Arc::clone(&self.recogniser);
        Some(Box::new(Attempt::new(
            recogniser,
            computed(policy),
            reference,
            challenge,
        )))
    }
}

impl FaceMatcher for NetMatcher {
    fn models(&self) -> Vec<FaceModel> {
        models(&self.recogniser)
    }

    fn begin(&self, photo: &[u8], policy: FacePolicy) -> Begun {
        let picture = decode(photo, Limits::CARD_PHOTO).ok();
        Begun {
            judge: picture.as_ref().and_then(|picture| self.judge(picture, policy)),
            picture,
        }
    }

    fn self_test(&self) -> FaceModelTest {
        self_test::run(&self.folder, &self.recogniser)
    }

    fn gate(&self, jpeg: &[u8]) -> Result<Gate, FrameInvalid> {
        gate::gate(&self.recogniser, jpeg)
    }
}

/// The nets, for settings and command line.
pub fn models(recogniser: &Recogniser) -> Vec<FaceModel> {
    let manifest = recogniser.manifest();
    let origins = [
        &manifest.detector.origin,
        &manifest.landmarks.origin,
        &manifest.recognition.origin,
    ];
    origins.into_iter().map(model).collect()
}

/// The same policy in the words of the computing.
pub fn computed(policy: FacePolicy) -> Policy {
    match policy {
        FacePolicy::Strict => Policy::Strict,
        FacePolicy::Standard => Policy::Standard,
        FacePolicy::ByEyeAlways => Policy::ByEyeAlways,
    }
}

fn model(origin: &Origin) -> FaceModel {
    FaceModel {
        name: origin.name.clone(),
        version: origin.version.clone(),
        licence: origin.licence.clone(),
        origin: origin.source.clone(),
        sha256: origin.sha256.clone(),
    }
}

#[cfg(test)]
mod tests;
