//! Distinguished names and times of the test CA.

use std::{str::FromStr, time::Duration};

use madoguchi_shared::date::Day;
use x509_cert::{
    der::{
        self, DateTime,
        asn1::{GeneralizedTime, UtcTime},
    },
    ext::pkix::name::GeneralName,
    name::Name,
    time::Time,
};

use super::CaError;

/// Issuer of user authentication certificates (`domain.md §4.1`). Written from the last part to the first (RFC 4514).
const ISSUER: &str = "OU=Japan Agency for Local Authority Information Systems,OU=JPKI for user authentication,O=JPKI-TEST,C=JP";

/// Japan is nine hours ahead of UTC all year.
const TOKYO_OFFSET: Duration = Duration::from_hours(9);

pub(super) fn issuer() -> Result<Name, der::Error> {
    Name::from_str(ISSUER)
}

/// The subject of a person's certificate: the serial number, nothing about the person.
pub(super) fn subject(serial: &str) -> Result<Name, der::Error> {
    Name::from_str(&format!("CN=TEST{serial},C=JP"))
}

/// Where the CRL would be in the directory, as the national certificates tell it: a name, no address.
pub(super) fn crl_location() -> Result<GeneralName, der::Error> {
    Name::from_str(&format!("CN=TEST CRL,{ISSUER}")).map(GeneralName::DirectoryName)
}

/// The first instant of a day in Tokyo.
pub(super) fn start_of(day: Day) -> Result<Time, CaError> {
    let year = u16::try_from(day.year()).map_err(|_| der::Error::from(der::ErrorKind::DateTime))?;
    let midnight = DateTime::new(year, day.month(), day.day(), 0, 0, 0)?;
    time(midnight.unix_duration().saturating_sub(TOKYO_OFFSET))
}

/// The last second of a day in Tokyo.
pub(super) fn end_of(day: Day) -> Result<Time, CaError> {
    let next = start_of(day.plus_days(1))?;
    time(next.to_unix_duration().saturating_sub(Duration::from_secs(1)))
}

// UTCTime up to 2049 and GeneralizedTime after it (RFC 5280 §4.1.2.5).
fn time(since_1970: Duration) -> Result<Time, CaError> {
    Ok(match UtcTime::from_unix_duration(since_1970) {
        Ok(time) => Time::UtcTime(time),
        Err(_) => Time::GeneralTime(GeneralizedTime::from_unix_duration(since_1970)?),
    })
}
