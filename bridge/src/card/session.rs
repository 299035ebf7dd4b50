//! One conversation with a card: `61xx` and `6Cxx`, and which forms of command this reader and card take.

use super::{
    Unreadable,
    apdu::{Command, Expected, Response},
    control::Control,
    profile::{Application, File, status},
    transport::{Transport, TransportError},
};
use zeroize::Zeroizing;

/// Longest answer put together from parts, bytes.
const LONGEST_ANSWER: usize = 65_536;

/// A conversation inside one transaction.
pub(crate) struct Session<'a> {
    transport: &'a mut dyn Transport,
    control: &'a Control,
    /// What was found out, to be remembered.
    pub(crate) habits: Habits,
}

/// Forms of command that a reader and a card take. [`Default`]: the shortest way, until it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Habits {
    /// Extended APDUs get through.
    pub(crate) extended: bool,
    /// Greatest Le of a short APDU: 256, 192 or 128 bytes.
    pub(crate) chunk: u16,
    /// What the 公的個人認証AP takes.
    pub(crate) jpki: Short,
    /// What the 券面事項確認AP takes.
    pub(crate) face: Short,
}

/// Which commands of an application take a short file identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    /// READ BINARY.
    pub(crate) read: bool,
    /// VERIFY.
    pub(crate) verify: bool,
    /// COMPUTE DIGITAL SIGNATURE.
    pub(crate) sign: bool,
}

/// Why a conversation broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Bytes did not get through.
    Transport(TransportError),
    /// An answer made no sense.
    Unreadable(Unreadable),
    /// The application is not there.
    NotMyNumber,
    /// The certificate is not the one seen before: another card.
    Changed,
    /// Nobody waits any more.
    Abandoned,
}

impl Default for Habits {
    fn default() -> Self {
        const ALL: Short = Short {
            read: true,
            verify: true,
            sign: true,
        };
        Self {
            extended: true,
            chunk: 256,
            jpki: ALL,
            face: ALL,
        }
    }
}

impl Habits {
    /// What this application takes.
    pub(crate) fn short(&mut self, application: Application) -> &mut Short {
        match application {
            Application::Jpki => &mut self.jpki,
            Application::Face => &mut self.face,
        }
    }
}

impl<'a> Session<'a> {
    pub(crate) fn new(transport: &'a mut dyn Transport, control: &'a Control, habits: Habits) -> Self {
        Self {
            transport,
            control,
            habits,
        }
    }

    /// Sends a command and gets its whole answer.
    pub(crate) fn send(&mut self, command: Command) -> Result<Response, Fault> {
        let mut response = self.exchange(&command)?;
        if response.status & 0xFF00 == 0x6C00 && command.may_be_repeated() {
            let length = length_told(response.status);
            response = self.exchange(&command.expecting(Expected::Short(length)))?;
        }
        while response.status & 0xFF00 == 0x6100 {
            let length = length_told(response.status);
            let next = Command::new([0x00, 0xC0, 0x00, 0x00]).expecting(Expected::Short(length));
            let part = self.exchange(&next)?;
            let total = response.data.len() + part.data.len();
            if part.data.is_empty() || total > LONGEST_ANSWER {
                return Err(Unreadable::Length(total).into());
            }
            // Into a new one of the right capacity: growing would leave a part of a photo behind.
            let mut whole = Zeroizing::new(Vec::with_capacity(total));
            whole.extend_from_slice(&response.data);
            whole.extend_from_slice(&part.data);
            response = Response {
                data: whole,
                status: part.status,
            };
        }
        Ok(response)
    }

    /// Selects an application.
    pub(crate) fn select(&mut self, application: Application) -> Result<(), Fault> {
        let command = Command::new([0x00, 0xA4, 0x04, 0x0C]).with(&application.aid());
        match self.send(command)?.status {
            status::SUCCESS => Ok(()),
            other if status::refuses_application(other) => Err(Fault::NotMyNumber),
            other => Err(Unreadable::Status(other).into()),
        }
    }

    /// Selects a file of the selected application.
    pub(crate) fn select_file(&mut self, file: File) -> Result<(), Fault> {
        let response = self.send(Command::new([0x00, 0xA4, 0x02, 0x0C]).with(&file.id))?;
        match response.status {
            status::SUCCESS => Ok(()),
            other => Err(Unreadable::Status(other).into()),
        }
    }

    /// Resets the card: nothing is selected and no PIN is verified any more.
    pub(crate) fn reset(&mut self) -> Result<(), Fault> {
        self.check()?;
        Ok(self.transport.reset()?)
    }

    fn exchange(&mut self, command: &Command) -> Result<Response, Fault> {
        self.check()?;
        let answer = self.transport.transmit(&command.to_bytes())?;
        Ok(Response::parse(answer)?)
    }

    // Asked before every command, so that a PIN is not tried for somebody who has gone.
    fn check(&self) -> Result<(), Fault> {
        if self.control.is_abandoned() {
            return Err(Fault::Abandoned);
        }
        Ok(())
    }
}

impl From<TransportError> for Fault {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl From<Unreadable> for Fault {
    fn from(what: Unreadable) -> Self {
        Self::Unreadable(what)
    }
}

/// `xx` of `61xx` and `6Cxx`: 1–256 bytes, 256 being told as 0.
fn length_told(status: u16) -> u16 {
    match status & 0xFF {
        0 => 256,
        length => length,
    }
}
