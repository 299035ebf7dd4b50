//! The chip: takes commands one by one, keeps what is selected and which PINs stand verified.

mod read;
mod security;
mod select;

use crate::{
    apdu::{Answer, Command},
    image::{Access, Application, CardImage, File, Pin},
    profile::ResponseStyle,
    status::StatusWord,
};

/// Greatest part of an answer that one GET RESPONSE or short APDU carries, bytes.
const SHORT_ANSWER: usize = 256;

/// A chip with what is stored on it and what it remembers since it was powered.
pub(crate) struct Chip {
    pub(crate) image: CardImage,
    session: Session,
}

/// What the chip forgets when it loses power or is reset. PIN counters are not among it.
#[derive(Default)]
struct Session {
    /// Position of the selected application in the image.
    application: Option<usize>,
    /// Id of the selected file.
    file: Option<u16>,
    /// PINs of the selected application that stand verified, by file id.
    verified: Vec<u16>,
    /// Answer data waiting for GET RESPONSE.
    pending: Vec<u8>,
}

impl Chip {
    pub(crate) fn new(image: CardImage) -> Self {
        Self {
            image,
            session: Session::default(),
        }
    }

    /// Power lost, or reset: nothing is selected and no PIN is verified any more.
    pub(crate) fn forget(&mut self) {
        self.session = Session::default();
    }

    /// Answers one command; any bytes get an answer of two bytes or more.
    pub(crate) fn transmit(&mut self, bytes: &[u8]) -> Vec<u8> {
        let answer = match Command::parse(bytes) {
            Ok(command) => self.dispatch(&command),
            Err(_) => StatusWord::WRONG_LENGTH.into(),
        };
        answer.into_bytes()
    }

    fn dispatch(&mut self, command: &Command<'_>) -> Answer {
        if let Some(refusal) = self.refuse_class(command) {
            return refusal.into();
        }
        if command.instruction == 0xC0 {
            return self.get_response(command);
        }
        self.session.pending.clear();
        let answer = match (command.class, command.instruction) {
            (0x00, 0xA4) => self.select(command).into(),
            (0x00, 0xB0) => self.read_binary(command).unwrap_or_else(Answer::from),
            (0x00, 0xB2) => self.read_record(command).unwrap_or_else(Answer::from),
            (0x00, 0x20) => self.verify(command).into(),
            (0x80, 0x2A) => self.compute_signature(command).unwrap_or_else(Answer::from),
            _ => StatusWord::UNKNOWN_INSTRUCTION.into(),
        };
        self.deliver(command, answer)
    }

    fn refuse_class(&self, command: &Command<'_>) -> Option<StatusWord> {
        match command.class {
            0x00 | 0x80 if command.extended && !self.image.profile.extended_length => {
                Some(StatusWord::WRONG_LENGTH)
            }
            0x00 | 0x80 => None,
            0x01..=0x03 => Some(StatusWord::NO_LOGICAL_CHANNEL),
            0x10 | 0x90 => Some(StatusWord::NO_CHAINING),
            _ => Some(StatusWord::UNKNOWN_CLASS),
        }
    }

    /// Sends the data at once, or keeps it for GET RESPONSE when the profile or a short Le asks for that.
    fn deliver(&mut self, command: &Command<'_>, answer: Answer) -> Answer {
        let allowed = command.expected.map_or(0, |expected| expected.length);
        let whole = match self.image.profile.responses {
            ResponseStyle::Direct => answer.data.len() <= allowed,
            ResponseStyle::GetResponse => command.extended && answer.data.len() <= allowed,
        };
        if whole || answer.data.is_empty() {
            return answer;
        }
        self.session.pending = answer.data;
        StatusWord::more_data(self.session.pending.len()).into()
    }

    fn get_response(&mut self, command: &Command<'_>) -> Answer {
        let length = self.session.pending.len();
        if (command.p1, command.p2) != (0, 0) {
            return StatusWord::WRONG_PARAMETERS.into();
        }
        if length == 0 {
            return StatusWord::CONDITIONS_NOT_SATISFIED.into();
        }
        let Some(expected) = command.expected else {
            return StatusWord::WRONG_LENGTH.into();
        };
        if expected.length > length && !expected.maximum {
            return StatusWord::correct_length(length).into();
        }
        let rest = self
            .session
            .pending
            .split_off(length.min(expected.length).min(SHORT_ANSWER));
        let data = std::mem::replace(&mut self.session.pending, rest);
        match self.session.pending.len() {
            0 => Answer::data(data),
            left => Answer {
                data,
                status: StatusWord::more_data(left),
            },
        }
    }

    fn application(&self) -> Option<&Application> {
        self.image.applications.get(self.session.application?)
    }

    fn current_file(&self) -> Option<&File> {
        self.application()?.file(self.session.file?)
    }

    fn pin_mut(&mut self, id: u16) -> Option<&mut Pin> {
        let application = self.image.applications.get_mut(self.session.application?)?;
        match &mut application.file_mut(id)?.content {
            crate::image::Content::Pin(pin) => Some(pin),
            _ => None,
        }
    }

    fn allowed(&self, access: &Access) -> bool {
        match access {
            Access::Free => true,
            Access::AnyOf(pins) => pins.iter().any(|pin| self.session.verified.contains(pin)),
        }
    }
}
