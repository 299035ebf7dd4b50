//! 資格確認結果: both schemes side by side when 併用, each in the words of its own scheme.

use crate::components::redraw::text;
use crate::format;
use crate::locale::{Locale, t};
use crate::text::{Message, Words};
use leptos::prelude::*;
use madoguchi_flow::coverage::{Coverage, Qualification, Standing};
use madoguchi_shared::Scheme;
use madoguchi_shared::code::{DesignatedInstitution, Sex};
use madoguchi_shared::qualification::{MedicalTicketInfo, Personal, QualificationResult};
use madoguchi_shared::terms::Term;

/// The result, for the opened reception only (D11).
#[component]
pub(super) fn CoverageView(
    /// What came back.
    coverage: Coverage,
) -> impl IntoView {
    let combined = coverage.is_combined();
    let notice = coverage.notice.clone();
    let columns = coverage.qualifications.into_iter().map(column).collect_view();
    view! {
        <section class="stack" aria-label=t(Message::COVERAGE_TITLE)>
            <h3>{t(Message::COVERAGE_TITLE)}</h3>
            {combined.then(|| view! { <p>{t(Message::COVERAGE_COMBINED)}</p> })}
            {notice
                .map(|text| {
                    view! { <p class="notice">{t(Message::NOTICE_FROM)} ": " {text}</p> }
                })}
            <div class="coverage">{columns}</div>
        </section>
    }
}

/// Schemes and standings in one line: the answer before the details.
#[component]
pub(super) fn Standings(
    /// What came back.
    coverage: Coverage,
) -> impl IntoView {
    let locale = Locale::here();
    let one = move |qualification: Qualification| {
        let words = move || Words {
            scheme: Some(qualification.scheme),
            ..locale.words()
        };
        let (class, standing) = wording(qualification.standing);
        view! {
            <span>
                {text(move || words().word(Term::SchemeName).to_owned())} " " <span class=class>{t(standing)}</span>
            </span>
        }
    };
    let all = coverage.qualifications.into_iter().map(one).collect_view();
    view! { <p class="standings">{all}</p> }
}

fn wording(standing: Standing) -> (&'static str, Message) {
    match standing {
        Standing::Valid => ("state good", Message::STANDING_VALID),
        Standing::Lost => ("state bad", Message::STANDING_LOST),
        Standing::Unentrusted => ("state warn", Message::STANDING_UNENTRUSTED),
        Standing::Unclear => ("state bad", Message::STANDING_UNCLEAR),
    }
}

fn column(qualification: Qualification) -> impl IntoView {
    let locale = Locale::here();
    let scheme = qualification.scheme;
    let words = move || Words {
        scheme: Some(scheme),
        ..locale.words()
    };
    let (class, standing) = wording(qualification.standing);
    let rows = move || {
        rows(&qualification.result, words())
            .into_iter()
            .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
            .collect_view()
    };
    view! {
        <article class="qualification">
            <h4>
                {text(move || words().word(Term::SchemeName).to_owned())} " " <span class=class>{t(standing)}</span>
            </h4>
            <dl>{rows}</dl>
        </article>
    }
}

