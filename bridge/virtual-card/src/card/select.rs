//! SELECT by application identifier and by file id.

use super::{Chip, Session};
use crate::{apdu::Command, status::StatusWord};

/// P1: the data are an application identifier.
const BY_AID: u8 = 0x04;
/// P1: the data are the id of an elementary file of the selected application.
const BY_FILE_ID: u8 = 0x02;
/// P2: first occurrence, no file control information wanted.
const NO_INFORMATION: u8 = 0x0C;

impl Chip {
    /// What was selected stays selected when the new one is not found.
    pub(super) fn select(&mut self, command: &Command<'_>) -> StatusWord {
        match (command.p1, command.p2) {
            (BY_AID, NO_INFORMATION) => self.select_application(command.data),
            (BY_FILE_ID, NO_INFORMATION) => self.select_file(command.data),
            _ => StatusWord::WRONG_PARAMETERS,
        }
    }

    // Verified PINs belong to their application (ISO/IEC 7816-4, security status of a DF): they are lost when another one
    // is selected and, this much is an assumption, kept when the same one is selected again.
    fn select_application(&mut self, aid: &[u8]) -> StatusWord {
        let Some(position) = self
            .image
            .applications
            .iter()
            .position(|application| application.aid == aid)
        else {
            return StatusWord::NOT_FOUND;
        };
        if self.session.application == Some(position) {
            self.session.file = None;
        } else {
            self.session = Session {
                application: Some(position),
                ..Session::default()
            };
        }
        StatusWord::SUCCESS
    }

    fn select_file(&mut self, data: &[u8]) -> StatusWord {
        let &[high, low] = data else {
            return StatusWord::WRONG_LENGTH;
        };
        let id = u16::from_be_bytes([high, low]);
        if self
            .application()
            .and_then(|application| application.file(id))
            .is_none()
        {
            return StatusWord::NOT_FOUND;
        }
        self.session.file = Some(id);
        StatusWord::SUCCESS
    }
}
