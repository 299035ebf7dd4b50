//! Reading a file: sizes are not told by the card, so as much is read as the object in the file says that it is long
//! (`domain.md §3.4`), in the best form that reader and card take.

use super::{
    Unreadable,
    apdu::{Command, Expected, Response},
    profile::{File, status},
    session::{Fault, Session},
    transport::TransportError,
};
use zeroize::Zeroizing;

/// INS of READ BINARY.
const READ: u8 = 0xB0;
/// Le to fall back to, in this order (`performance.md §4.2`).
const SMALLER_CHUNKS: [(u16, u16); 2] = [(256, 192), (192, 128)];

/// What the file holds.
#[derive(Clone, Copy)]
pub(crate) struct Object {
    /// Its whole length by its first bytes; at most 32768, which is as far as READ BINARY reaches.
    pub(crate) length: fn(&[u8]) -> Result<usize, Unreadable>,
    /// What is said when the file ends before the object does.
    pub(crate) cut: Unreadable,
}

/// Reads the object that a file holds, exactly as long as it says. The application is selected.
pub(crate) fn read_object(
    session: &mut Session<'_>,
    file: File,
    object: Object,
) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let beginning = read_beginning(session, file)?;
    let length = (object.length)(&beginning)?;
    // With its final capacity: growing would leave copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.max(beginning.len())));
    bytes.extend_from_slice(&beginning);
    while bytes.len() < length {
        let left = length - bytes.len();
        let part = read_on(session, bytes.len(), left, object.cut)?;
        bytes.extend_from_slice(&part);
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// The first part, as long as possible; the file is selected afterwards.
fn read_beginning(session: &mut Session<'_>, file: File) -> Result<Zeroizing<Vec<u8>>, Fault> {
    loop {
        let mut habits = session.habits;
        let short = habits.short(file.application).read;
        let p1 = if short {
            file.short()
        } else {
            session.select_file(file)?;
            0
        };
        let expected = if habits.extended {
            Expected::Everything
        } else {
            Expected::Short(habits.chunk)
        };
        let command = Command::new([0x00, READ, p1, 0]).expecting(expected);
        let answer = match session.send(command) {
            Ok(answer) => answer,
            // A reader without extended APDUs fails by itself, without asking the card.
            Err(Fault::Transport(TransportError::Failed)) if habits.extended => {
                session.habits.extended = false;
                continue;
            }
            Err(fault) => return Err(fault),
        };
        match (answer.status, smaller(habits.chunk)) {
            (status::SUCCESS | status::END_OF_FILE, _) => return Ok(answer.data),
            (status::WRONG_LENGTH, _) if habits.extended => session.habits.extended = false,
            (status::WRONG_LENGTH, Some(chunk)) => session.habits.chunk = chunk,
            (other, _) if short && status::refuses_form(other) => {
                session.habits.short(file.application).read = false;
                if other == status::WRONG_LENGTH {
                    session.habits.chunk = 256;
                }
            }
            (other, _) => return Err(Unreadable::Status(other).into()),
        }
    }
}

/// What comes next in the selected file: 1 to `left` bytes from `offset`.
fn read_on(
    session: &mut Session<'_>,
    offset: usize,
    left: usize,
    cut: Unreadable,
) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let [high, low] = u16::try_from(offset).map_err(|_| cut)?.to_be_bytes();
    let chunk = u16::try_from(left).map_or(session.habits.chunk, |left| left.min(session.habits.chunk));
    let command = Command::new([0x00, READ, high, low]).expecting(Expected::Short(chunk));
    let Response { data, status } = session.send(command)?;
    match status {
        status::SUCCESS | status::END_OF_FILE if data.is_empty() => Err(cut.into()),
        status::SUCCESS | status::END_OF_FILE if data.len() > left.min(256) => {
            Err(Unreadable::Length(data.len()).into())
        }
        status::SUCCESS | status::END_OF_FILE => Ok(data),
        other => Err(Unreadable::Status(other).into()),
    }
}

fn smaller(chunk: u16) -> Option<u16> {
    SMALLER_CHUNKS
        .iter()
        .find_map(|&(from, to)| (from == chunk).then_some(to))
}
