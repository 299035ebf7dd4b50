//! What every handler has at hand.

use crate::certificate::{CertificateError, TrustAnchor};
use crate::clock::Clock;
use crate::database::Database;
use crate::faults::Faults;
use crate::population::NationalData;
use crate::problem::Refusal;
use crate::store;
use madoguchi_shared::date::Day;
use std::sync::{Arc, Mutex, PoisonError};

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// Fields of [`App`].
pub struct Inner {
    pub(crate) database: Database,
    pub(crate) clock: Clock,
    /// Own origin, the audience of everything a desk signs.
    pub(crate) origin: String,
    pub(crate) accept_simulated: bool,
    pub(crate) anchors: Vec<TrustAnchor>,
    pub(crate) faults: Faults,
    nation: Arc<dyn NationalData>,
    crl: Mutex<Option<(Day, Arc<Vec<u8>>)>>,
    /// The day that the persons are known to have been written for.
    written: Mutex<Option<Day>>,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Fails when a trust anchor cannot be read.
    pub fn new(
        database: Database,
        clock: Clock,
        origin: String,
        accept_simulated: bool,
        nation: Arc<dyn NationalData>,
    ) -> Result<Self, CertificateError> {
        let anchors = nation
            .trust_anchors()
            .iter()
            .map(|der| TrustAnchor::parse(der))
            .collect::<Result<_, _>>()?;
        Ok(Self(Arc::new(Inner {
            database,
            clock,
            origin,
            accept_simulated,
            anchors,
            faults: Faults::default(),
            nation,
            crl: Mutex::default(),
            written: Mutex::default(),
        })))
    }

    /// Writes the persons with the dates of today, if that has not been done today.
    pub(crate) async fn bring_up_to_date(&self) -> Result<(), Refusal> {
        let today = self.clock.today();
        if *self.written.lock().unwrap_or_else(PoisonError::into_inner) == Some(today) {
            return Ok(());
        }
        if !store::is_written_for(&self.database, today).await? {
            let everybody = store::Everybody {
                persons: self.nation.persons(today),
                elsewhere: self.nation.elsewhere(today),
                records: self.nation.records(today),
            };
            store::write(&self.database, today, &everybody).await?;
        }
        *self.written.lock().unwrap_or_else(PoisonError::into_inner) = Some(today);
        Ok(())
    }

    /// Today's CRL, DER; signed once a day.
    pub(crate) fn crl(&self, today: Day) -> Arc<Vec<u8>> {
        let mut kept = self.crl.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((day, crl)) if *day == today => Arc::clone(crl),
            Some(_) | None => {
                let crl = Arc::new(self.nation.revocation_list(today));
                *kept = Some((today, Arc::clone(&crl)));
                crl
            }
        }
    }
}
