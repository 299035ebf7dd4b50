//! Status words the card answers with (`domain.md §3.5`).

use std::fmt;

/// Two status bytes, SW1 in the high half.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// `9000`: done.
    pub const SUCCESS: Self = Self(0x9000);
    /// `6282`: the file ended before as many bytes as asked for.
    pub const END_OF_FILE: Self = Self(0x6282);
    /// `6700`: wrong length.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// `6881`: logical channels are not supported.
    pub const NO_LOGICAL_CHANNEL: Self = Self(0x6881);
    /// `6884`: command chaining is not supported.
    pub const NO_CHAINING: Self = Self(0x6884);
    /// `6981`: the command does not suit this kind of file.
    pub const WRONG_FILE_KIND: Self = Self(0x6981);
    /// `6982`: security status not satisfied: a PIN is missing.
    pub const SECURITY_NOT_SATISFIED: Self = Self(0x6982);
    /// `6984`: reference data unusable: the PIN is blocked, or none was ever set.
    pub const PIN_UNUSABLE: Self = Self(0x6984);
    /// `6985`: conditions of use not satisfied.
    pub const CONDITIONS_NOT_SATISFIED: Self = Self(0x6985);
    /// `6986`: no file is selected.
    pub const NO_CURRENT_FILE: Self = Self(0x6986);
    /// `6A82`: file or application not found.
    pub const NOT_FOUND: Self = Self(0x6A82);
    /// `6A83`: record not found.
    pub const RECORD_NOT_FOUND: Self = Self(0x6A83);
    /// `6A86`: wrong P1 or P2.
    pub const WRONG_PARAMETERS: Self = Self(0x6A86);
    /// `6A88`: reference data not found.
    pub const REFERENCE_NOT_FOUND: Self = Self(0x6A88);
    /// `6B00`: offset outside the file.
    pub const WRONG_OFFSET: Self = Self(0x6B00);
    /// `6D00`: unknown instruction.
    pub const UNKNOWN_INSTRUCTION: Self = Self(0x6D00);
    /// `6E00`: unknown class.
    pub const UNKNOWN_CLASS: Self = Self(0x6E00);

    /// `63Cx`: so many tries are left; at most 15 can be told.
    pub fn tries_left(tries: u8) -> Self {
        Self(0x63C0 | u16::from(tries.min(15)))
    }

    /// `61xx`: so many bytes can be fetched with GET RESPONSE; 256 and more are told as `6100`.
    pub fn more_data(length: usize) -> Self {
        Self(0x6100 | u16::from(u8::try_from(length).unwrap_or(0)))
    }

    /// `6Cxx`: ask again with this Le; 256 is told as `6C00`.
    pub fn correct_length(length: usize) -> Self {
        Self(0x6C00 | u16::from(u8::try_from(length).unwrap_or(0)))
    }

    /// SW1, SW2.
    pub fn to_bytes(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04X}", self.0)
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}
