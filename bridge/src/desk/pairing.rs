//! Pairing of screens (D7, `bridge.md` §5 row 5): one-time codes become tokens of one role and one origin.

mod attempts;
mod paired;

use super::secret;
use crate::clock::Clock;
use crate::digest;
use crate::problem::Failure;
use crate::wire::{from_word, word};
use attempts::Attempts;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::pairing::{Pairing, PairingCode};
use madoguchi_shared::{ErrorCode, Secret};
use sqlx::SqlitePool;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use tokio::sync::Mutex;
use uuid::Uuid;

pub use paired::PairedScreen;

/// A code is good for ten minutes.
pub const CODE_LIFE_MS: i64 = 10 * 60 * 1000;

/// A pairing ends 30 days after it was made, used or not; the screen then needs a fresh address.
pub const PAIRING_LIFE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Who calls: a paired screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Id of the pairing.
    pub pairing: String,
    /// Its role.
    pub role: Role,
}

/// Codes and tokens of this desk.
pub struct Pairings {
    store: SqlitePool,
    clock: Arc<dyn Clock>,
    origin: String,
    attempts: Mutex<Attempts>,
    /// When each pairing's screen was connected last, ms since 1970; as long as this program runs.
    seen: RwLock<HashMap<String, i64>>,
}

impl Pairings {
    /// Pairings for screens of this origin.
    pub fn new(store: SqlitePool, clock: Arc<dyn Clock>, origin: String) -> Self {
        Self {
            store,
            clock,
            origin,
            attempts: Mutex::default(),
            seen: RwLock::default(),
        }
    }

    /// Makes a one-time code. Codes that have run out are forgotten.
    pub async fn make_code(&self, role: Role) -> Result<PairingCode, Failure> {
        let now_ms = self.clock.now_ms();
        let expires_at_ms = now_ms + CODE_LIFE_MS;
        let code = secret::random();
        sqlx::query("DELETE FROM pairing_codes WHERE expires_at_ms <= $1")
            .bind(now_ms)
            .execute(&self.store)
            .await?;
        sqlx::query("INSERT INTO pairing_codes (code_hash, role, expires_at_ms) VALUES ($1, $2, $3)")
            .bind(digest::sha256(code.expose().as_bytes()))
            .bind(word(&role)?)
            .bind(expires_at_ms)
            .execute(&self.store)
            .await?;
        Ok(PairingCode { code, expires_at_ms })
    }

    /// Takes a code and gives a token. One at a time, so that wrong codes are counted one by one.
    pub async fn exchange(&self, code: &Secret) -> Result<Pairing, Failure> {
        let mut attempts = self.attempts.lock().await;
        attempts.check()?;
        let Some(role) = self.take_code(code).await? else {
            attempts.wrong();
            return Err(ErrorCode::PairingCodeInvalid.into());
        };
        attempts.right();
        let now_ms = self.clock.now_ms();
        let pairing_id = Uuid::new_v4().simple().to_string();
        let token = Secret::new(format!("{pairing_id}.{}", secret::random().expose()));
        let expires_at_ms = now_ms + PAIRING_LIFE_MS;
        sqlx::query(
            "INSERT INTO pairings (pairing, token_hash, role, origin, created_at_ms, expires_at_ms) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&pairing_id)
        .bind(digest::sha256(token.expose().as_bytes()))
        .bind(word(&role)?)
        .bind(&self.origin)
        .bind(now_ms)
        .bind(expires_at_ms)
        .execute(&self.store)
        .await?;
        tracing::info!(pairing = pairing_id, ?role, "screen paired");
        Ok(Pairing {
            pairing_id,
            token,
            role,
            expires_at_ms,
        })
    }

    /// Whose token this is. `NOT_PAIRED` when it is nobody's, of another origin, expired or revoked.
    pub async fn check(&self, token: &str) -> Result<Caller, Failure> {
        let pairing = token.split_once('.').map_or("", |(pairing, _)| pairing);
        let row: Option<(String, String, String)> = sqlx::query_as(
            "SELECT token_hash, role, origin FROM pairings \
             WHERE pairing = $1 AND revoked_at_ms IS NULL AND expires_at_ms > $2",
        )
        .bind(pairing)
        .bind(self.clock.now_ms())
        .fetch_optional(&self.store)
        .await?;
        let (hash, role, origin) = row.ok_or(ErrorCode::NotPaired)?;
        if !secret::same(&hash, &digest::sha256(token.as_bytes())) || origin != self.origin {
            return Err(ErrorCode::NotPaired.into());
        }
        Ok(Caller {
            pairing: pairing.to_owned(),
            role: from_word(&role)?,
        })
    }

    /// Whether a pairing still stands: neither revoked nor expired.
    pub async fn is_live(&self, pairing: &str) -> Result<bool, Failure> {
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM pairings WHERE pairing = $1 AND revoked_at_ms IS NULL AND expires_at_ms > $2",
        )
        .bind(pairing)
        .bind(self.clock.now_ms())
        .fetch_optional(&self.store)
        .await?;
        Ok(found.is_some())
    }

    /// Removes the code if it is a live one. `None`: it is not.
    async fn take_code(&self, code: &Secret) -> Result<Option<Role>, Failure> {
        let now_ms = self.clock.now_ms();
        let given = digest::sha256(code.expose().as_bytes());
        let hashes: Vec<String> =
            sqlx::query_scalar("SELECT code_hash FROM pairing_codes WHERE expires_at_ms > $1")
                .bind(now_ms)
                .fetch_all(&self.store)
                .await?;
        // All are compared, each in constant time.
        let known = hashes
            .iter()
            .fold(false, |known, hash| known | secret::same(hash, &given));
        if !known {
            return Ok(None);
        }
        // Deleting decides: of several requests with one code, one gets the row.
        let role: Option<String> = sqlx::query_scalar(
            "DELETE FROM pairing_codes WHERE code_hash = $1 AND expires_at_ms > $2 RETURNING role",
        )
        .bind(given)
        .bind(now_ms)
        .fetch_optional(&self.store)
        .await?;
        role.map(|role| from_word(&role)).transpose()
    }
}
