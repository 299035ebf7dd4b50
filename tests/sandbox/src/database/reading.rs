//! Single reads, with the same SQL and the same reader of rows on both engines.
//!
//! SQLite is read by the thread that answers: sqlx would send each statement to a thread of its own, which takes longer than the reading.

use rusqlite::types::FromSql;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use sqlx::any::AnyRow;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Any, Decode, Row as _, Type};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A row that is read value by value, in the order in which the statement names them.
pub(crate) struct Row<'r> {
    of: Of<'r>,
    next: usize,
}

enum Of<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Any(&'r AnyRow),
}

impl<'r> Row<'r> {
    /// The next value. An error when it is not of this type or there is none.
    pub(crate) fn take<T>(&mut self) -> sqlx::Result<T>
    where
        T: FromSql + for<'v> Decode<'v, Any> + Type<Any>,
    {
        let place = self.next;
        self.next += 1;
        match self.of {
            Of::Sqlite(row) => row.get(place).map_err(reported),
            Of::Any(row) => row.try_get(place),
        }
    }

    /// The next value, a text that is not copied. An error as of [`Self::take`].
    pub(crate) fn text(&mut self) -> sqlx::Result<&'r str> {
        let place = self.next;
        self.next += 1;
        match self.of {
            Of::Sqlite(row) => {
                let value = row.get_ref(place).map_err(reported)?;
                value.as_str().map_err(|error| reported(error.into()))
            }
            Of::Any(row) => row.try_get(place),
        }
    }
}

impl<'r> From<&'r AnyRow> for Row<'r> {
    fn from(row: &'r AnyRow) -> Self {
        Self {
            of: Of::Any(row),
            next: 0,
        }
    }
}

/// Read-only connections to one SQLite file, as many as threads ever read at once. Each statement sees what was committed before it.
#[derive(Debug)]
pub(super) struct Readers {
    file: PathBuf,
    /// Those that nobody reads with; `None` when closed.
    idle: Mutex<Option<Vec<Connection>>>,
}

impl Readers {
    /// Opens a first connection: a file that another connection keeps open in WAL mode, with its tables. What is in memory alone cannot be
    /// opened a second time and is refused.
    pub(super) fn open(url: &str) -> sqlx::Result<Self> {
        let readers = Self {
            file: url.parse::<SqliteConnectOptions>()?.get_filename().to_owned(),
            idle: Mutex::default(),
        };
        let first = readers.connect()?;
        *readers.idle() = Some(vec![first]);
        Ok(readers)
    }

    /// What `read` makes of each row, in their order.
    pub(super) fn rows<T>(
        &self,
        sql: &'static str,
        values: &[&str],
        mut read: impl FnMut(&mut Row<'_>) -> sqlx::Result<T>,
    ) -> sqlx::Result<Vec<T>> {
        let idle = self.idle().as_mut().ok_or(sqlx::Error::PoolClosed)?.pop();
        let connection = idle.map_or_else(|| self.connect(), Ok)?;
        let outcome = (|| {
            let mut statement = connection.prepare_cached(sql).map_err(reported)?;
            let mut rows = statement.query(params_from_iter(values)).map_err(reported)?;
            let mut all = Vec::new();
            while let Some(row) = rows.next().map_err(reported)? {
                all.push(read(&mut Row {
                    of: Of::Sqlite(row),
                    next: 0,
                })?);
            }
            Ok(all)
        })();
        if let Some(idle) = self.idle().as_mut() {
            idle.push(connection);
        }
        outcome
    }

    /// No more reads. Connections that are read with close when that is done.
    pub(super) fn close(&self) {
        self.idle().take();
    }

    fn connect(&self) -> sqlx::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(&self.file, flags).map_err(reported)
    }

    fn idle(&self) -> MutexGuard<'_, Option<Vec<Connection>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// As an error of sqlx.
fn reported(error: rusqlite::Error) -> sqlx::Error {
    sqlx::Error::AnyDriverError(Box::new(error))
}

/// SQLite's own code of an error of a reader, with what it extends it by; `None` when it has none.
pub(crate) fn sqlite_code(error: &(dyn std::error::Error + 'static)) -> Option<i32> {
    let error: &rusqlite::Error = error.downcast_ref()?;
    Some(error.sqlite_error()?.extended_code)
}
