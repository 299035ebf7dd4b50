//! Enums of the contract as words in the database: the same words as on the wire.

use crate::problem::Failure;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The word of a unit variant, e.g. `counter`.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String, Failure> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(_) => Err(Failure::internal("not a word")),
        Err(error) => Err(Failure::internal(error)),
    }
}

/// The variant of a stored word.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Result<T, Failure> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|_| Failure::internal("a stored word is not known"))
}

/// A value as JSON text, for a column.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|_| Failure::internal("a value cannot be written as JSON"))
}

/// A value from the JSON text of a column. The text is personal: it is not in the error.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|_| Failure::internal("a stored value cannot be read"))
}
