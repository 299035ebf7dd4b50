//! Reading 利用者証明用電子証明書 by its own DER length.

use super::super::{
    Unreadable, profile,
    read::{Object, read_object},
    session::{Fault, Session},
};

/// Reads the certificate, exactly as long as it says.
pub(crate) fn read_certificate(session: &mut Session<'_>) -> Result<Vec<u8>, Fault> {
    let certificate = Object {
        length: der_length,
        cut: Unreadable::Certificate,
    };
    let mut bytes = read_object(session, profile::AUTH_CERTIFICATE, certificate)?;
    Ok(std::mem::take(&mut *bytes))
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
