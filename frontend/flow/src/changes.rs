//! What changed since the last visit: 「資格情報に更新があれば、更新する」.

use crate::coverage::{Coverage, Standing};
use crate::person::completed;
use madoguchi_shared::bridge::his::{Chart, PatientBasics};
use madoguchi_shared::qualification::{MedicalTicketInfo, Personal, QualificationResult};
use madoguchi_shared::{Redacted, Scheme};

/// Something that can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// 氏名
    Name,
    /// 氏名カナ
    Kana,
    /// 生年月日
    BirthDate,
    /// 性別
    Sex,
    /// 住所
    Address,
    /// The whole qualification is new, or is lost.
    Qualification,
    /// 保険者番号, 公費負担者番号
    PayerNumber,
    /// 保険者名称, 福祉事務所
    PayerName,
    /// 記号
    Symbol,
    /// 番号, 受給者番号
    InsuredNumber,
    /// 枝番
    Branch,
    /// 資格取得日, 保護開始日
    Start,
    /// 資格喪失日, 停止・廃止日
    End,
    /// 有効期限
    Expiry,
    /// 負担割合
    Burden,
    /// 診療年月 of a 医療券・調剤券
    TicketMonth,
    /// 交付番号
    TicketNumber,
    /// 指定医療機関
    TicketInstitution,
    /// 本人支払額, yen
    TicketAmount,
}

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The scheme it belongs to; `None` for 基礎情報.
    pub scheme: Option<Scheme>,
    /// What differs.
    pub field: Field,
    /// In the chart; `None`: not there.
    pub before: Option<Personal>,
    /// In the answer; `None`: not there.
    pub after: Option<Personal>,
}

/// All differences between a chart and what was received, 基礎情報 first.
pub fn since_last_visit(chart: &Chart, basics: &PatientBasics, coverage: &Coverage) -> Vec<Change> {
    let mut changes = in_basics(&chart.basics, basics);
    for now in coverage.valid() {
        let before = chart
            .qualifications
            .iter()
            .find(|stored| stored.scheme() == now.scheme);
        match before {
            Some(before) => changes.extend(in_qualification(now.scheme, before, &now.result)),
            None => changes.push(Change {
                scheme: Some(now.scheme),
                field: Field::Qualification,
                before: None,
                after: now.result.insurer_name.clone().map(Redacted::new),
            }),
        }
    }
    for scheme in ended(chart, coverage) {
        let lost = chart
            .qualifications
            .iter()
            .find(|stored| stored.scheme() == scheme);
        changes.push(Change {
            scheme: Some(scheme),
            field: Field::Qualification,
            before: lost.and_then(|lost| lost.insurer_name.clone()).map(Redacted::new),
            after: None,
        });
    }
    changes
}

/// Schemes that the chart has and that the answer does not have any more, or calls lost. 未委託 and what cannot be
/// read end nothing. An answer to the numbers of a paper speaks of the qualification with those numbers alone: it ends the
/// stored one only if that has them too, since an old paper is lost while a newer qualification is in force.
pub fn ended(chart: &Chart, coverage: &Coverage) -> Vec<Scheme> {
    let has_ended = |stored: &&QualificationResult| {
        let scheme = stored.scheme();
        let mut now = coverage.qualifications.iter().filter(|now| now.scheme == scheme);
        match coverage.only {
            Some(_) => now.any(|now| now.standing == Standing::Lost && same_numbers(stored, &now.result)),
            None => now.all(|now| now.standing == Standing::Lost),
        }
    };
    let stored = chart.qualifications.iter().filter(has_ended);
    stored.map(QualificationResult::scheme).collect()
}

/// 保険者番号 or 公費負担者番号, 記号, and 番号 or 受給者番号; without them nothing is the same.
fn same_numbers(a: &QualificationResult, b: &QualificationResult) -> bool {
    fn text(value: Option<&Personal>) -> &str {
        value.map_or("", |text| text.expose().trim())
    }
    let numbers = |of: &QualificationResult| {
        let [insurer, symbol, number] = [
            &of.insurer_number,
            &of.insured_card_symbol,
            &of.insured_identification_number,
        ]
        .map(|value| text(value.as_ref()).to_owned());
        (!insurer.is_empty() && !number.is_empty()).then_some((insurer, symbol, number))
    };
    numbers(a).is_some() && numbers(a) == numbers(b)
}

