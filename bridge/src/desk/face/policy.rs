//! How sure it has to be: as it was set last, on the command line or by a counter, and kept over a restart.
//!
//! An attempt keeps what the policy was when its request was opened, whatever is set before it ends.

use crate::problem::Failure;
use crate::state::Bridge;
use crate::store::{self, FACE_POLICY, FACE_POLICY_SET_AT, FACE_POLICY_SET_BY};
use crate::wire;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::face::FacePolicy;
use sqlx::SqlitePool;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;

/// The policy, and who set it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyStanding {
    /// How sure it has to be.
    pub policy: FacePolicy,
    /// `None`: the command line, or nobody yet.
    pub set_by: Option<SetBy>,
}

/// Who set something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetBy {
    /// Id of a member of staff.
    pub staff_id: String,
    /// ms since 1970; 0: by an older version, which did not keep it.
    pub at_ms: i64,
}

/// The desk's policy.
pub(super) struct Policies {
    now: RwLock<PolicyStanding>,
    /// One writer at a time, so that what is kept is what counts.
    store: Mutex<SqlitePool>,
}

impl Policies {
    pub(super) fn new(policy: PolicyStanding, store: SqlitePool) -> Self {
        Self {
            now: RwLock::new(policy),
            store: Mutex::new(store),
        }
    }

    pub(super) fn now(&self) -> PolicyStanding {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn set(&self, standing: PolicyStanding) -> Result<(), Failure> {
        let store = self.store.lock().await;
        keep(&store, &standing).await?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = standing;
        Ok(())
    }
}

/// The `wanted` policy, which is kept from now on, or else the one that is kept.
pub async fn keep_policy(store: &SqlitePool, wanted: Option<FacePolicy>) -> Result<PolicyStanding, Failure> {
    if let Some(policy) = wanted {
        let standing = PolicyStanding { policy, set_by: None };
        keep(store, &standing).await?;
        return Ok(standing);
    }
    let kept = store::setting(store, FACE_POLICY).await?;
    let set_by = store::setting(store, FACE_POLICY_SET_BY).await?;
    let at_ms = store::setting(store, FACE_POLICY_SET_AT).await?;
    let at_ms = at_ms
        .map_or(Ok(0), |at_ms| at_ms.parse())
        .map_err(Failure::internal)?;
    Ok(PolicyStanding {
        policy: kept.map_or(Ok(FacePolicy::default()), |word| wire::from_word(&word))?,
        set_by: set_by
            .filter(|id| !id.is_empty())
            .map(|staff_id| SetBy { staff_id, at_ms }),
    })
}

/// Sets the policy: it is kept, holds from the next attempt on, and every counter is told.
pub async fn set_policy(bridge: &Arc<Bridge>, standing: PolicyStanding) -> Result<(), Failure> {
    let bridge = Arc::clone(bridge);
    // A task of its own: what is kept also counts when the page goes away in the middle.
    let setting = async move {
        let PolicyStanding { policy, set_by } = standing.clone();
        bridge.faces.policy.set(standing).await?;
        let set_by = set_by.map(|by| by.staff_id);
        tracing::info!(?policy, set_by, "face policy set");
        bridge.live.tell(&Event::Configuration);
        Ok(())
    };
    tokio::spawn(setting).await.map_err(Failure::internal)?
}

async fn keep(store: &SqlitePool, standing: &PolicyStanding) -> Result<(), Failure> {
    let (set_by, at_ms) = standing
        .set_by
        .as_ref()
        .map_or(("", 0), |by| (by.staff_id.as_str(), by.at_ms));
    let mut all = store.begin().await?;
    store::set_setting(&mut *all, FACE_POLICY_SET_BY, set_by).await?;
    store::set_setting(&mut *all, FACE_POLICY_SET_AT, &at_ms.to_string()).await?;
    store::set_setting(&mut *all, FACE_POLICY, &wire::word(&standing.policy)?).await?;
    Ok(all.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn kept_until_another_is_wanted() {
        let data = tempfile::tempdir().unwrap();
        let store = store::open(data.path()).await.unwrap();
        for (wanted, kept) in [
            (None, FacePolicy::Standard),
            (Some(FacePolicy::ByEyeAlways), FacePolicy::ByEyeAlways),
            (None, FacePolicy::ByEyeAlways),
            (Some(FacePolicy::Strict), FacePolicy::Strict),
            (None, FacePolicy::Strict),
        ] {
            let standing = keep_policy(&store, wanted).await.unwrap();
            assert_eq!((standing.policy, standing.set_by), (kept, None));
        }
        let by_someone = PolicyStanding {
            policy: FacePolicy::ByEyeAlways,
            set_by: Some(SetBy {
                staff_id: "sato".to_owned(),
                at_ms: 5,
            }),
        };
        let policies = Policies::new(PolicyStanding::default(), store.clone());
        policies.set(by_someone.clone()).await.unwrap();
        assert_eq!(policies.now(), by_someone);
        assert_eq!(keep_policy(&store, None).await.unwrap(), by_someone);
        // The command line is nobody of the staff.
        let standing = keep_policy(&store, Some(FacePolicy::Strict)).await.unwrap();
        assert_eq!(standing.set_by, None);
        assert_eq!(keep_policy(&store, None).await.unwrap(), standing);
    }
}
