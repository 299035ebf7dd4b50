//! OpenSC doing the same through its PKCS#11 module, in this process: no program start is counted against it.

use super::PIN;
use anyhow::{Context, Result, bail};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, ObjectClass};
use cryptoki::session::UserType;
use cryptoki::types::AuthPin;

const MODULE: &str = "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so";

/// Certificate and signature.
pub(crate) fn read_and_sign(message: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let pkcs11 = Pkcs11::new(MODULE)?;
    pkcs11.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK))?;
    // The first slot of the card is that of the user authentication PIN.
    let slot = *pkcs11
        .get_slots_with_token()?
        .first()
        .context("a slot with the card")?;
    let session = pkcs11.open_ro_session(slot)?;
    session.login(UserType::User, Some(&AuthPin::new(PIN.into())))?;
    let id = Attribute::Id(vec![1]);
    let certificate = session.find_objects(&[Attribute::Class(ObjectClass::CERTIFICATE), id.clone()])?;
    let certificate = *certificate.first().context("the certificate")?;
    let value = session.get_attributes(certificate, &[AttributeType::Value])?;
    let Some(Attribute::Value(der)) = value.into_iter().next() else {
        bail!("no value")
    };
    let key = session.find_objects(&[Attribute::Class(ObjectClass::PRIVATE_KEY), id])?;
    let signature = session.sign(
        &Mechanism::Sha256RsaPkcs,
        *key.first().context("the key")?,
        message,
    )?;
    session.logout()?;
    drop(session);
    pkcs11.finalize()?;
    Ok((der, signature))
}