/// Differences in 基礎情報. What was not received is no difference: it may be withheld.
pub fn in_basics(before: &PatientBasics, after: &PatientBasics) -> Vec<Change> {
    let after = &completed(after, before);
    let sex = |basics: &PatientBasics| Some(Redacted::new(basics.sex.as_str().to_owned()));
    let pairs = vec![
        (Field::Name, Some(before.name.clone()), Some(after.name.clone())),
        (Field::Kana, Some(before.kana.clone()), Some(after.kana.clone())),
        (
            Field::BirthDate,
            Some(before.birth_date.clone()),
            Some(after.birth_date.clone()),
        ),
        (Field::Sex, sex(before), sex(after)),
        (Field::Address, before.address.clone(), after.address.clone()),
    ];
    differing(None, pairs)
}

fn in_qualification(
    scheme: Scheme,
    before: &QualificationResult,
    after: &QualificationResult,
) -> Vec<Change> {
    let open = |text: &Option<String>| text.clone().map(Redacted::new);
    let pairs = vec![
        (
            Field::PayerNumber,
            before.insurer_number.clone(),
            after.insurer_number.clone(),
        ),
        (
            Field::PayerName,
            open(&before.insurer_name),
            open(&after.insurer_name),
        ),
        (
            Field::Symbol,
            before.insured_card_symbol.clone(),
            after.insured_card_symbol.clone(),
        ),
        (
            Field::InsuredNumber,
            before.insured_identification_number.clone(),
            after.insured_identification_number.clone(),
        ),
        (
            Field::Branch,
            before.insured_branch_number.clone(),
            after.insured_branch_number.clone(),
        ),
        (
            Field::Start,
            open(&before.qualification_date),
            open(&after.qualification_date),
        ),
        (
            Field::End,
            open(&before.disqualification_date),
            open(&after.disqualification_date),
        ),
        (
            Field::Expiry,
            open(&before.insured_card_expiration_date),
            open(&after.insured_card_expiration_date),
        ),
        (
            Field::Burden,
            open(&before.insured_partial_contribution_ratio),
            open(&after.insured_partial_contribution_ratio),
        ),
    ];
    let mut changes = differing(Some(scheme), pairs);
    changes.extend(in_tickets(scheme, before, after));
    changes
}

/// Differences of the tickets, the first with the first and so on: they come in the order of their months.
fn in_tickets(scheme: Scheme, before: &QualificationResult, after: &QualificationResult) -> Vec<Change> {
    let (before, after) = (
        &before.public_expense_result_list,
        &after.public_expense_result_list,
    );
    let pairs = (0..before.len().max(after.len())).flat_map(|at| {
        let pair = |field, get: fn(&MedicalTicketInfo) -> Option<Personal>| {
            (field, before.get(at).and_then(get), after.get(at).and_then(get))
        };
        [
            pair(Field::TicketMonth, |t| {
                t.medical_treatment_month.clone().map(Redacted::new)
            }),
            pair(Field::TicketNumber, |t| t.issue_number.clone()),
            pair(Field::TicketInstitution, |t| {
                t.designated_medical_institution_name.clone().map(Redacted::new)
            }),
            pair(Field::TicketAmount, |t| {
                t.self_pay_amount.clone().map(Redacted::new)
            }),
        ]
    });
    differing(Some(scheme), pairs.collect())
}

fn differing(scheme: Option<Scheme>, pairs: Vec<(Field, Option<Personal>, Option<Personal>)>) -> Vec<Change> {
    pairs
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| Change {
            scheme,
            field,
            before,
            after,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_ticket_is_a_change_of_what_differs_on_it() {
        let with = |month: &str, number: &str| QualificationResult {
            public_expense_result_list: vec![MedicalTicketInfo {
                medical_treatment_month: Some(month.to_owned()),
                issue_number: Some(Redacted::new(number.to_owned())),
                self_pay_amount: Some("0".to_owned()),
                ..MedicalTicketInfo::default()
            }],
            ..QualificationResult::default()
        };
        let scheme = Scheme::MedicalAssistance;
        let changes = in_qualification(scheme, &with("202610", "0000016"), &with("202611", "0000017"));
        let said: Vec<_> = changes
            .iter()
            .map(|c| {
                let text = |value: &Option<Personal>| value.as_ref().map(|v| v.expose().clone());
                (c.field, text(&c.before), text(&c.after))
            })
            .collect();
        let row = |field, before: &str, after: &str| (field, Some(before.into()), Some(after.into()));
        assert_eq!(
            said,
            [
                row(Field::TicketMonth, "202610", "202611"),
                row(Field::TicketNumber, "0000016", "0000017"),
            ]
        );
        let none = QualificationResult::default();
        let fields: Vec<_> = in_qualification(scheme, &none, &with("202611", "0000017"))
            .iter()
            .map(|change| change.field)
            .collect();
        assert_eq!(
            fields,
            [Field::TicketMonth, Field::TicketNumber, Field::TicketAmount]
        );
    }
}
