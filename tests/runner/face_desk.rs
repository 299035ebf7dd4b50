//! 顔認証 as the bridge would do it, played: how the face is judged is what the scenario says, no picture is looked at.

use crate::backend::Backend;
use madoguchi_people::Person;
use madoguchi_scenarios::scenario::{Doubt, Judged};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::face::{FaceDoubt, FaceRequest, FaceRequestState, FaceWay};
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::identity::IdentityMethod;
use std::collections::HashMap;

/// Tries of a 照合番号B that nobody has mistyped.
const TRIES: u8 = 10;

/// A face request.
struct Entry {
    id: String,
    presence: String,
    nonce: String,
    state: FaceRequestState,
    /// The last 照合番号B was wrong.
    wrong: bool,
}

/// The part of the bridge that judges faces.
#[derive(Default)]
pub(crate) struct FaceDesk {
    /// The desk has it.
    pub(crate) installed: bool,
    opened: usize,
    entry: Option<Entry>,
    /// Tries left of 照合番号B of those who mistyped it.
    tries: HashMap<&'static str, u8>,
}

impl FaceDesk {
    pub(crate) fn way(&self) -> FaceWay {
        if self.installed {
            FaceWay::Open
        } else {
            FaceWay::NotInstalled
        }
    }

    /// Another program has used up the tries of this person's 照合番号B.
    pub(crate) fn block(&mut self, person: &Person) {
        self.tries.insert(person.id, 0);
    }

    pub(crate) fn open(
        &mut self,
        person: &Person,
        presence: &str,
        nonce: &str,
    ) -> Result<FaceRequest, ErrorCode> {
        let tries_left = match self.tries_left(person) {
            0 => return Err(ErrorCode::PinUnusable),
            tries => tries,
        };
        self.opened += 1;
        let face_request = format!("face-{}", self.opened);
        self.entry = Some(Entry {
            id: face_request.clone(),
            presence: presence.to_owned(),
            nonce: nonce.to_owned(),
            state: FaceRequestState::Number(tries_left),
            wrong: false,
        });
        Ok(FaceRequest {
            face_request,
            tries_left,
        })
    }

    pub(crate) fn state(&self, face_request: &str) -> Result<FaceRequestState, ErrorCode> {
        let entry = self.entry.as_ref().filter(|entry| entry.id == face_request);
        entry
            .map(|entry| entry.state.clone())
            .ok_or(ErrorCode::PinRequestEnded)
    }

    /// Ended, its pictures forgotten.
    pub(crate) fn cancel(&mut self, face_request: &str) {
        self.entry.take_if(|entry| entry.id == face_request);
    }

    /// All cards are taken away, and with them what was read.
    pub(crate) fn clear(&mut self) {
        self.entry = None;
    }

    /// The card of the request.
    pub(crate) fn presence(&self) -> Option<&str> {
        self.entry.as_ref().map(|entry| entry.presence.as_str())
    }

    /// Whether pictures are kept.
    pub(crate) fn holds_pictures(&self) -> bool {
        let state = self.entry.as_ref().map(|entry| &entry.state);
        state.is_some_and(|state| match state {
            FaceRequestState::Looking | FaceRequestState::NotPassed => true,
            FaceRequestState::NotSure(why) => !matches!(why, FaceDoubt::CardPhoto),
            FaceRequestState::Number(_)
            | FaceRequestState::Reading
            | FaceRequestState::Passed(_)
            | FaceRequestState::Ended(_) => false,
        })
    }

    /// What lies over the step that the desk says.
    pub(crate) fn step(&self) -> Option<PatientStep> {
        let entry = self.entry.as_ref()?;
        let face_request = entry.id.clone();
        match entry.state {
            FaceRequestState::Number(tries_left) => Some(PatientStep::FaceNumber {
                face_request,
                tries_left,
                wrong: entry.wrong,
            }),
            FaceRequestState::Looking => Some(PatientStep::FaceLook { face_request }),
            FaceRequestState::Reading
            | FaceRequestState::Passed(_)
            | FaceRequestState::NotPassed
            | FaceRequestState::NotSure(_)
            | FaceRequestState::Ended(_) => None,
        }
    }

