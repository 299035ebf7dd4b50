//! The bridge's database: SQLite in the data folder, one writer, migrated at start.

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::time::Duration;

/// How long to wait for another process (`pair`, `enrol`) to finish its write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Setting: the origin that was served last.
pub const ORIGIN: &str = "origin";

/// Setting: what stands before the number of every new chart.
pub const NUMBER_PREFIX: &str = "number_prefix";

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder cannot be made.
    #[error("data folder: {0}")]
    Folder(#[source] std::io::Error),
    /// The file cannot be opened.
    #[error("database: {0}")]
    Open(#[from] sqlx::Error),
    /// The file is of a newer version, or damaged.
    #[error("database migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// Opens `bridge.sqlite` in the data folder, which only its owner may enter; makes both when absent.
pub async fn open(data: &Path) -> Result<SqlitePool, StoreError> {
    private_folder(data).map_err(StoreError::Folder)?;
    let options = SqliteConnectOptions::new()
        .filename(data.join("bridge.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is wiped is gone from the file, too.
        .pragma("secure_delete", "on")
        .busy_timeout(BUSY_TIMEOUT);
    // One connection: calls are short, and nothing of ours ever meets "database is locked".
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    sqlx::migrate!("./migrations").run(&pool).await?;
    Ok(pool)
}

/// Reads a setting. `None`: never written.
pub async fn setting(pool: &SqlitePool, name: &str) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT value FROM settings WHERE name = $1")
        .bind(name)
        .fetch_optional(pool)
        .await
}

/// Writes a setting.
pub async fn set_setting(pool: &SqlitePool, name: &str, value: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO settings (name, value) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(pool)
    .await?;
    Ok(())
}

fn private_folder(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}
