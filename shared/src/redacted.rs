//! Wrappers that keep personal data and secrets out of logs and panic messages.

use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroize;

/// Personal data: a name, a number, an address. `Debug` prints `[redacted]`; the value itself travels in
/// JSON as if the wrapper were not there. There is deliberately no `Display`.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Redacted<T>(T);

impl<T> Redacted<T> {
    /// Wraps a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the screen, the wire or the registry: never for a log.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// Takes the value out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<T> From<T> for Redacted<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Redacted<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

/// A secret such as a PIN, a pairing token or a one-time code: hidden in `Debug`, and its memory is wiped
/// when it is dropped. It cannot be cloned by accident: [`Secret::duplicate`] says so in the code.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(value: String) -> Self {
        Self(value)
    }

    /// The secret itself, for the card or the wire.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A second copy, which wipes itself as well.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        let shown = format!(
            "{:?} {:?}",
            Redacted::new("山田 花子"),
            Secret::new("1234".into())
        );
        assert_eq!(shown, "[redacted] [secret]");
    }
}
