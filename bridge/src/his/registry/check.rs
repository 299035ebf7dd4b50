//! What a registration has to be before anything of it is written.

use crate::his::papers;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::{Basis, Questionnaire, Registration, RegistrationTarget};
use std::collections::HashSet;

/// Longest text in a questionnaire, characters.
const TEXT_LIMIT: usize = 2000;

/// `BODY_INVALID` without a name, with texts that are too long, with two qualifications of one scheme, or with a
/// qualification or a 照会番号 although the patient is received on none, or with papers of an 未委託 patient. Papers: see [`papers::check`].
pub(super) fn check(registration: &Registration) -> Result<(), ErrorCode> {
    registration.papers.as_ref().map_or(Ok(()), papers::check)?;
    let basics = match &registration.target {
        RegistrationTarget::NewChart(basics) => Some(basics),
        RegistrationTarget::Picked(chart) | RegistrationTarget::Known(chart) => chart.update.as_ref(),
    };
    let named = basics.is_none_or(|basics| !basics.name.expose().trim().is_empty());
    let short = registration.questionnaire.as_ref().is_none_or(|questionnaire| {
        let Questionnaire {
            complaint,
            allergies,
            medicines,
        } = questionnaire;
        [complaint, allergies, medicines]
            .iter()
            .all(|text| text.expose().chars().count() <= TEXT_LIMIT)
    });
    let mut schemes = HashSet::new();
    let one_per_scheme = registration
        .qualifications
        .iter()
        .all(|result| schemes.insert(result.scheme()));
    let on_what_there_is = registration.basis == Basis::Covered
        || (registration.qualifications.is_empty() && registration.inquiry_key.is_none());
    let without_numbers = registration.basis != Basis::Unentrusted || registration.papers.is_none();
    (named && short && one_per_scheme && on_what_there_is && without_numbers)
        .then_some(())
        .ok_or(ErrorCode::BodyInvalid)
}
