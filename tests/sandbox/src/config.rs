//! What a sandbox is started with.

use crate::clock::Clock;
use crate::population::NationalData;
use madoguchi_shared::Facility;
use madoguchi_shared::identifier::InstitutionCode;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

/// The institution that desks are enrolled for.
#[derive(Clone, Debug)]
pub struct Institution {
    /// 医療機関コード
    pub code: InstitutionCode,
    /// Its name, on tickets and at the desk.
    pub name: String,
    /// Clinic or pharmacy: a pharmacy gets 調剤券 instead of 医療券.
    pub facility: Facility,
}

/// Settings of one running sandbox.
#[derive(Clone)]
pub struct Config {
    /// Address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Origin under which desks reach this backend, the audience of their tokens. `None`: `http://` and the
    /// address listened on.
    pub origin: Option<String>,
    /// `sqlite:…` or `postgres:…`.
    pub database_url: String,
    /// Origins of pages that may ask, exact.
    pub allow_origins: Vec<String>,
    /// Whether simulated assertions and test certificates are taken. On in the sandbox, off in a real backend (D13).
    pub accept_simulated: bool,
    /// Whether `/control/…` exists. For demo and tests only.
    pub control: bool,
    /// Whom the first enrolment code is for.
    pub institution: Institution,
    /// Persons, trust anchors, CRL.
    pub nation: Arc<dyn NationalData>,
    /// Clock.
    pub clock: Clock,
}

impl fmt::Debug for Config {
    /// Without the database URL, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("allow_origins", &self.allow_origins)
            .field("accept_simulated", &self.accept_simulated)
            .field("control", &self.control)
            .finish_non_exhaustive()
    }
}
