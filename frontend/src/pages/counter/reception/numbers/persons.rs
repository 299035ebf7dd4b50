//! 「複数の資格が該当した場合、窓口担当者が氏名等から特定作業を行う」: all of them side by side with the paper, and why it is this one.

mod pick;

use super::super::coverage;
use super::super::sheet::{Cell, Part, Say, Sheet, act};
use super::{label, sent, title};
use crate::format;
use crate::text::Message;
use madoguchi_flow::coverage::Coverage;
use madoguchi_flow::entry::{self, Field};
use madoguchi_flow::person::in_kana;
use madoguchi_flow::{Act, number_reception};
use madoguchi_shared::Scheme;
use madoguchi_shared::bridge::his::{PaperNumbers, Papers};
use madoguchi_shared::qualification::{Personal, QualificationResult};

/// The comparison.
pub(super) fn sheet(papers: &Papers, persons: &[Coverage]) -> Sheet {
    let paper = number_reception::sent(papers);
    let scheme = paper.scheme;
    let head = vec![Message::ITEM.into(), title(papers.used, scheme)];
    let name = |person: &Coverage| {
        let result = person.qualifications.first().map(|first| &first.result);
        let name = result.and_then(|result| result.name.clone());
        name.unwrap_or_default().into_inner()
    };
    let names: Vec<String> = persons.iter().map(name).collect();
    let rows = compared(paper, persons);
    vec![
        Part::Title(Message::SEVERAL_TITLE.into()),
        Part::Text(Message::SEVERAL_TEXT.into()),
        Part::View(Box::new(move || pick::draw(head, rows, names, scheme))),
        Part::Actions(vec![
            act(Act::NoneOfThem, Message::SEVERAL_NONE),
            act(Act::Correct, Message::CORRECT),
            act(Act::ByCard, Message::BY_CARD),
        ]),
    ]
}

/// A value of an answer: as it came, and as it is shown.
type Told = Option<(String, Say)>;

/// Lines of what the paper says, and of what tells the persons apart; marked where the paper says something.
fn compared(paper: &PaperNumbers, persons: &[Coverage]) -> Vec<Vec<Cell>> {
    let scheme = paper.scheme;
    // A name in kana is compared with kana.
    let kana = in_kana(paper.name.expose());
    let results: Vec<&QualificationResult> = persons
        .iter()
        .filter_map(|person| person.qualifications.first())
        .map(|first| &first.result)
        .collect();
    let line = |name: Say, on_paper: Option<Field>, told: &dyn Fn(&QualificationResult) -> Told| {
        let told: Vec<Told> = results.iter().map(|result| told(result)).collect();
        let alike = told
            .windows(2)
            .all(|pair| matches!(pair, [one, other] if one == other));
        let shown = !alike || on_paper.is_some();
        let written = on_paper.and_then(|field| entry::written(paper, field));
        let cell = |told: Told| match (told, written) {
            (Some((text, say)), Some(written)) => (say, Some(folded(&text) == folded(written))),
            (Some((_, say)), None) => (say, None),
            (None, _) => (Message::NOT_GIVEN.into(), None),
        };
        let on_paper = on_paper.map_or(Message::NOT_GIVEN.into(), |field| sent::value(paper, field));
        shown.then(|| {
            let cells = [(name, None), (on_paper, None)].into_iter();
            cells.chain(told.into_iter().map(cell)).collect()
        })
    };
    let of_paper = |field: Field, told: &dyn Fn(&QualificationResult) -> Told| {
        line(label(field, scheme), Some(field), told)
    };
    let mut lines = vec![
        line(label(Field::Name, scheme), (!kana).then_some(Field::Name), &|r| {
            plain(r.name.as_ref())
        }),
        line(Message::FIELD_KANA.into(), kana.then_some(Field::Name), &|r| {
            let kana = format::full_width(r.name_kana.as_ref()?.expose());
            Some((kana.clone(), Say::Plain(kana)))
        }),
        of_paper(Field::Birth, &|r| {
            let day = r.birthdate.as_ref()?.expose().clone();
            Some((day.clone(), Say::Day(day)))
        }),
        line(Message::FIELD_SEX.into(), None, &|r| {
            let sex = coverage::sex(r.sex1.as_ref()?);
            Some((String::new(), sex.into()))
        }),
        line(Message::FIELD_ADDRESS.into(), None, &|r| {
            plain(r.address.as_ref())
        }),
    ];
    lines.extend(match scheme {
        Scheme::MedicalAssistance => vec![of_paper(Field::Recipient, &|r| {
            plain(r.insured_identification_number.as_ref())
        })],
        Scheme::HealthInsurance => vec![
            of_paper(Field::Symbol, &|r| plain(r.insured_card_symbol.as_ref())),
            of_paper(Field::Number, &|r| {
                plain(r.insured_identification_number.as_ref())
            }),
            of_paper(Field::Branch, &|r| plain(r.insured_branch_number.as_ref())),
        ],
    });
    lines.into_iter().flatten().collect()
}

fn plain(text: Option<&Personal>) -> Told {
    let text = text?.expose().clone();
    Some((text.clone(), Say::Plain(text)))
}

/// Without spaces, of one width, hiragana as katakana: none of these is a difference.
fn folded(text: &str) -> String {
    let katakana = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    };
    let text = format::full_width(text);
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(katakana)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;
    use madoguchi_flow::coverage::{Qualification, Standing};
    use madoguchi_shared::{Facility, Language};

    #[test]
    fn what_helps_to_tell_them_apart_is_shown() {
        let paper = PaperNumbers {
            scheme: Scheme::HealthInsurance,
            insurer_number: "138057".into(),
            symbol: None,
            number: "7".into(),
            branch: None,
            birth_date: "20040314".into(),
            name: "双葉 葵".into(),
        };
        let person = |name: &str, branch: &str| Coverage {
            qualifications: vec![Qualification {
                scheme: Scheme::HealthInsurance,
                standing: Standing::Valid,
                result: QualificationResult {
                    name: Some(name.into()),
                    birthdate: Some("20040314".into()),
                    address: Some("東京都".into()),
                    insured_identification_number: Some("7".into()),
                    insured_branch_number: Some(branch.into()),
                    ..QualificationResult::default()
                },
            }],
            notice: None,
            only: Some(Scheme::HealthInsurance),
        };
        let words = Words {
            language: Language::Ja,
            facility: Facility::Clinic,
            scheme: None,
        };
        let said: Vec<String> = compared(&paper, &[person("双葉　葵", "02"), person("双葉　蓮", "03")])
            .iter()
            .map(|line| {
                let cell = |(say, mark): &Cell| {
                    let mark = mark.map_or("", |same| if same { " 一致" } else { " 相違" });
                    say.said(words) + mark
                };
                line.iter().map(cell).collect::<Vec<_>>().join("|")
            })
            .collect();
        let day = "2004年3月14日（平成16年）";
        assert_eq!(
            said,
            [
                "氏名|双葉 葵|双葉　葵 一致|双葉　蓮 相違".to_owned(),
                format!("生年月日|{day}|{day} 一致|{day} 一致"),
                "記号|―|―|―".into(),
                "番号|7|7 一致|7 一致".into(),
                "枝番|―|02|03".into(),
            ]
        );
    }
}
