//! Readers and cards: what the bridge would say about them.

use crate::backend::Backend;
use crate::face_desk::FaceDesk;
use madoguchi_people::card::{Card, PIN_TRIES, PinState};
use madoguchi_people::{Person, find};
use madoguchi_scenarios::scenario::Judged;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::card::{Inspection, PinAvailability, PinRequest, PinRequestState};
use madoguchi_shared::bridge::face::FaceRequest;
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};
use std::collections::HashMap;

/// A card on a reader.
struct Lying {
    presence: String,
    /// `None`: a card that answers nothing.
    person: Option<&'static Person>,
}

/// PIN entry on the patient screen.
struct Entry {
    id: String,
    presence: String,
    nonce: String,
    state: PinRequestState,
    /// The last PIN was wrong.
    wrong: bool,
}

/// All readers.
#[derive(Default)]
pub(crate) struct Cards {
    lying: Vec<Lying>,
    put_down: usize,
    /// Tries left of persons who have entered a PIN.
    tries: HashMap<&'static str, u8>,
    entry: Option<Entry>,
    /// 顔認証.
    pub(crate) face: FaceDesk,
    /// What lies there answers no more.
    pub(crate) mute: bool,
}

impl Cards {
    /// Another program has used up the tries of this person's PIN.
    pub(crate) fn block(&mut self, person: &Person) {
        self.tries.insert(person.id, 0);
    }

    /// Puts a card on the next free reader; `person` is an id, `None` a mute card.
    pub(crate) fn put(&mut self, person: Option<&str>, left: bool) -> Result<(), String> {
        let person = match person {
            Some(id) => Some(find(id).ok_or_else(|| format!("no person {id} in tests/people"))?),
            None => None,
        };
        self.put_down += 1;
        let kind = if left { "left" } else { "card" };
        self.lying.push(Lying {
            presence: format!("{kind}-{}", self.put_down),
            person,
        });
        Ok(())
    }

    /// Takes all cards away, and with them PIN entry.
    pub(crate) fn take(&mut self) {
        self.lying.clear();
        self.entry = None;
        self.face.clear();
    }

    /// What lies there, reader by reader.
    pub(crate) fn presences(&self) -> Vec<&str> {
        self.lying.iter().map(|card| card.presence.as_str()).collect()
    }

    pub(crate) fn inspect(&self, presence: &str) -> Result<Inspection, ErrorCode> {
        let pin = match self.tries_left(self.my_number_card(presence)?) {
            0 => PinAvailability::Unusable,
            tries => PinAvailability::Tries(tries),
        };
        Ok(Inspection {
            face: self.face.way(),
            pin,
        })
    }

    pub(crate) fn open_face(&mut self, presence: &str, nonce: &str) -> Result<FaceRequest, ErrorCode> {
        let person = self.my_number_card(presence)?;
        self.entry = None;
        self.face.open(person, presence, nonce)
    }

    /// 照合番号B is keyed in; the id of the request that moved.
    pub(crate) fn key_in_collation(&mut self, right: bool) -> Result<String, String> {
        let card = self.card_of_the_face();
        self.face.key_in(right, card)
    }

    /// The face is judged; the id of the request that moved.
    pub(crate) fn judge(&mut self, judged: Judged, backend: &Backend) -> Result<String, String> {
        let card = self.card_of_the_face();
        self.face.judge(judged, card, backend)
    }

    fn card_of_the_face(&self) -> Result<&'static Person, ErrorCode> {
        self.my_number_card(self.face.presence().unwrap_or_default())
    }

    pub(crate) fn open_pin(&mut self, presence: &str, nonce: &str) -> Result<PinRequest, ErrorCode> {
        let tries_left = match self.tries_left(self.my_number_card(presence)?) {
            0 => return Err(ErrorCode::PinUnusable),
            tries => tries,
        };
        let pin_request = format!("pin-{presence}-{nonce}");
        self.entry = Some(Entry {
            id: pin_request.clone(),
            presence: presence.to_owned(),
            nonce: nonce.to_owned(),
            state: PinRequestState::Waiting(tries_left),
            wrong: false,
        });
        Ok(PinRequest {
            pin_request,
            tries_left,
        })
    }

    pub(crate) fn pin_state(&self, pin_request: &str) -> Result<PinRequestState, ErrorCode> {
        let entry = self.entry.as_ref().filter(|entry| entry.id == pin_request);
        entry
            .map(|entry| entry.state.clone())
            .ok_or(ErrorCode::PinRequestEnded)
    }

    pub(crate) fn cancel_pin(&mut self) {
        self.entry = None;
    }

    /// The PIN pad or 顔認証, which lies over the step that the desk says.
    pub(crate) fn pad(&self) -> Option<PatientStep> {
        self.pin_pad().or_else(|| self.face.step())
    }

    fn pin_pad(&self) -> Option<PatientStep> {
        let entry = self.entry.as_ref()?;
        match entry.state {
            PinRequestState::Waiting(tries_left) => Some(PatientStep::EnterPin {
                pin_request: entry.id.clone(),
                tries_left,
                wrong: entry.wrong,
            }),
            PinRequestState::Checking | PinRequestState::Verified(_) | PinRequestState::Ended(_) => None,
        }
    }

    /// The patient enters a PIN; the id of the request that moved.
    pub(crate) fn enter_pin(&mut self, right: bool, backend: &Backend) -> Result<String, String> {
        let mut entry = self.entry.take().ok_or("the patient screen shows no PIN pad")?;
        let id = entry.id.clone();
        let person = match self.my_number_card(&entry.presence) {
            Ok(person) => person,
            Err(code) => {
                entry.state = PinRequestState::Ended(code);
                self.entry = Some(entry);
                return Ok(id);
            }
        };
        let tries = self.tries_left(person);
        if right {
            self.tries.insert(person.id, PIN_TRIES);
            let evidence = backend.evidence(person, IdentityMethod::Pin, &entry.nonce);
            entry.state = PinRequestState::Verified(evidence.into());
        } else {
            self.tries.insert(person.id, tries - 1);
            entry.state = match tries - 1 {
                0 => PinRequestState::Ended(ErrorCode::PinUnusable),
                left => PinRequestState::Waiting(left),
            };
            entry.wrong = true;
        }
        self.entry = Some(entry);
        Ok(id)
    }

    pub(crate) fn by_eye(
        &self,
        presence: &str,
        nonce: &str,
        backend: &Backend,
    ) -> Result<IdentityEvidence, ErrorCode> {
        let person = self.my_number_card(presence)?;
        Ok(backend.evidence(person, IdentityMethod::ByEye, nonce))
    }

    fn my_number_card(&self, presence: &str) -> Result<&'static Person, ErrorCode> {
        let card = self.lying.iter().find(|card| card.presence == presence);
        if self.mute {
            return Err(ErrorCode::CardTimeout);
        }
        let person = card
            .ok_or(ErrorCode::CardRemoved)?
            .person
            .ok_or(ErrorCode::CardTimeout)?;
        match person.card {
            Card::MyNumber { .. } => Ok(person),
            Card::NotMyNumber => Err(ErrorCode::CardNotMyNumber),
        }
    }

    fn tries_left(&self, person: &Person) -> u8 {
        let of_new = match person.card {
            Card::MyNumber {
                pin: PinState::Set { tries_left },
                ..
            } => tries_left,
            Card::MyNumber {
                pin: PinState::NotSet,
                ..
            }
            | Card::NotMyNumber => 0,
        };
        self.tries.get(person.id).copied().unwrap_or(of_new)
    }
}
