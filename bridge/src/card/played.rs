//! A card played by a function, for tests of the commands.

use super::transport::{Transport, TransportError};

/// Answers each command with what the function says; a reset does nothing.
pub(crate) struct Played<F>(pub(crate) F);

impl<F: FnMut(&[u8]) -> Result<Vec<u8>, TransportError>> Transport for Played<F> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransportError> {
        (self.0)(command)
    }

    fn reset(&mut self) -> Result<(), TransportError> {
        Ok(())
    }

    fn atr(&self) -> &[u8] {
        &[]
    }
}
