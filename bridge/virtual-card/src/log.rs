//! What a card has seen: every APDU and every power event, without PINs and without answer data.

use std::{collections::VecDeque, fmt};

use crate::status::StatusWord;

/// Entries kept; older ones are dropped.
const CAPACITY: usize = 10_000;
/// VERIFY.
const VERIFY: u8 = 0x20;
/// CHANGE REFERENCE DATA.
const CHANGE: u8 = 0x24;
/// Length of CLA, INS, P1, P2.
const HEADER: usize = 4;

/// One thing that happened to the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogEntry {
    /// Put on the reader.
    Inserted,
    /// Taken from the reader.
    Removed,
    /// Power came on.
    PowerOn,
    /// Power went off.
    PowerOff,
    /// Reset while powered.
    Reset,
    /// A command.
    Apdu(ApduEntry),
}

/// A command and how it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApduEntry {
    /// The command; of VERIFY and CHANGE REFERENCE DATA only CLA, INS, P1, P2.
    pub command: Vec<u8>,
    /// Bytes of the command as received, to tell a counter query (4 or 5) from a try.
    pub command_length: usize,
    /// Status word that was sent; `None` when the card was mute, gone, or its answer was cut below two bytes.
    pub status: Option<StatusWord>,
    /// Bytes answered before the status word.
    pub answer_length: usize,
}

impl ApduEntry {
    pub(crate) fn new(command: &[u8], answer: Option<&[u8]>) -> Self {
        let secret = matches!(command.get(1), Some(&(VERIFY | CHANGE)));
        let kept = if secret {
            command.get(..HEADER).unwrap_or_default()
        } else {
            command
        };
        let status = answer
            .and_then(|answer| answer.last_chunk::<2>())
            .map(|sw| StatusWord(u16::from_be_bytes(*sw)));
        Self {
            command: kept.to_vec(),
            command_length: command.len(),
            status,
            answer_length: answer.map_or(0, |answer| answer.len().saturating_sub(2)),
        }
    }

    /// INS; `None` for a command shorter than two bytes.
    pub fn instruction(&self) -> Option<u8> {
        self.command.get(1).copied()
    }

    /// Whether this is a VERIFY that carries a PIN, as opposed to a counter query.
    pub fn is_verify_attempt(&self) -> bool {
        self.instruction() == Some(VERIFY) && self.command_length > HEADER + 1
    }
}

/// What happened, oldest first; the last 10 000 entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApduLog {
    entries: VecDeque<LogEntry>,
}

impl ApduLog {
    pub(crate) fn push(&mut self, entry: LogEntry) {
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    /// Everything, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &LogEntry> {
        self.entries.iter()
    }

    /// The commands only, oldest first.
    pub fn apdus(&self) -> impl DoubleEndedIterator<Item = &ApduEntry> {
        self.entries.iter().filter_map(|entry| match entry {
            LogEntry::Apdu(apdu) => Some(apdu),
            _ => None,
        })
    }

    /// How many commands carried a PIN to be verified.
    pub fn verify_attempts(&self) -> usize {
        self.apdus().filter(|apdu| apdu.is_verify_attempt()).count()
    }

    /// The commands in runs that no power event interrupts; runs without a command are left out.
    pub fn sessions(&self) -> Vec<Vec<&ApduEntry>> {
        let mut sessions = vec![Vec::new()];
        for entry in &self.entries {
            match (entry, sessions.last_mut()) {
                (LogEntry::Apdu(apdu), Some(session)) => session.push(apdu),
                _ => sessions.push(Vec::new()),
            }
        }
        sessions.retain(|session| !session.is_empty());
        sessions
    }

    /// Whether the card lost its verified PINs after the last command: power off, reset or removal came later.
    pub fn ends_reset(&self) -> bool {
        let forgets =
            |entry: &LogEntry| matches!(entry, LogEntry::PowerOff | LogEntry::Reset | LogEntry::Removed);
        self.entries
            .iter()
            .rev()
            .take_while(|entry| !matches!(entry, LogEntry::Apdu(_)))
            .any(forgets)
    }
}

impl fmt::Display for LogEntry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inserted => formatter.write_str("inserted"),
            Self::Removed => formatter.write_str("removed"),
            Self::PowerOn => formatter.write_str("power on"),
            Self::PowerOff => formatter.write_str("power off"),
            Self::Reset => formatter.write_str("reset"),
            Self::Apdu(apdu) => apdu.fmt(formatter),
        }
    }
}

impl fmt::Display for ApduEntry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in &self.command {
            write!(formatter, "{byte:02X} ")?;
        }
        if self.command.len() < self.command_length {
            write!(
                formatter,
                "(+{} hidden) ",
                self.command_length - self.command.len()
            )?;
        }
        match self.status {
            Some(status) => write!(formatter, "-> {} bytes, {status}", self.answer_length),
            None => write!(formatter, "-> no answer"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_never_kept() {
        let entry = ApduEntry::new(&[0, 0x20, 0, 0x80, 4, b'1', b'2', b'3', b'4'], Some(&[0x90, 0]));
        assert_eq!(entry.command, [0, 0x20, 0, 0x80]);
        assert!(entry.is_verify_attempt());
        assert_eq!(entry.to_string(), "00 20 00 80 (+5 hidden) -> 0 bytes, 9000");
    }

    #[test]
    fn sessions_end_at_power_events() {
        let mut log = ApduLog::default();
        let apdu = || LogEntry::Apdu(ApduEntry::new(&[0, 0xB0, 0, 0, 0], Some(&[1, 0x90, 0])));
        for entry in [
            LogEntry::Inserted,
            LogEntry::PowerOn,
            apdu(),
            apdu(),
            LogEntry::Reset,
            apdu(),
        ] {
            log.push(entry);
        }
        assert_eq!(log.sessions().iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert!(!log.ends_reset());
        log.push(LogEntry::PowerOff);
        assert!(log.ends_reset());
    }
}
