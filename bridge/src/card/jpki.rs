//! Operations of the 公的個人認証AP (`domain.md §3.4`, `§3.5`). Each tries the shortest form of its command first and
//! falls back to selecting the file when the card refuses that form.

use super::{
    Unreadable,
    apdu::{Command, Expected, Response},
    profile::{self, Application, status},
    session::{Fault, Session},
    verify::{self, Counter, Refusal},
};
use madoguchi_shared::Secret;
use sha2::{Digest, Sha256};

mod certificate;

pub(crate) use certificate::read_certificate;

/// SELECT of the application.
pub(crate) fn select(session: &mut Session<'_>) -> Result<(), Fault> {
    session.select(Application::Jpki)
}

/// Asks for the PIN's counter without using a try.
pub(crate) fn pin_counter(session: &mut Session<'_>) -> Result<Counter, Fault> {
    verify::counter(session, profile::AUTH_PIN)
}

/// Tries the PIN once, unless its counter speaks against it.
pub(crate) fn try_pin(
    session: &mut Session<'_>,
    pin: &Secret,
    last_try_confirmed: bool,
) -> Result<Result<(), Refusal>, Fault> {
    verify::try_once(session, profile::AUTH_PIN, pin.expose(), last_try_confirmed)
}

/// Has the card sign SHA-256 of the message. Comes after a right PIN in the same session.
pub(crate) fn sign(session: &mut Session<'_>, message: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut input = profile::DIGEST_INFO_SHA256.to_vec();
    input.extend_from_slice(&Sha256::digest(message));
    let response = sign_input(session, &input)?;
    match (response.status, response.data.len()) {
        (status::SUCCESS, profile::SIGNATURE_LENGTH) => Ok(response.data.to_vec()),
        (status::SUCCESS, length) => Err(Unreadable::Length(length).into()),
        (other, _) => Err(Unreadable::Status(other).into()),
    }
}

/// P2: the selected file.
const CURRENT: u8 = 0x80;

fn sign_input(session: &mut Session<'_>, input: &[u8]) -> Result<Response, Fault> {
    if session.habits.jpki.sign {
        let answer = session.send(sign_command(profile::AUTH_KEY.short(), input))?;
        if !status::refuses_form(answer.status) {
            return Ok(answer);
        }
        session.habits.jpki.sign = false;
    }
    session.select_file(profile::AUTH_KEY)?;
    session.send(sign_command(CURRENT, input))
}

fn sign_command(p2: u8, input: &[u8]) -> Command {
    Command::new([0x80, 0x2A, 0x00, p2])
        .with(input)
        .expecting(Expected::Short(256))
}

#[cfg(test)]
mod tests;
