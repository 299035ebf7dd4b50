//! The bridge's database: SQLite in the data folder, one writer, migrated at start.

use sqlx::SqlitePool;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteExecutor, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::time::Duration;

/// How long to wait for another process (`pair`, `enrol`) to finish its write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Setting: the origin that was served last.
pub const ORIGIN: &str = "origin";

/// Setting: what stands before the number of every new chart.
pub const NUMBER_PREFIX: &str = "number_prefix";

/// How sure 顔認証 has to be, as on the wire.
pub const FACE_POLICY: &str = "face_policy";

/// Id of the member of staff who set that; empty: the command line.
pub const FACE_POLICY_SET_BY: &str = "face_policy_set_by";

/// When they set it, ms since 1970.
pub const FACE_POLICY_SET_AT: &str = "face_policy_set_at";

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

/// Opens `bridge.sqlite` in the data folder; makes both, for their owner only, when absent. A folder that is there keeps
/// its rights.
pub async fn open(data: &Path) -> Result<SqlitePool, StoreError> {
    private_folder(data).map_err(StoreError::Folder)?;
    let file = data.join("bridge.sqlite");
    private_file(&file).map_err(StoreError::Folder)?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is wiped is gone from the file, too; for the log beside it see `truncate_log`.
        .pragma("secure_delete", "on")
        .busy_timeout(BUSY_TIMEOUT);
    // One connection: calls are short, and nothing of ours ever meets "database is locked".
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    sqlx::migrate!("./migrations").run(&pool).await?;
    // A migration may have wiped a journal.
    truncate_log(&pool).await;
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
pub async fn set_setting(store: impl SqliteExecutor<'_>, name: &str, value: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO settings (name, value) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(store)
    .await?;
    Ok(())
}

/// Empties the write-ahead log, in which what was wiped would stay until it is overwritten. Another process that reads
/// just now may keep it from that; then the next call does it.
pub async fn truncate_log(pool: &SqlitePool) {
    let truncated = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(pool).await;
    if let Err(error) = truncated {
        tracing::warn!(%error, "the write-ahead log was not emptied");
    }
}

fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.recursive(true).create(path)
}

/// Whether other users than its owner may enter or read a folder. `false` where that cannot be told.
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(path)
        .is_ok_and(|folder| std::os::unix::fs::MetadataExt::mode(&folder) & 0o077 != 0);
    #[cfg(not(unix))]
    return false;
}

/// Log and index beside the database get the database's rights.
fn private_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::open;
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
    use std::path::Path;

    #[cfg(unix)]
    #[tokio::test]
    async fn only_the_owner_may_read_and_a_folder_that_is_there_is_left_as_it_is() {
        use super::is_open_to_others;
        use std::os::unix::fs::PermissionsExt as _;

        let rights = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let parent = tempfile::tempdir().unwrap();
        let (made, found) = (parent.path().join("made"), parent.path().join("found"));
        std::fs::create_dir(&found).unwrap();
        std::fs::set_permissions(&found, std::fs::Permissions::from_mode(0o755)).unwrap();
        for folder in [&made, &found] {
            let store = open(folder).await.unwrap();
            for file in ["bridge.sqlite", "bridge.sqlite-wal"] {
                assert_eq!(rights(&folder.join(file)), 0o600, "{file}");
            }
            store.close().await;
        }
        assert_eq!((rights(&made), rights(&found)), (0o700, 0o755));
        assert_eq!(
            (is_open_to_others(&made), is_open_to_others(&found)),
            (false, true)
        );
    }
    /// A database as a version with these migrations made it.
    async fn of_version(data: &Path, last: &str) -> sqlx::SqlitePool {
        let migrations = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir("migrations").unwrap() {
            let file = file.unwrap();
            if file.file_name().to_str().unwrap() <= last {
                std::fs::copy(file.path(), migrations.path().join(file.file_name())).unwrap();
            }
        }
        let options = SqliteConnectOptions::new()
            .filename(data.join("bridge.sqlite"))
            .create_if_missing(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options);
        let pool = pool.await.unwrap();
        let older = sqlx::migrate::Migrator::new(migrations.path()).await.unwrap();
        older.run(&pool).await.unwrap();
        pool
    }

    #[tokio::test]
    async fn what_an_older_version_left_open_is_finished() {
        for last in ["0003_journal.sql", "0005_papers.sql"] {
            let data = tempfile::tempdir().unwrap();
            let older = of_version(data.path(), last).await;
            sqlx::raw_sql(
                "INSERT INTO receptions (reception, day, number, opened_at_ms, status) \
                     VALUES ('a', '20261122', 1, 5, 'open'), ('b', '20261122', 2, 6, 'received'); \
                 INSERT INTO journal VALUES ('a', 0, '{\"event\":{\"Begun\":\"Clinic\"}}'); \
                 INSERT INTO charts VALUES ('c', '000001', '{}', '19800101', '', '', 6, 6); \
                 INSERT INTO registrations (reception, chart, content_hash, staff, registered_at_ms) \
                     VALUES ('b', 'c', '', 's', 6); \
                 INSERT INTO inquiry_numbers VALUES ('b', 'n', '000001', '{}', 'pending', NULL, 6)",
            )
            .execute(&older)
            .await
            .unwrap();
            older.close().await;
            let store = open(data.path()).await.unwrap();
            let receptions: Vec<(String, String, Option<i64>)> =
                sqlx::query_as("SELECT reception, status, finished_at_ms FROM receptions ORDER BY reception")
                    .fetch_all(&store)
                    .await
                    .unwrap();
            let line =
                |reception: &str, status: &str, at| (reception.to_owned(), status.to_owned(), Some(at));
            assert_eq!(receptions, [line("a", "ended", 5), line("b", "received", 6)]);
            let count = async |what: &str| -> i64 {
                let sql = format!("SELECT COUNT(*) FROM {what}");
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                    .fetch_one(&store)
                    .await
                    .unwrap()
            };
            assert_eq!(count("journal").await, 0);
            assert_eq!(count("registrations WHERE basis = 'covered'").await, 1);
            assert_eq!(count("inquiry_numbers WHERE status = 'pending'").await, 1);
        }
    }

    #[tokio::test]
    async fn a_consent_of_an_older_version_was_answered_when_it_was_noted() {
        let data = tempfile::tempdir().unwrap();
        let older = of_version(data.path(), "0010_acts.sql").await;
        sqlx::raw_sql(
            "INSERT INTO receptions (reception, day, number, opened_at_ms, status) \
                 VALUES ('a', '20261122', 1, 5, 'open'); \
             INSERT INTO charts VALUES ('c', '000001', '{}', '19800101', '', '', 6, 6); \
             INSERT INTO consents VALUES ('a', 'c', 1, 0, '20261122', 7, 's')",
        )
        .execute(&older)
        .await
        .unwrap();
        older.close().await;
        let store = open(data.path()).await.unwrap();
        let answered_at_ms: i64 = sqlx::query_scalar("SELECT answered_at_ms FROM consents")
            .fetch_one(&store)
            .await
            .unwrap();
        assert_eq!(answered_at_ms, 7);
    }
}
