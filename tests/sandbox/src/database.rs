//! One database handle over SQLite and PostgreSQL, with the same SQL for both.
//!
//! A transaction is serialisable on both engines. Where an engine gives up a transaction because of another
//! (`40001`, `40P01`, SQLite's busy and locked), the whole of it is done again.

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::error::DatabaseError;
use sqlx::{Any, AnyPool, Connection, Executor, Transaction};
use std::path::Path;
use std::time::Duration;
use thiserror::Error;

/// Tries of one transaction before its conflict is reported.
const MAX_TRIES: u32 = 8;

/// Connections per process: the sandbox serves a few desks.
const MAX_CONNECTIONS: u32 = 8;

/// The database could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("the database URL must begin with sqlite: or postgres:")]
    Scheme,
    /// No connection.
    #[error("cannot connect to the database")]
    Connect(#[source] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("cannot bring the tables up to date")]
    Migrate(#[source] sqlx::migrate::MigrateError),
}

/// A pool of connections.
#[derive(Clone, Debug)]
pub struct Database {
    pool: AnyPool,
    begin: &'static str,
}

impl Database {
    /// Opens `sqlite:…` (a file) or `postgres:…`, without TLS, and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        install_default_drivers();
        // Immediate: the write lock is taken first, so that no transaction fails half-way for want of it.
        let begin = if url.starts_with("sqlite:") {
            "BEGIN IMMEDIATE"
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            "BEGIN ISOLATION LEVEL SERIALIZABLE"
        } else {
            return Err(OpenError::Scheme);
        };
        let pool = AnyPoolOptions::new()
            .max_connections(MAX_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(|connection, _| {
                Box::pin(async move {
                    if connection.backend_name() == "SQLite" {
                        connection.execute("PRAGMA journal_mode = WAL").await?;
                    }
                    Ok(())
                })
            })
            .connect(url)
            .await
            .map_err(OpenError::Connect)?;
        sqlx::migrate!("./migrations")
            .run(&pool)
            .await
            .map_err(OpenError::Migrate)?;
        Ok(Self { pool, begin })
    }

    /// For single reads.
    pub(crate) fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Begins a serialisable transaction; use inside [`retrying`].
    pub(crate) async fn begin(&self) -> sqlx::Result<Transaction<'static, Any>> {
        self.pool.begin_with(self.begin).await
    }

    /// Waits for the connections to close.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Whether the engine answers.
    pub async fn ping(&self) -> sqlx::Result<()> {
        self.pool.acquire().await?.ping().await
    }
}

/// URL of the SQLite file `sandbox.sqlite` in a folder, created when absent.
pub fn sqlite_url(folder: &Path) -> String {
    let path = folder.join("sandbox.sqlite");
    let mut url = String::from("sqlite://");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                url.push(char::from(byte));
            }
            other => url.extend(format!("%{other:02X}").chars()),
        }
    }
    url + "?mode=rwc"
}

/// Runs a whole transaction, again after a conflict with another one, at most eight times.
pub(crate) async fn retrying<T, F, Fut>(transaction: F) -> sqlx::Result<T>
where
    F: Fn() -> Fut,
    Fut: Future<Output = sqlx::Result<T>>,
{
    let mut tries = 1;
    loop {
        match transaction().await {
            Err(error) if tries < MAX_TRIES && is_conflict(&error) => {
                // Growing and uneven, so that two that met do not meet again.
                let wait_ms = u64::from(rand::random::<u8>() % 8 + 1) << tries.min(5);
                tokio::time::sleep(Duration::from_millis(wait_ms)).await;
                tries += 1;
            }
            outcome => return outcome,
        }
    }
}

/// 40001 serialisation failure, 40P01 deadlock; SQLite: primary code 5 busy, 6 locked.
fn is_conflict(error: &sqlx::Error) -> bool {
    let Some(code) = error.as_database_error().and_then(DatabaseError::code) else {
        return false;
    };
    // PostgreSQL's codes have five characters, SQLite's extended codes at most four.
    if code.len() == 5 {
        return matches!(code.as_ref(), "40001" | "40P01");
    }
    code.parse::<u32>()
        .is_ok_and(|extended| matches!(extended & 0xFF, 5 | 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_spaces_and_kanji_is_still_a_url() {
        assert_eq!(
            sqlite_url(Path::new("/a b/窓")),
            "sqlite:///a%20b/%E7%AA%93/sandbox.sqlite?mode=rwc"
        );
    }
}
