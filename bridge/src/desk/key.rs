//! The desk's key (D5): P-256, made here, never leaves the data folder.

use super::new_file;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::SecretKey;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding};
use rand::rngs::OsRng;
use serde::Serialize;
use std::io::ErrorKind;
use std::path::Path;
use zeroize::Zeroizing;

/// The key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error("desk key: {0}")]
    File(#[from] std::io::Error),
    /// The file is no PKCS#8 P-256 key, or a key cannot be written as one.
    #[error("desk key: not a P-256 key in PKCS#8")]
    Format,
    /// Signing failed.
    #[error("desk key: signing failed")]
    Signing,
}

/// The key of this desk. `Debug` is deliberately absent.
pub struct DeskKey {
    signing: EncodingKey,
    public_pem: String,
}

impl DeskKey {
    /// Reads `desk-key.p8` (PKCS#8 DER) from the data folder; makes it, readable by its owner only, when absent.
    pub fn load_or_make(data: &Path) -> Result<Self, KeyError> {
        let path = data.join("desk-key.p8");
        let der = match std::fs::read(&path) {
            Ok(der) => Zeroizing::new(der),
            Err(error) if error.kind() == ErrorKind::NotFound => make(&path)?,
            Err(error) => return Err(error.into()),
        };
        let secret = SecretKey::from_pkcs8_der(&der).map_err(|_| KeyError::Format)?;
        let public_pem = secret
            .public_key()
            .to_public_key_pem(LineEnding::LF)
            .map_err(|_| KeyError::Format)?;
        Ok(Self {
            signing: EncodingKey::from_ec_der(&der),
            public_pem,
        })
    }

    /// The public half: SPKI in PEM.
    pub fn public_pem(&self) -> &str {
        &self.public_pem
    }

    /// Compact JWS, ES256, over the JSON of `claims`.
    pub fn sign<T: Serialize>(&self, desk_id: &str, typ: &str, claims: &T) -> Result<String, KeyError> {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(typ.to_owned());
        header.kid = Some(desk_id.to_owned());
        jsonwebtoken::encode(&header, claims, &self.signing).map_err(|_| KeyError::Signing)
    }
}

fn make(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let der = SecretKey::random(&mut OsRng)
        .to_pkcs8_der()
        .map_err(|_| KeyError::Format)?;
    new_file::make(path, der.as_bytes())?;
    Ok(Zeroizing::new(der.as_bytes().to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_stays_the_same_and_is_private() {
        let data = tempfile::tempdir().unwrap();
        let first = DeskKey::load_or_make(data.path()).unwrap();
        let again = DeskKey::load_or_make(data.path()).unwrap();
        assert_eq!(first.public_pem(), again.public_pem());
        assert!(first.public_pem().starts_with("-----BEGIN PUBLIC KEY-----"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = data.path().join("desk-key.p8");
            assert_eq!(
                std::fs::metadata(path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        }
    }
}
