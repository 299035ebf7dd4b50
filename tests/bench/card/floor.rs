//! The fewest APDUs: SELECT, VERIFY, READ BINARY, SIGN, in one transaction, left by reset. No counter query, no
//! checks: what no careful program would do, as the lower bound.

use super::PIN;
use anyhow::{Result, bail, ensure};
use pcsc::{Context, Disposition, Protocols, Scope, ShareMode};
use sha2::{Digest, Sha256};

const SELECT_JPKI: &[u8] = &[
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];
/// SFI 0A, extended Le.
const READ_CERTIFICATE: &[u8] = &[0x00, 0xB0, 0x8A, 0x00, 0x00, 0x00, 0x00];
/// DigestInfo of SHA-256 up to the digest.
const DIGEST_INFO: &[u8] = &[
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// Certificate and signature.
pub(crate) fn read_and_sign(message: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let context = Context::establish(Scope::User)?;
    let mut card = context.connect(c"Virtual PCD 00 00", ShareMode::Shared, Protocols::ANY)?;
    let transaction = card.transaction()?;
    let mut buffer = vec![0; 65_538];
    let mut send = |command: &[u8]| -> Result<Vec<u8>> {
        let answer = transaction.transmit(command, &mut buffer)?;
        match answer {
            [data @ .., 0x90, 0x00] => Ok(data.to_vec()),
            // End of file before Le: the whole file came.
            [data @ .., 0x62, 0x82] => Ok(data.to_vec()),
            other => bail!("status {:02X?}", other.last_chunk::<2>()),
        }
    };
    send(SELECT_JPKI)?;
    send(&[&[0x00, 0x20, 0x00, 0x98, 0x04], PIN.as_bytes()].concat())?;
    let file = send(READ_CERTIFICATE)?;
    let digest = Sha256::digest(message);
    let sign = [&[0x80, 0x2A, 0x00, 0x97, 0x33], DIGEST_INFO, &digest, &[0x00]].concat();
    let signature = send(&sign)?;
    ensure!(signature.len() == 256, "a signature of RSA-2048");
    transaction
        .end(Disposition::ResetCard)
        .map_err(|(_, error)| error)?;
    Ok((file, signature))
}
