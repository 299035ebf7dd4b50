//! Pairing of this screen with the bridge (D7). The token of each role is kept by the browser under a key of its
//! own; besides it only the language and the chosen member of staff are kept.

use crate::api::{Fault, bridge};
use crate::browser::{self, Keep};
use madoguchi_shared::Secret;
use madoguchi_shared::bridge::Role;

const PREFIX: &str = "pair=";

/// What the address and the browser say about this screen.
#[derive(Debug)]
pub enum Found {
    /// A one-time code stood in the fragment; it is scrubbed already.
    Code(Secret),
    /// Paired before.
    Token(Secret),
    /// Neither.
    Nothing,
}

/// Looks for a code, then for a kept token of the role. A code wins: it was opened on purpose.
pub fn find(role: Role) -> Found {
    let fragment = browser::take_fragment().map(Secret::new);
    let code = fragment.as_ref().and_then(|f| f.expose().strip_prefix(PREFIX));
    if let Some(code) = code.filter(|code| !code.is_empty()) {
        return Found::Code(Secret::new(code.to_owned()));
    }
    kept(role).map_or(Found::Nothing, Found::Token)
}

/// The kept token of a role.
pub fn kept(role: Role) -> Option<Secret> {
    browser::kept(Keep::Always, key(role)).map(Secret::new)
}

/// Exchanges a code, and keeps the token under the role that the code was made for.
pub async fn exchange(code: Secret) -> Result<(Role, Secret), Fault> {
    let pairing = bridge::pair(code).await?;
    browser::keep(Keep::Always, key(pairing.role), Some(pairing.token.expose()));
    Ok((pairing.role, pairing.token))
}

/// Forgets the token of a role, because the bridge does not know it any more.
pub fn forget(role: Role) {
    browser::keep(Keep::Always, key(role), None);
}

/// Path of a role's page.
pub fn page(role: Role) -> &'static str {
    match role {
        Role::Counter => "/",
        Role::Patient => "/patient",
        Role::Records => "/records",
    }
}

/// Address that pairs another screen of this desk, to be opened there.
pub fn address(role: Role, code: &Secret) -> Secret {
    Secret::new([page(role), "#", PREFIX, code.expose()].concat())
}

fn key(role: Role) -> &'static str {
    match role {
        Role::Counter => "madoguchi.pairing.counter",
        Role::Patient => "madoguchi.pairing.patient",
        Role::Records => "madoguchi.pairing.records",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_travels_in_the_fragment_only() {
        let address = address(Role::Patient, &Secret::new("K7".to_owned()));
        assert_eq!(address.expose(), "/patient#pair=K7");
    }

    #[test]
    fn each_role_has_a_place_of_its_own() {
        for role in Role::ALL {
            for other in Role::ALL.into_iter().filter(|other| *other != role) {
                assert_ne!(key(role), key(other));
                assert_ne!(page(role), page(other));
            }
        }
    }
}
