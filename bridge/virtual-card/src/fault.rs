//! Misbehaviour on request. APDUs are counted from 1, from the moment the plan is set.

use std::time::Duration;

use crate::status::StatusWord;

/// One misbehaviour, at an APDU or from one on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The card is taken away before it sees APDU `at`.
    PullBefore {
        /// Number of the APDU, from 1.
        at: u32,
    },
    /// The card answers APDU `at` and is then taken away.
    PullAfter {
        /// Number of the APDU, from 1.
        at: u32,
    },
    /// The card stays, but answers neither APDU `from` nor any later one.
    MuteFrom {
        /// Number of the first APDU without an answer, from 1.
        from: u32,
    },
    /// APDU `at` is not carried out and gets this status word without data.
    WrongStatus {
        /// Number of the APDU, from 1.
        at: u32,
        /// What it answers.
        status: StatusWord,
    },
    /// The answer to APDU `at`, status word included, is cut.
    Truncated {
        /// Number of the APDU, from 1.
        at: u32,
        /// Bytes left of the answer, from its beginning; 0 to 65535.
        keep: u16,
    },
    /// The answer to APDU `at` has extra bytes before its status word.
    Oversized {
        /// Number of the APDU, from 1.
        at: u32,
        /// How many `FF` are put in; 0 to 65535.
        extra: u16,
    },
}

/// What goes wrong. [`Default`]: nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultPlan {
    /// Misbehaviours; of several that fit one APDU, pulling wins over muteness, and muteness over the rest.
    pub faults: Vec<Fault>,
    /// Added before each answer. Default 0.
    pub delay: Duration,
}

impl FaultPlan {
    /// A plan of one fault.
    pub fn once(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
            delay: Duration::ZERO,
        }
    }

    /// A card that takes this long for every APDU.
    pub fn slow(delay: Duration) -> Self {
        Self {
            faults: Vec::new(),
            delay,
        }
    }

    /// The same plan with one more fault.
    #[must_use]
    pub fn and(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    pub(crate) fn pulls_before(&self, number: u32) -> bool {
        self.faults.contains(&Fault::PullBefore { at: number })
    }

    pub(crate) fn pulls_after(&self, number: u32) -> bool {
        self.faults.contains(&Fault::PullAfter { at: number })
    }

    pub(crate) fn mute(&self, number: u32) -> bool {
        self.faults
            .iter()
            .any(|fault| matches!(fault, Fault::MuteFrom { from } if *from <= number))
    }

    /// The status word that stands in for carrying out this APDU.
    pub(crate) fn instead(&self, number: u32) -> Option<StatusWord> {
        self.faults.iter().find_map(|fault| match fault {
            Fault::WrongStatus { at, status } if *at == number => Some(*status),
            _ => None,
        })
    }

    /// Changes the answer's bytes as planned.
    pub(crate) fn distort(&self, number: u32, answer: &mut Vec<u8>) {
        for fault in &self.faults {
            match *fault {
                Fault::Truncated { at, keep } if at == number => answer.truncate(usize::from(keep)),
                Fault::Oversized { at, extra } if at == number => {
                    let position = answer.len().saturating_sub(2);
                    answer.splice(position..position, std::iter::repeat_n(0xFF, usize::from(extra)));
                }
                _ => {}
            }
        }
    }
}
