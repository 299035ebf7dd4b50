//! The embedded registry, in the bridge's own database.

mod bulk;
mod check;
mod consents;
mod number;
mod patients;
mod register;
mod row;
mod search;

use super::{KeptBatch, Registry, calls, papers};
use crate::clock::Clock;
use crate::problem::Failure;
use futures_util::future::BoxFuture;
use madoguchi_shared::bridge::bulk::{BulkBatch, BulkExceptions, BulkExceptionsRequest, BulkState};
use madoguchi_shared::bridge::his::{
    Chart, ChartCandidates, ChartFound, ChartLookup, ChartSearch, Offices, Papers, PatientSearch,
    Registration,
};
use madoguchi_shared::bridge::records::{ConsentNote, RecordsPatient, RecordsTarget};
use madoguchi_shared::date::{Day, YearMonth};
use row::ChartRow;
use sqlx::SqlitePool;
use std::sync::Arc;

pub use number::{NumberPrefix, PrefixError};

/// Charts in SQLite. 診察券番号 are the desk's [`NumberPrefix`] and six digits or more, counted from 000001.
pub struct EmbeddedRegistry {
    store: SqlitePool,
    clock: Arc<dyn Clock>,
    prefix: NumberPrefix,
}

impl EmbeddedRegistry {
    /// The registry in this database; new charts get numbers with this prefix.
    pub fn new(store: SqlitePool, clock: Arc<dyn Clock>, prefix: NumberPrefix) -> Self {
        Self { store, clock, prefix }
    }

    /// The papers by which a reception was registered; `None`: it was not, or with the card.
    pub async fn papers(&self, reception: &str) -> Result<Option<Papers>, Failure> {
        papers::kept(&self.store, reception).await
    }

    async fn find(&self, lookup: &ChartLookup) -> Result<ChartFound, Failure> {
        let mut connection = self.store.acquire().await?;
        let row: Option<ChartRow> = sqlx::query_as(row::BY_PATIENT_NUMBER)
            .bind(lookup.patient_number.expose())
            .fetch_optional(&mut *connection)
            .await?;
        let chart = match row {
            Some(row) => Some(row.chart(&mut connection).await?),
            None => None,
        };
        Ok(ChartFound { chart })
    }
}

impl Registry for EmbeddedRegistry {
    fn search<'a>(&'a self, search: &'a ChartSearch) -> BoxFuture<'a, Result<ChartCandidates, Failure>> {
        Box::pin(search::search(&self.store, search))
    }

    fn find_patients<'a>(
        &'a self,
        search: &'a PatientSearch,
    ) -> BoxFuture<'a, Result<ChartCandidates, Failure>> {
        Box::pin(patients::find(&self.store, search))
    }

    fn look_up<'a>(&'a self, lookup: &'a ChartLookup) -> BoxFuture<'a, Result<ChartFound, Failure>> {
        Box::pin(self.find(lookup))
    }

    fn register<'a>(&'a self, registration: &'a Registration) -> BoxFuture<'a, Result<Chart, Failure>> {
        Box::pin(register::register(
            &self.store,
            self.clock.now_ms(),
            &self.prefix,
            registration,
        ))
    }

    fn note_consent<'a>(&'a self, note: &'a ConsentNote) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(consents::note(&self.store, self.clock.now_ms(), note))
    }

    fn consents(&self) -> BoxFuture<'_, Result<Vec<RecordsPatient>, Failure>> {
        Box::pin(consents::of_day(&self.store, Day::in_tokyo(self.clock.now_ms())))
    }

    fn records_target<'a>(
        &'a self,
        patient: &'a ChartLookup,
    ) -> BoxFuture<'a, Result<RecordsTarget, Failure>> {
        let today = Day::in_tokyo(self.clock.now_ms());
        Box::pin(consents::target(
            &self.store,
            today,
            patient.patient_number.expose(),
        ))
    }

    fn offices(&self) -> BoxFuture<'_, Result<Offices, Failure>> {
        Box::pin(calls::offices(&self.store))
    }

    fn keep_bulk<'a>(&'a self, batch: &'a BulkBatch) -> BoxFuture<'a, Result<KeptBatch, Failure>> {
        Box::pin(bulk::keep(&self.store, self.clock.now_ms(), batch))
    }

    fn bulk_state(&self, month: YearMonth) -> BoxFuture<'_, Result<BulkState, Failure>> {
        Box::pin(bulk::state(&self.store, month))
    }

    fn bulk_exceptions<'a>(
        &'a self,
        request: &'a BulkExceptionsRequest,
    ) -> BoxFuture<'a, Result<BulkExceptions, Failure>> {
        Box::pin(bulk::exceptions(&self.store, request))
    }
}
