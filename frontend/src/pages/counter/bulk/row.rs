//! A row as it is shown, looked for and exported.

use crate::format;
use madoguchi_shared::backend::bulk::{BulkRow, RowWorth};
use madoguchi_shared::kana::{self, is_katakana};
use madoguchi_shared::qualification::Personal;

/// What there is of a row; what is absent is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub(super) name: String,
    /// As received, half-width.
    pub(super) kana: String,
    /// `yyyyMMdd`
    pub(super) birth: String,
    pub(super) payer: String,
    pub(super) recipient: String,
    pub(super) issue: String,
    pub(super) office: String,
    /// Yen as digits.
    pub(super) pays: String,
    /// The backend's words about an error.
    pub(super) reason: String,
    /// `None`: the row cannot be read.
    pub(super) worth: Option<RowWorth>,
}

impl Cells {
    /// `None`: a row that cannot be read.
    pub(super) fn of(row: Option<&BulkRow>) -> Self {
        let Some(row) = row else {
            return Self::default();
        };
        let text = |part: Option<&Personal>| part.map(|text| text.expose().trim().to_owned());
        let text = |part| text(part).unwrap_or_default();
        let result = row.result_of_qualification_confirmation.as_ref();
        let ticket = result.and_then(|result| result.public_expense_result_list.first());
        Self {
            name: text(result.and_then(|result| result.name.as_ref())),
            kana: text(result.and_then(|result| result.name_kana.as_ref())),
            birth: text(result.and_then(|result| result.birthdate.as_ref())),
            payer: text(result.and_then(|result| result.insurer_number.as_ref())),
            recipient: text(result.and_then(|result| result.insured_identification_number.as_ref())),
            issue: text(ticket.and_then(|ticket| ticket.issue_number.as_ref())),
            office: result
                .and_then(|result| result.insurer_name.clone())
                .unwrap_or_default(),
            pays: ticket
                .and_then(|ticket| ticket.self_pay_amount.clone())
                .unwrap_or_default(),
            reason: row.processing_result_message.clone().unwrap_or_default(),
            worth: Some(row.worth()),
        }
    }

    /// What it is worth; a row that cannot be read is in error.
    pub(super) fn worth(&self) -> RowWorth {
        self.worth.unwrap_or(RowWorth::Error)
    }

    /// Whether the name, its kana or a number holds what is looked for: [`wanted`].
    pub(super) fn has(&self, wanted: &str) -> bool {
        let numbers = [&self.payer, &self.recipient, &self.issue];
        numbers.iter().any(|number| number.contains(wanted))
            || folded(&self.name).contains(wanted)
            || wanted.contains(is_katakana) && folded(&format::full_width(&self.kana)).contains(wanted)
    }
}

/// What is looked for, as it is typed: kana in half width too, as a reader of barcodes or an old system gives it.
pub(super) fn wanted(typed: &str) -> String {
    if typed.contains(|c| matches!(c, '｡'..='ﾟ')) {
        folded(&format::full_width(typed))
    } else {
        folded(typed)
    }
}

/// As it is compared: letters and digits in half width and small, kana by their sound, no spaces.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0),
        c => Some(c),
    };
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .filter_map(fold)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    kana::by_sound(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_name_and_numbers() {
        let row: BulkRow = serde_json::from_str(
            r#"{"ProcessingResultStatus":"1","ResultOfQualificationConfirmation":{"Name":"見本　花子ＡＮＮ","NameKana":"ミホン ハナコ キヨウコ",
            "InsurerNumber":"12131017","InsuredIdentificationNumber":"1234566","QualificationValidity":"1"}}"#,
        )
        .unwrap();
        let cells = Cells::of(Some(&row));
        assert_eq!(cells.worth(), RowWorth::Valid);
        for (wanted, found) in [
            ("見本花子", true),
            ("花子", true),
            ("3456", true),
            ("12131017", true),
            ("３４５６", true),
            ("見本 花子", true),
            ("ハナコ", true),
            ("みほん　は", true),
            ("きょうこ", true),
            ("キョウ・コ", true),
            ("Ann", true),
            ("太郎", false),
            ("たろう", false),
        ] {
            assert_eq!(cells.has(&super::wanted(wanted)), found, "{wanted}");
        }
        assert_eq!(Cells::of(None).worth(), RowWorth::Error);
    }
}
