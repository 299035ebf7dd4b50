//! 診察券番号 of one desk among several: a prefix keeps the numbers of their registries apart.
//!
//! The number goes to the backend as 照会番号 of the institution, which hands it back to every desk of the
//! institution: two desks that count alike would open each other's charts.

use crate::store::{self, NUMBER_PREFIX};
use sqlx::SqlitePool;
use std::str::FromStr;

/// Longest prefix, characters.
const LONGEST: usize = 8;

/// Stands before the counted number: at most 8 ASCII letters, digits and hyphens, the last one no digit, so that two
/// prefixes never make the same number. Default: nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberPrefix(String);

/// A prefix is too long, has other characters, or ends in a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number prefix is at most 8 letters, digits and hyphens (ASCII), the last one no digit")]
pub struct PrefixError;

impl FromStr for NumberPrefix {
    type Err = PrefixError;

    fn from_str(text: &str) -> Result<Self, PrefixError> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let fits = text.len() <= LONGEST
            && text.bytes().all(plain)
            && !text.ends_with(|last: char| last.is_ascii_digit());
        fits.then(|| Self(text.to_owned())).ok_or(PrefixError)
    }
}

impl NumberPrefix {
    /// The `wanted` prefix, which is kept from now on, or else the one that is kept.
    pub async fn keep(store: &SqlitePool, wanted: Option<Self>) -> Result<Self, sqlx::Error> {
        if let Some(prefix) = wanted {
            store::set_setting(store, NUMBER_PREFIX, &prefix.0).await?;
            return Ok(prefix);
        }
        let kept = store::setting(store, NUMBER_PREFIX).await?;
        Ok(kept.map(Self).unwrap_or_default())
    }

    /// The number that is counted so.
    pub(super) fn number(&self, count: i64) -> String {
        format!("{}{count:06}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_digits_and_hyphens_only() {
        for text in ["", "2-", "B", "annex-2-"] {
            assert_eq!(text.parse(), Ok(NumberPrefix(text.to_owned())));
        }
        for text in ["annex-22-", "2", "2 ", "2/", "二", "２"] {
            assert_eq!(text.parse::<NumberPrefix>(), Err(PrefixError), "{text}");
        }
    }

    #[tokio::test]
    async fn kept_until_another_is_wanted() {
        let data = tempfile::tempdir().unwrap();
        let store = store::open(data.path()).await.unwrap();
        let kept = async |wanted: Option<&str>| {
            let wanted = wanted.map(|text| text.parse().unwrap());
            NumberPrefix::keep(&store, wanted).await.unwrap().number(7)
        };
        assert_eq!(kept(None).await, "000007");
        assert_eq!(kept(Some("2-")).await, "2-000007");
        assert_eq!(kept(None).await, "2-000007");
        assert_eq!(kept(Some("")).await, "000007");
    }
}