/// What is known of it, name and value, in the words of its scheme.
pub(super) fn rows(result: &QualificationResult, words: Words) -> Vec<(String, String)> {
    let language = words.language;
    let mut rows = Vec::new();
    let mut row = |label: String, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            rows.push((label, value));
        }
    };
    let shown = |text: &Option<Personal>| text.as_ref().map(|text| text.expose().clone());
    let day = |text: &Option<String>| text.as_ref().map(|text| format::day(text, language));
    row(words.say(Message::FIELD_NAME), shown(&result.name));
    row(words.say(Message::FIELD_OTHER_NAME), shown(&result.name_of_other));
    row(
        words.say(Message::FIELD_KANA),
        result
            .name_kana
            .as_ref()
            .map(|kana| format::full_width(kana.expose())),
    );
    row(
        words.say(Message::FIELD_BIRTH),
        result
            .birthdate
            .as_ref()
            .map(|d| format::day(d.expose(), language)),
    );
    row(
        words.say(Message::FIELD_SEX),
        result.sex1.as_ref().map(|sex| words.say(self::sex(sex))),
    );
    row(words.say(Message::FIELD_ADDRESS), shown(&result.address));
    row(
        words.word(Term::PayerNumber).into(),
        shown(&result.insurer_number),
    );
    row(words.word(Term::Payer).into(), result.insurer_name.clone());
    match words.scheme {
        Some(Scheme::HealthInsurance) | None => {
            row(
                words.say(Message::FIELD_SYMBOL),
                shown(&result.insured_card_symbol),
            );
            row(
                words.say(Message::FIELD_NUMBER),
                shown(&result.insured_identification_number),
            );
            row(
                words.say(Message::FIELD_BRANCH),
                shown(&result.insured_branch_number),
            );
            let ratio = result
                .insured_partial_contribution_ratio
                .as_deref()
                .map(|r| burden(r, words));
            row(words.word(Term::Burden).into(), ratio);
        }
        Some(Scheme::MedicalAssistance) => {
            row(
                words.word(Term::InsuredNumber).into(),
                shown(&result.insured_identification_number),
            );
        }
    }
    row(
        words.word(Term::QualificationStart).into(),
        day(&result.qualification_date),
    );
    row(
        words.word(Term::QualificationEnd).into(),
        day(&result.disqualification_date),
    );
    row(
        words.say(Message::FIELD_EXPIRY),
        day(&result.insured_card_expiration_date),
    );
    row(
        words.say(Message::FIELD_INQUIRY_NUMBER),
        shown(&result.reference_number),
    );
    for ticket in &result.public_expense_result_list {
        ticket_rows(ticket, words, &mut row);
    }
    if words.scheme == Some(Scheme::MedicalAssistance) && result.public_expense_result_list.is_empty() {
        row(
            words.word(Term::Certificate).into(),
            Some(words.say(Message::TICKET_NONE)),
        );
    }
    rows
}

fn ticket_rows(ticket: &MedicalTicketInfo, words: Words, row: &mut impl FnMut(String, Option<String>)) {
    let language = words.language;
    let month = ticket
        .medical_treatment_month
        .as_deref()
        .map(|m| format::month(m, language));
    row(words.say(Message::TICKET_MONTH), month);
    let period = match (
        &ticket.medical_ticket_valid_date,
        &ticket.medical_ticket_expiration_date,
    ) {
        (Some(from), Some(to)) => Some(format!(
            "{} – {}",
            format::day(from, language),
            format::day(to, language)
        )),
        _ => None,
    };
    row(words.say(Message::TICKET_PERIOD), period);
    row(
        words.say(Message::TICKET_NUMBER),
        ticket.issue_number.as_ref().map(|n| n.expose().clone()),
    );
    let elsewhere = ticket.designated_medical_institution_flag == Some(DesignatedInstitution::Different);
    let institution = ticket.designated_medical_institution_name.as_ref().map(|name| {
        if elsewhere {
            format!("{name}（{}）", words.say(Message::TICKET_OTHER))
        } else {
            name.clone()
        }
    });
    row(words.say(Message::TICKET_INSTITUTION), institution);
    let amount = ticket
        .self_pay_amount
        .as_deref()
        .map(|yen| words.say_with(Message::YEN, &[("count", yen)]));
    row(words.word(Term::Burden).into(), amount);
}

/// Word of a sex code; an unknown code is not guessed.
pub(super) fn sex(sex: &Sex) -> Message {
    match sex {
        Sex::Male => Message::SEX_MALE,
        Sex::Female => Message::SEX_FEMALE,
        Sex::Unset => Message::SEX_UNSET,
        Sex::Unknown(_) => Message::NOT_GIVEN,
    }
}

/// `030` as 「3割」, `000` as 「0割」; anything that is no multiple of ten percent as it came.
pub(super) fn burden(ratio: &str, words: Words) -> String {
    match ratio.parse::<u16>() {
        Ok(0) => words.say(Message::PERCENT_NONE),
        Ok(percent) if percent % 10 == 0 && percent <= 100 => {
            words.say_with(Message::PERCENT, &[("count", &(percent / 10).to_string())])
        }
        _ => ratio.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::{Facility, Language};

    #[test]
    fn burden_in_tenths_and_percent() {
        let said = |ratio, language| {
            burden(
                ratio,
                Words {
                    language,
                    facility: Facility::Clinic,
                    scheme: None,
                },
            )
        };
        for (ratio, ja, en) in [
            ("030", "3割", "30%"),
            ("000", "0割", "0%"),
            ("100", "10割", "100%"),
            ("025", "025", "025"),
        ] {
            assert_eq!(
                (said(ratio, Language::Ja), said(ratio, Language::En)),
                (ja.into(), en.into())
            );
        }
    }
}
