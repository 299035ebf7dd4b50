//! 一括取得 at the HIS.

use super::held::Held;
use super::{His, told};
use madoguchi_bridge::his::Registry as _;
use madoguchi_bridge::problem::Failure;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::bulk::{BulkBatch, BulkProgress};
use madoguchi_shared::date::YearMonth;

impl His {
    pub(crate) async fn bulk_progress(&self, month: YearMonth) -> Result<Option<BulkProgress>, ErrorCode> {
        self.answers()?;
        let state = self.registry.bulk_state(month).await;
        state
            .map(|state| state.retrieval)
            .map_err(|failure: Failure| failure.code)
    }

    pub(crate) async fn keep_bulk(&mut self, batch: &BulkBatch) -> Result<BulkProgress, ErrorCode> {
        self.answers()?;
        if self.takes_nothing {
            return Err(ErrorCode::Internal);
        }
        let kept = self.registry.keep_bulk(batch).await;
        self.retrieved = true;
        kept.map(|kept| kept.progress)
            .map_err(|failure: Failure| failure.code)
    }

    /// Tells what was retrieved since this was last done.
    pub(crate) async fn told_bulk(&mut self) {
        if std::mem::take(&mut self.retrieved) {
            self.look_again(|before: &Held, now: &Held| told::bulk(before, now))
                .await;
        }
    }
}
