//! How sure it has to be, as it was set last.

use crate::problem::Failure;
use crate::store::{self, FACE_POLICY};
use crate::wire;
use madoguchi_shared::bridge::face::FacePolicy;
use sqlx::SqlitePool;

/// The `wanted` policy, which is kept from now on, or else the one that is kept.
pub async fn keep_policy(store: &SqlitePool, wanted: Option<FacePolicy>) -> Result<FacePolicy, Failure> {
    if let Some(policy) = wanted {
        store::set_setting(store, FACE_POLICY, &wire::word(&policy)?).await?;
        return Ok(policy);
    }
    let kept = store::setting(store, FACE_POLICY).await?;
    kept.map_or(Ok(FacePolicy::default()), |word| wire::from_word(&word))
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
            assert_eq!(keep_policy(&store, wanted).await.unwrap(), kept);
        }
    }
}
