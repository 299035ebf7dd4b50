//! Operations of the 公的個人認証AP (`domain.md §3.4`, `§3.5`). Each tries the shortest form of its command first and
//! falls back to selecting the file when the card refuses that form. A VERIFY that carries a PIN has no fall-back: its
//! form is known by then from the counter query.

use super::{
    Unreadable,
    apdu::{Command, Expected, Response, VERIFY},
    profile::{self, File, status},
    session::{Fault, Session},
};
use madoguchi_shared::Secret;
use sha2::{Digest, Sha256};

mod certificate;

pub(crate) use certificate::read_certificate;

/// What the counter query tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PinState {
    /// Tries left, 1–15.
    Tries(u8),
    /// Blocked, or never set.
    Unusable,
}

/// What VERIFY tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The key may be used until the card is reset.
    Right,
    /// Tries left, 1–15.
    Wrong(u8),
    /// This attempt was the last one.
    Exhausted,
    /// It was blocked before.
    Unusable,
}

/// SELECT of the application.
pub(crate) fn select(session: &mut Session<'_>) -> Result<(), Fault> {
    let command = Command::new([0x00, 0xA4, 0x04, 0x0C]).with(&profile::JPKI_AID);
    match session.send(command)?.status {
        status::SUCCESS => Ok(()),
        other if status::refuses_application(other) => Err(Fault::NotMyNumber),
        other => Err(Unreadable::Status(other).into()),
    }
}

/// Asks for the counter without using a try. A PIN that somebody else left verified is cleared first.
pub(crate) fn pin_state(session: &mut Session<'_>) -> Result<PinState, Fault> {
    let mut answer = query(session)?;
    if answer == status::SUCCESS {
        session.reset()?;
        select(session)?;
        answer = query(session)?;
    }
    match (answer, status::tries_left(answer)) {
        (status::PIN_UNUSABLE | status::PIN_BLOCKED, _) | (_, Some(0)) => Ok(PinState::Unusable),
        (_, Some(tries)) => Ok(PinState::Tries(tries)),
        (other, None) => Err(Unreadable::Status(other).into()),
    }
}

/// One try. Comes after [`pin_state`] in the same session.
pub(crate) fn verify(session: &mut Session<'_>, pin: &Secret) -> Result<Verdict, Fault> {
    let command = verify_command(session).with(pin.expose().as_bytes());
    let answer = session.send(command)?.status;
    match (answer, status::tries_left(answer)) {
        (status::SUCCESS, _) => Ok(Verdict::Right),
        (status::PIN_UNUSABLE | status::PIN_BLOCKED, _) => Ok(Verdict::Unusable),
        (_, Some(0)) => Ok(Verdict::Exhausted),
        (_, Some(tries)) => Ok(Verdict::Wrong(tries)),
        (other, None) => Err(Unreadable::Status(other).into()),
    }
}

/// Has the card sign SHA-256 of the message. Comes after a [`Verdict::Right`] in the same session.
pub(crate) fn sign(session: &mut Session<'_>, message: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut input = profile::DIGEST_INFO_SHA256.to_vec();
    input.extend_from_slice(&Sha256::digest(message));
    let response = sign_input(session, &input)?;
    match (response.status, response.data.len()) {
        (status::SUCCESS, profile::SIGNATURE_LENGTH) => Ok(response.data),
        (status::SUCCESS, length) => Err(Unreadable::Length(length).into()),
        (other, _) => Err(Unreadable::Status(other).into()),
    }
}

/// P2: the selected file.
const CURRENT: u8 = 0x80;

fn sign_input(session: &mut Session<'_>, input: &[u8]) -> Result<Response, Fault> {
    if session.habits.short_key {
        let answer = session.send(sign_command(profile::AUTH_KEY.short(), input))?;
        if !status::refuses_form(answer.status) {
            return Ok(answer);
        }
        session.habits.short_key = false;
    }
    session.select_file(profile::AUTH_KEY.id)?;
    session.send(sign_command(CURRENT, input))
}

fn sign_command(p2: u8, input: &[u8]) -> Command {
    Command::new([0x80, 0x2A, 0x00, p2])
        .with(input)
        .expecting(Expected::Short(256))
}

fn verify_command(session: &Session<'_>) -> Command {
    let p2 = if session.habits.short_pin {
        profile::AUTH_PIN.short()
    } else {
        CURRENT
    };
    Command::new([0x00, VERIFY, 0x00, p2])
}

/// Status word of the counter query, by the form that the card takes.
fn query(session: &mut Session<'_>) -> Result<u16, Fault> {
    const PIN: File = profile::AUTH_PIN;
    if session.habits.short_pin {
        let answer = session.send(verify_command(session))?.status;
        if !status::refuses_form(answer) {
            return Ok(answer);
        }
        session.habits.short_pin = false;
    }
    session.select_file(PIN.id)?;
    Ok(session.send(verify_command(session))?.status)
}

#[cfg(test)]
mod tests;
