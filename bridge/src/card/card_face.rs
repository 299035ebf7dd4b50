//! Operations of the 券面事項確認AP (`domain.md §3.3`): 照合番号B and what it opens. What is read is understood in
//! [`face_tlv`].

use super::{
    Unreadable, face_tlv,
    profile::{self, Application},
    read::{Object, read_object},
    session::{Fault, Session},
    verify::{self, Counter, Refusal},
};
use madoguchi_shared::identifier::CollationNumberB;
use zeroize::Zeroizing;

/// SELECT of the application.
pub(crate) fn select(session: &mut Session<'_>) -> Result<(), Fault> {
    session.select(Application::Face)
}

/// Asks for the counter of 照合番号B without using a try.
pub(crate) fn collation_counter(session: &mut Session<'_>) -> Result<Counter, Fault> {
    verify::counter(session, profile::COLLATION_B)
}

/// Tries 照合番号B once, unless its counter speaks against it.
pub(crate) fn try_collation_number(
    session: &mut Session<'_>,
    number: &CollationNumberB,
    last_try_confirmed: bool,
) -> Result<Result<(), Refusal>, Fault> {
    verify::try_once(session, profile::COLLATION_B, number.expose(), last_try_confirmed)
}

/// Reads 券面, exactly as long as it says. Comes after a right 照合番号B in the same session.
pub(crate) fn read_face(session: &mut Session<'_>) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let face = Object {
        length: |bytes| face_tlv::length(bytes).map_err(Unreadable::Face),
        cut: Unreadable::Face(face_tlv::FaceFault::Cut),
    };
    read_object(session, profile::FACE, face)
}

#[cfg(test)]
mod tests;
