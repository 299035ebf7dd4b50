//! The answer in wire form, without IO.
//!
//! What the answer as a whole says (`QualificationValidity` of the body): 有効 when any result is; else
//! 有効（未登録） when any is; else 無効（新しい資格あり）, else 無効; 該当資格なし when there is no result.
//!
//! By card each scheme gives one result: the qualification in force, else the one that began last. By numbers every
//! qualification with those numbers does; those of several persons are 複数該当.

mod told;

pub(crate) use told::Told;

use crate::desk::Desk;
use madoguchi_shared::code::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use madoguchi_shared::date::{Day, tokyo_time};
use madoguchi_shared::qualification::{MessageBody, MessageHeader, QualificationAnswer, QualificationResult};

/// Message of `ProcessingResultMessage` on a normal end (`domain.md` §1.7).
pub(crate) const CERTIFICATE_ENDS_SOON: &str = "利用者証明用電子証明書の有効期限まで3か月以内です。";

/// Who asks, and when.
pub(crate) struct Asked<'a> {
    /// The desk that asks.
    pub(crate) desk: &'a Desk,
    /// Now, ms since 1970.
    pub(crate) now_ms: i64,
    /// Its day.
    pub(crate) today: Day,
    /// End of the certificate, ms since 1970; `None` in a query by numbers.
    pub(crate) certificate_ends_at_ms: Option<i64>,
}

impl<'a> Asked<'a> {
    /// Without a certificate.
    pub(crate) fn at(desk: &'a Desk, now_ms: i64) -> Self {
        Self {
            desk,
            now_ms,
            today: Day::in_tokyo(now_ms),
            certificate_ends_at_ms: None,
        }
    }
}

/// Builds the answer of what is told of these persons.
pub(crate) fn build(asked: &Asked<'_>, told: Vec<Told>) -> QualificationAnswer {
    let several = told.len() > 1;
    let mut results = Vec::with_capacity(told.len());
    for one in told {
        one.tell(asked, &mut results);
    }
    let ends_soon = asked
        .certificate_ends_at_ms
        .is_some_and(|ends_at_ms| Day::in_tokyo(ends_at_ms) <= three_months_after(asked.today));
    QualificationAnswer {
        message_header: MessageHeader {
            process_execution_time: tokyo_time(asked.now_ms),
            qualification_confirmation_date: asked.today.to_string(),
            medical_institution_code: asked.desk.institution.clone(),
            segment_of_result: SegmentOfResult::Normal,
            error_code: None,
            error_message: None,
        },
        message_body: MessageBody {
            processing_result_status: ProcessingResultStatus::Normal,
            processing_result_code: None,
            processing_result_message: ends_soon.then(|| CERTIFICATE_ENDS_SOON.to_owned()),
            qualification_validity: if several {
                QualificationValidity::Several
            } else {
                overall(&results)
            },
            result_list: results,
        },
    }
}

fn overall(results: &[QualificationResult]) -> QualificationValidity {
    let order = [
        QualificationValidity::Valid,
        QualificationValidity::ValidUnregistered,
        QualificationValidity::InvalidNewerExists,
        QualificationValidity::Invalid,
    ];
    order
        .into_iter()
        .find(|validity| {
            results
                .iter()
                .any(|result| result.qualification_validity.as_ref() == Some(validity))
        })
        .unwrap_or(QualificationValidity::NotFound)
}

/// The same day three months later, or the last one before it that exists.
fn three_months_after(day: Day) -> Day {
    let months = day.year() * 12 + i32::from(day.month()) - 1 + 3;
    let month = u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
    (1..=day.day())
        .rev()
        .find_map(|of_month| Day::new(months.div_euclid(12), month, of_month).ok())
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(validities: &[QualificationValidity]) -> Vec<QualificationResult> {
        let result = |validity: &QualificationValidity| QualificationResult {
            qualification_validity: Some(validity.clone()),
            ..QualificationResult::default()
        };
        validities.iter().map(result).collect()
    }

    #[test]
    fn the_whole_is_as_good_as_its_best_part() {
        use QualificationValidity::{Invalid, InvalidNewerExists, NotFound, Valid, ValidUnregistered};
        let rows: [(&[QualificationValidity], QualificationValidity); 6] = [
            (&[], NotFound),
            (&[Invalid], Invalid),
            (&[Invalid, InvalidNewerExists], InvalidNewerExists),
            (&[Invalid, ValidUnregistered], ValidUnregistered),
            (&[Invalid, Valid], Valid),
            (&[ValidUnregistered, Valid], Valid),
        ];
        for (parts, whole) in rows {
            assert_eq!(overall(&with(parts)), whole, "{parts:?}");
        }
    }

    #[test]
    fn three_months_end_with_the_month() {
        let day = |text| Day::parse(text).unwrap();
        for (from, to) in [
            ("20261130", "20270228"),
            ("20271130", "20280229"),
            ("20260115", "20260415"),
            ("20261231", "20270331"),
        ] {
            assert_eq!(three_months_after(day(from)).to_string(), to, "{from}");
        }
    }
}
