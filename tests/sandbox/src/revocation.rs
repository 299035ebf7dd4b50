//! The CRL: signature, dates, and whether a serial is on it. Without IO.

use crate::certificate::{TrustAnchor, seconds, serial_hex};
use thiserror::Error;
use x509_cert::crl::CertificateList;
use x509_cert::der::{Decode, Encode};

/// Why a CRL cannot be relied on. Without a CRL nobody is called valid.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum CrlError {
    /// Not a CRL.
    #[error("CRL cannot be parsed")]
    Malformed,
    /// Not signed by the certificate's issuer.
    #[error("CRL is not signed by the issuer")]
    Signature,
    /// Begins later, has ended, or does not say when it ends.
    #[error("CRL is not current")]
    NotCurrent,
}

/// A CRL whose signature and dates were checked.
#[derive(Debug)]
pub struct CheckedCrl {
    list: CertificateList,
    /// 今回更新日時, ms since 1970.
    pub this_update_ms: i64,
    /// 次回更新日時, ms since 1970.
    pub next_update_ms: i64,
}

impl CheckedCrl {
    /// Checks a CRL in DER against the anchor that issued the certificate in question.
    pub fn parse(der: &[u8], issuer: &TrustAnchor, now_ms: i64) -> Result<Self, CrlError> {
        let list = CertificateList::from_der(der).map_err(|_| CrlError::Malformed)?;
        let tbs = &list.tbs_cert_list;
        let signed = tbs.to_der().map_err(|_| CrlError::Malformed)?;
        if tbs.signature != list.signature_algorithm
            || !issuer.signed(&tbs.signature, &signed, &list.signature)
        {
            return Err(CrlError::Signature);
        }
        let this_update_ms = seconds(tbs.this_update).saturating_mul(1000);
        let next_update_ms = seconds(tbs.next_update.ok_or(CrlError::NotCurrent)?).saturating_mul(1000);
        if now_ms < this_update_ms || now_ms >= next_update_ms {
            return Err(CrlError::NotCurrent);
        }
        Ok(Self {
            list,
            this_update_ms,
            next_update_ms,
        })
    }

    /// Whether a serial number (lower-case hex without leading zeros) is revoked.
    pub fn revokes(&self, serial: &str) -> bool {
        let revoked = self.list.tbs_cert_list.revoked_certificates.as_deref();
        revoked
            .unwrap_or_default()
            .iter()
            .any(|entry| serial_hex(entry.serial_number.as_bytes()) == serial)
    }
}
