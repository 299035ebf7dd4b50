//! RSA keys that follow from a label, so that every process makes the same ones. They are for tests and worth nothing.

use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use rsa::RsaPrivateKey;
use sha2::{Digest, Sha256};

const BITS: usize = 2048;

/// The key of this label. Takes some tenths of a second.
///
/// The same label gives the same key as long as the versions of `rsa` and `rand_chacha` stay the same.
pub(crate) fn derive(label: &str) -> Result<RsaPrivateKey, rsa::Error> {
    let seed = Sha256::digest(format!("madoguchi test key: {label}"));
    RsaPrivateKey::new(&mut ChaCha20Rng::from_seed(seed.into()), BITS)
}
