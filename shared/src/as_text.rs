//! Types that are a text in JSON and in the schema.

use serde::de::{Deserializer, Error, Visitor};
use std::fmt;

/// Makes a type a text: `write` gives it (`&Self` → something that is a `str`), `read` takes it (`&str` → `Result`
/// whose error says what it should have been; it never quotes the text).
macro_rules! as_text {
    ($type:ty, write: $write:expr, read: $read:expr) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&$write(self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut value = None;
                crate::as_text::read(deserializer, &mut |text| value = Some($read(text)))?;
                let value = value.ok_or_else(|| serde::de::Error::custom("no text"))?;
                value.map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                <String as utoipa::PartialSchema>::schema()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $type {}
    };
}

pub(crate) use as_text;

/// Shows `found` the text that comes next, without a copy of it. One function for all types: the app loads it once.
pub(crate) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    found: &mut dyn FnMut(&str),
) -> Result<(), D::Error> {
    struct Text<'f>(&'f mut dyn FnMut(&str));

    impl Visitor<'_> for Text<'_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
            (self.0)(text);
            Ok(())
        }
    }

    deserializer.deserialize_str(Text(found))
}
