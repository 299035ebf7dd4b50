//! VERIFY and COMPUTE DIGITAL SIGNATURE: which PIN, which key, and whether it may be used.

use super::Chip;
use crate::{
    apdu::{Answer, Command},
    image::Content,
    pin,
    sign::{self, Input},
    status::StatusWord,
};

/// P2 without a short identifier: the selected file.
const CURRENT_FILE: u8 = 0x80;

impl Chip {
    /// Without data it asks for the counter, with data it is one try.
    pub(super) fn verify(&mut self, command: &Command<'_>) -> StatusWord {
        if command.p1 != 0 || command.p2 & CURRENT_FILE == 0 {
            return StatusWord::WRONG_PARAMETERS;
        }
        if command.p2 != CURRENT_FILE && self.select_short(command.p2 & 0x7F).is_err() {
            return StatusWord::REFERENCE_NOT_FOUND;
        }
        let Some(id) = self.session.file else {
            return StatusWord::NO_CURRENT_FILE;
        };
        let verified = self.session.verified.contains(&id);
        let Some(pin) = self.pin_mut(id) else {
            return StatusWord::WRONG_FILE_KIND;
        };
        if command.data.is_empty() {
            return pin::query(pin, verified);
        }
        let status = pin::attempt(pin, command.data);
        self.session.verified.retain(|other| *other != id);
        if status == StatusWord::SUCCESS {
            self.session.verified.push(id);
        }
        status
    }

    /// P1 tells the form of the data; P2 `80` is the selected key, `80 | SFI` names it.
    pub(super) fn compute_signature(&mut self, command: &Command<'_>) -> Result<Answer, StatusWord> {
        let input = Input::from_p1(command.p1).ok_or(StatusWord::WRONG_PARAMETERS)?;
        if command.p2 & CURRENT_FILE == 0 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        if command.p2 != CURRENT_FILE {
            self.select_short(command.p2 & 0x7F)
                .map_err(|_| StatusWord::REFERENCE_NOT_FOUND)?;
        }
        let file = self.current_file().ok_or(StatusWord::NO_CURRENT_FILE)?;
        let Content::Key(key) = &file.content else {
            return Err(StatusWord::WRONG_FILE_KIND);
        };
        if !self.allowed(&file.access) {
            return Err(StatusWord::SECURITY_NOT_SATISFIED);
        }
        let key = key.as_ref().ok_or(StatusWord::CONDITIONS_NOT_SATISFIED)?;
        sign::sign(key, input, command.data).map(Answer::data)
    }
}
