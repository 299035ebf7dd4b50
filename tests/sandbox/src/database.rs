//! One database handle over SQLite and PostgreSQL, with the same SQL for both.
//!
//! A transaction is serialisable on both engines. Where an engine gives up a transaction because of another
//! (`40001`, `40P01`, SQLite's busy and locked), the whole of it is done again.

mod reading;

pub(crate) use reading::{Row, sqlite_code};

use reading::Readers;
use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::error::DatabaseError;
use sqlx::{Any, AnyPool, Connection, Executor, Transaction};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;

/// Tries of one transaction before its conflict is reported.
const MAX_TRIES: u32 = 8;

/// Connections per process to PostgreSQL: the sandbox serves a few desks.
const MAX_CONNECTIONS: u32 = 8;

/// To SQLite, beside those that only read: one at a time can write, and who waits for the connection does not try again and again.
const MAX_CONNECTIONS_SQLITE: u32 = 1;

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
    /// For single reads of SQLite; `None`: PostgreSQL, which is read through the pool.
    readers: Option<Arc<Readers>>,
}

impl Database {
    /// Opens `sqlite:…` (a file) or `postgres:…`, without TLS, and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        install_default_drivers();
        // Immediate: the write lock is taken first, so that no transaction fails half-way for want of it.
        let sqlite = url.starts_with("sqlite:");
        let (begin, connections) = if sqlite {
            ("BEGIN IMMEDIATE", MAX_CONNECTIONS_SQLITE)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            ("BEGIN ISOLATION LEVEL SERIALIZABLE", MAX_CONNECTIONS)
        } else {
            return Err(OpenError::Scheme);
        };
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
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
        let readers = if sqlite {
            Some(Arc::new(Readers::open(url).map_err(OpenError::Connect)?))
        } else {
            None
        };
        Ok(Self { pool, begin, readers })
    }

    /// What `read` makes of each row that one statement finds, in their order. The statement names its places in the order of their
    /// numbers, each once; `values` are for them. It does not leave this thread on SQLite: for a few rows.
    pub(crate) async fn rows<T>(
        &self,
        sql: &'static str,
        values: &[&str],
        mut read: impl FnMut(&mut Row<'_>) -> sqlx::Result<T>,
    ) -> sqlx::Result<Vec<T>> {
        if let Some(readers) = &self.readers {
            return readers.rows(sql, values, read);
        }
        let query = values
            .iter()
            .fold(sqlx::query(sql), |query, value| query.bind(*value));
        let rows = query.fetch_all(&self.pool).await?;
        rows.iter().map(|row| read(&mut row.into())).collect()
    }

    /// What `read` makes of the first of those rows; `None` when there is none.
    pub(crate) async fn row<T>(
        &self,
        sql: &'static str,
        values: &[&str],
        read: impl FnMut(&mut Row<'_>) -> sqlx::Result<T>,
    ) -> sqlx::Result<Option<T>> {
        Ok(self.rows(sql, values, read).await?.into_iter().next())
    }

    /// For single writes, and for reads that are rare or of many rows.
    pub(crate) fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Begins a serialisable transaction; use inside [`retrying`].
    pub(crate) async fn begin(&self) -> sqlx::Result<Transaction<'static, Any>> {
        self.pool.begin_with(self.begin).await
    }

    /// Waits for the connections to close.
    pub async fn close(&self) {
        // Before the pool: the last to close is then one that may write, and leaves one file and no log of writes beside it.
        if let Some(readers) = &self.readers {
            readers.close();
        }
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