    /// 目視 has begun: nobody looks into the camera any more, the pictures stay.
    pub(crate) fn staff_checks(&mut self) {
        if let Some(entry) = &mut self.entry
            && entry.state == FaceRequestState::Looking
        {
            entry.state = FaceRequestState::NotSure(FaceDoubt::Between);
        }
    }

    /// 照合番号B is keyed in; the id of the request that moved.
    pub(crate) fn key_in(
        &mut self,
        right: bool,
        card: Result<&'static Person, ErrorCode>,
    ) -> Result<String, String> {
        let tries = card.map(|person| self.tries_left(person));
        let entry = self
            .entry
            .as_mut()
            .ok_or("the patient screen shows no 照合番号B")?;
        if !matches!(entry.state, FaceRequestState::Number(_)) {
            return Err("the patient screen shows no 照合番号B".to_owned());
        }
        entry.state = match (card, tries) {
            (Err(code), _) | (_, Err(code)) => FaceRequestState::Ended(code),
            (Ok(person), Ok(tries)) if right && tries > 0 => {
                self.tries.insert(person.id, TRIES);
                FaceRequestState::Looking
            }
            (Ok(person), Ok(tries)) => {
                let left = tries.saturating_sub(1);
                self.tries.insert(person.id, left);
                entry.wrong = true;
                match left {
                    0 => FaceRequestState::Ended(ErrorCode::PinUnusable),
                    left => FaceRequestState::Number(left),
                }
            }
        };
        Ok(entry.id.clone())
    }

    /// The face is judged; the id of the request that moved.
    pub(crate) fn judge(
        &mut self,
        judged: Judged,
        card: Result<&'static Person, ErrorCode>,
        backend: &Backend,
    ) -> Result<String, String> {
        let entry = self.entry.as_mut().ok_or("there is no 顔認証 under way")?;
        let before_the_camera = match judged {
            // They show before anybody looks.
            Judged::NotSure(Doubt::NoCamera | Doubt::CardPhoto) => true,
            Judged::Passed | Judged::NotPassed | Judged::NotSure(_) => {
                entry.state == FaceRequestState::Looking
            }
        };
        if !before_the_camera {
            return Err("nobody looks into the camera".to_owned());
        }
        entry.state = match (judged, card) {
            (_, Err(code)) => FaceRequestState::Ended(code),
            (Judged::Passed, Ok(person)) => {
                let evidence = backend.evidence(person, IdentityMethod::Face, &entry.nonce);
                FaceRequestState::Passed(evidence.into())
            }
            (Judged::NotPassed, Ok(_)) => FaceRequestState::NotPassed,
            (Judged::NotSure(why), Ok(_)) => FaceRequestState::NotSure(meant(why)),
        };
        Ok(entry.id.clone())
    }

    fn tries_left(&self, person: &Person) -> u8 {
        self.tries.get(person.id).copied().unwrap_or(TRIES)
    }
}

fn meant(doubt: Doubt) -> FaceDoubt {
    match doubt {
        Doubt::Between => FaceDoubt::Between,
        Doubt::NoFace => FaceDoubt::NoFace,
        Doubt::SeveralFaces => FaceDoubt::SeveralFaces,
        Doubt::Light => FaceDoubt::Light,
        Doubt::Frozen => FaceDoubt::Frozen,
        Doubt::NotMoved => FaceDoubt::NotMoved,
        Doubt::Flat => FaceDoubt::Flat,
        Doubt::AnotherFace => FaceDoubt::AnotherFace,
        Doubt::NoCamera => FaceDoubt::NoCamera,
        Doubt::CardPhoto => FaceDoubt::CardPhoto,
    }
}
