//! Reading 利用者証明用電子証明書: file sizes are not told by the card, so the certificate's own DER length is what
//! is read (`domain.md §3.4`).

use super::super::{
    Unreadable,
    apdu::{Command, Expected, Response},
    profile::{self, status},
    session::{Fault, Session},
    transport::TransportError,
};

/// INS of READ BINARY.
const READ: u8 = 0xB0;
/// Le to fall back to, in this order (`performance.md §4.2`).
const SMALLER_CHUNKS: [(u16, u16); 2] = [(256, 192), (192, 128)];

/// Reads the certificate, exactly as long as it says.
pub(crate) fn read_certificate(session: &mut Session<'_>) -> Result<Vec<u8>, Fault> {
    let mut bytes = read_beginning(session)?;
    let length = der_length(&bytes)?;
    while bytes.len() < length {
        let part = read_on(session, bytes.len(), length - bytes.len())?;
        bytes.extend_from_slice(&part);
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// The first part, as long as possible, in the best form that reader and card take; the file is selected afterwards.
fn read_beginning(session: &mut Session<'_>) -> Result<Vec<u8>, Fault> {
    loop {
        let habits = session.habits;
        let p1 = if habits.short_read {
            profile::AUTH_CERTIFICATE.short()
        } else {
            session.select_file(profile::AUTH_CERTIFICATE.id)?;
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
            (other, _) if habits.short_read && status::refuses_form(other) => {
                session.habits.short_read = false;
                if other == status::WRONG_LENGTH {
                    session.habits.chunk = 256;
                }
            }
            (other, _) => return Err(Unreadable::Status(other).into()),
        }
    }
}

/// What comes next in the selected file: 1 to `left` bytes from `offset`.
fn read_on(session: &mut Session<'_>, offset: usize, left: usize) -> Result<Vec<u8>, Fault> {
    let [high, low] = u16::try_from(offset)
        .map_err(|_| Unreadable::Certificate)?
        .to_be_bytes();
    let chunk = u16::try_from(left).map_or(session.habits.chunk, |left| left.min(session.habits.chunk));
    let command = Command::new([0x00, READ, high, low]).expecting(Expected::Short(chunk));
    let Response { data, status } = session.send(command)?;
    match status {
        status::SUCCESS | status::END_OF_FILE if data.is_empty() => Err(Unreadable::Certificate.into()),
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

/// Length of the outer SEQUENCE with its header, 4 to 16384 bytes.
pub(crate) fn der_length(bytes: &[u8]) -> Result<usize, Unreadable> {
    let length = match *bytes {
        [0x30, short, ..] if short < 0x80 => 2 + usize::from(short),
        [0x30, 0x81, length, ..] => 3 + usize::from(length),
        [0x30, 0x82, high, low, ..] => 4 + usize::from(u16::from_be_bytes([high, low])),
        _ => return Err(Unreadable::Certificate),
    };
    if (4..=profile::LONGEST_CERTIFICATE).contains(&length) {
        Ok(length)
    } else {
        Err(Unreadable::Certificate)
    }
}
