//! PIN and 照合番号B are tried alike (`domain.md §3.4`, `§3.5`): the counter is asked for first, which uses no try, then there
//! is one VERIFY, ever. It has no fall-back: which form the card takes is known by then from the counter query.

use super::{
    CollationError, PinError, Unreadable,
    apdu::{Command, VERIFY},
    profile::{File, status},
    session::{Fault, Session},
};

/// What the counter query tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    /// Tries left, 1–15.
    Tries(u8),
    /// Blocked, or never set.
    Unusable,
}

/// What VERIFY tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// What it opens is open until the card is reset.
    Right,
    /// Tries left, 1–15.
    Wrong(u8),
    /// This attempt was the last one.
    Exhausted,
    /// It was blocked before.
    Unusable,
}

/// Why it is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Tries left, 1–15.
    Wrong { tries_left: u8 },
    /// This attempt was the last one.
    Blocked,
    /// Blocked before, or never set: nothing was tried.
    Unusable,
    /// One try is left and using it was not confirmed: nothing was tried.
    LastTryUnconfirmed,
}

/// Tries once, unless the counter speaks against it. The application is selected.
pub(crate) fn try_once(
    session: &mut Session<'_>,
    file: File,
    secret: &str,
    last_try_confirmed: bool,
) -> Result<Result<(), Refusal>, Fault> {
    match counter(session, file)? {
        Counter::Unusable => return Ok(Err(Refusal::Unusable)),
        Counter::Tries(1) if !last_try_confirmed => return Ok(Err(Refusal::LastTryUnconfirmed)),
        Counter::Tries(_) => {}
    }
    Ok(match verify(session, file, secret)? {
        Verdict::Right => Ok(()),
        Verdict::Wrong(tries_left) => Err(Refusal::Wrong { tries_left }),
        Verdict::Exhausted => Err(Refusal::Blocked),
        Verdict::Unusable => Err(Refusal::Unusable),
    })
}

/// Asks for the counter without using a try. What somebody else left verified is cleared first.
pub(crate) fn counter(session: &mut Session<'_>, file: File) -> Result<Counter, Fault> {
    let mut answer = query(session, file)?;
    if answer == status::SUCCESS {
        session.reset()?;
        session.select(file.application)?;
        answer = query(session, file)?;
    }
    match (answer, status::tries_left(answer)) {
        (status::PIN_UNUSABLE | status::PIN_BLOCKED, _) | (_, Some(0)) => Ok(Counter::Unusable),
        (_, Some(tries)) => Ok(Counter::Tries(tries)),
        (other, None) => Err(Unreadable::Status(other).into()),
    }
}

/// One try. Comes after [`counter`] in the same session.
pub(crate) fn verify(session: &mut Session<'_>, file: File, secret: &str) -> Result<Verdict, Fault> {
    let command = command(session, file).with(secret.as_bytes());
    let answer = session.send(command)?.status;
    match (answer, status::tries_left(answer)) {
        (status::SUCCESS, _) => Ok(Verdict::Right),
        (status::PIN_UNUSABLE | status::PIN_BLOCKED, _) => Ok(Verdict::Unusable),
        (_, Some(0)) => Ok(Verdict::Exhausted),
        (_, Some(tries)) => Ok(Verdict::Wrong(tries)),
        (other, None) => Err(Unreadable::Status(other).into()),
    }
}

/// P2: the selected file.
const CURRENT: u8 = 0x80;

fn command(session: &mut Session<'_>, file: File) -> Command {
    let p2 = if session.habits.short(file.application).verify {
        file.short()
    } else {
        CURRENT
    };
    Command::new([0x00, VERIFY, 0x00, p2])
}

/// Status word of the counter query, by the form that the card takes.
fn query(session: &mut Session<'_>, file: File) -> Result<u16, Fault> {
    if session.habits.short(file.application).verify {
        let command = command(session, file);
        let answer = session.send(command)?.status;
        if !status::refuses_form(answer) {
            return Ok(answer);
        }
        session.habits.short(file.application).verify = false;
    }
    session.select_file(file)?;
    let command = command(session, file);
    Ok(session.send(command)?.status)
}

impl From<Refusal> for PinError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Wrong { tries_left } => Self::Wrong { tries_left },
            Refusal::Blocked => Self::Blocked,
            Refusal::Unusable => Self::Unusable,
            Refusal::LastTryUnconfirmed => Self::LastTryUnconfirmed,
        }
    }
}

impl From<Refusal> for CollationError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Wrong { tries_left } => Self::Wrong { tries_left },
            Refusal::Blocked => Self::Blocked,
            Refusal::Unusable => Self::Unusable,
            Refusal::LastTryUnconfirmed => Self::LastTryUnconfirmed,
        }
    }
}
