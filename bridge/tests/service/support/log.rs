//! The log of all tests of this process.

#![allow(dead_code, reason = "each program of tests uses its part")]

use std::io;
use std::sync::{Arc, Mutex, OnceLock};

/// All that was logged by any test of this process, from TRACE up.
static LOG: OnceLock<Written> = OnceLock::new();

/// The log of this process, from the first desk on.
pub(crate) fn log() -> &'static Written {
    LOG.get_or_init(|| {
        let written = Written::default();
        let writer = written.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .init();
        written
    })
}

/// A log in memory.
#[derive(Clone, Default)]
pub(crate) struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    pub(crate) fn text(&self) -> String {
        self.since(0)
    }

    /// How many bytes were logged.
    pub(crate) fn len(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// What was logged after the first `bytes`.
    pub(crate) fn since(&self, bytes: usize) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()[bytes..]).into_owned()
    }
}

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
