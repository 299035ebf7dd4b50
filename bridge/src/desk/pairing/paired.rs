//! The screens that are paired now, and their end. A running bridge reads the same table at each request, so that
//! another process can end them too.

use super::Pairings;
use crate::problem::Failure;
use crate::wire::from_word;
use madoguchi_shared::bridge::Role;
use std::sync::PoisonError;

/// A screen whose pairing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairedScreen {
    /// Id of the pairing; no secret.
    pub pairing: String,
    /// What the screen is for.
    pub role: Role,
    /// The origin that it was paired at.
    pub origin: String,
    /// When, ms since 1970.
    pub paired_at_ms: i64,
    /// Until when, ms since 1970.
    pub expires_at_ms: i64,
}

impl Pairings {
    /// Every screen whose pairing is neither revoked nor expired, of any origin, the oldest first.
    pub async fn screens(&self) -> Result<Vec<PairedScreen>, Failure> {
        let rows: Vec<(String, String, String, i64, i64)> = sqlx::query_as(
            "SELECT pairing, role, origin, created_at_ms, expires_at_ms FROM pairings \
             WHERE revoked_at_ms IS NULL AND expires_at_ms > $1 ORDER BY created_at_ms, pairing",
        )
        .bind(self.clock.now_ms())
        .fetch_all(&self.store)
        .await?;
        let screens = rows
            .into_iter()
            .map(|(pairing, role, origin, paired_at_ms, expires_at_ms)| {
                Ok(PairedScreen {
                    pairing,
                    role: from_word(&role)?,
                    origin,
                    paired_at_ms,
                    expires_at_ms,
                })
            });
        screens.collect()
    }

    /// Whether a screen of this role is paired at the origin that is served now.
    pub async fn has_screen(&self, role: Role) -> Result<bool, Failure> {
        let screens = self.screens().await?;
        Ok(screens
            .iter()
            .any(|screen| screen.role == role && screen.origin == self.origin))
    }

    /// A screen of this pairing has been connected until now.
    pub fn note_seen(&self, pairing: &str) {
        let mut seen = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        seen.insert(pairing.to_owned(), self.clock.now_ms());
    }

    /// Until when a screen of this pairing was connected last, ms since 1970. `None`: not since the program was started.
    pub fn last_seen(&self, pairing: &str) -> Option<i64> {
        let seen = self.seen.read().unwrap_or_else(PoisonError::into_inner);
        seen.get(pairing).copied()
    }

    /// Ends a pairing. `false`: there is none of this id that has not been ended.
    pub async fn revoke(&self, pairing: &str) -> Result<bool, Failure> {
        let ended = sqlx::query(
            "UPDATE pairings SET revoked_at_ms = $1 WHERE pairing = $2 AND revoked_at_ms IS NULL",
        )
        .bind(self.clock.now_ms())
        .bind(pairing)
        .execute(&self.store)
        .await?;
        Ok(ended.rows_affected() > 0)
    }

    /// Ends every pairing, and forgets the codes that were not used yet. The screens that were paired until now.
    pub async fn revoke_all(&self) -> Result<Vec<PairedScreen>, Failure> {
        let screens = self.screens().await?;
        // The codes first: one that is used in between makes a pairing, which then ends too.
        sqlx::query("DELETE FROM pairing_codes")
            .execute(&self.store)
            .await?;
        sqlx::query("UPDATE pairings SET revoked_at_ms = $1 WHERE revoked_at_ms IS NULL")
            .bind(self.clock.now_ms())
            .execute(&self.store)
            .await?;
        Ok(screens)
    }
}
