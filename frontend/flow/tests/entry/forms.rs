//! A form as a whole, and two papers beside each other.

use super::*;

#[test]
fn a_form_is_read_whole_or_not_at_all() {
    let typed = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let aid = typed(&["１２１３１０１７", "1234566", "見本　花子", "S30.2.17"]);
    let numbers = read(Scheme::MedicalAssistance, &aid, today()).unwrap();
    assert_eq!(written(&numbers, Field::Payer), Some("12131017"));
    assert_eq!(written(&numbers, Field::Recipient), Some("1234566"));
    assert_eq!(written(&numbers, Field::Name), Some("見本 花子"));
    assert_eq!(written(&numbers, Field::Birth), Some("19550217"));
    assert_eq!(
        (written(&numbers, Field::Symbol), written(&numbers, Field::Branch)),
        (None, None)
    );

    let insured = typed(&["", "123", "", "見本 花子", "19550217", "138057"]);
    let insured = read(Scheme::HealthInsurance, &insured, today()).unwrap();
    assert_eq!(
        (written(&insured, Field::Symbol), written(&insured, Field::Branch)),
        (None, None)
    );
    assert_eq!(
        (
            written(&insured, Field::Number),
            written(&insured, Field::Insurer)
        ),
        (Some("123"), Some("138057"))
    );

    let slips = read(
        Scheme::MedicalAssistance,
        &typed(&["", "1234566", "見本 花子", "x"]),
        today(),
    );
    assert_eq!(
        slips,
        Err(vec![(Field::Payer, Slip::Empty), (Field::Birth, Slip::NotADay)])
    );
    assert_eq!(read(Scheme::HealthInsurance, &[], today()).unwrap_err().len(), 4);
}

#[test]
fn a_paper_that_is_not_asked_by_may_be_wrong_in_print() {
    let kept = |field: Field, typed: &str| field.read_as_written(typed, today());
    for (field, typed, written) in [
        (Field::Payer, "１２１３-１０７１", "12131071"),
        (Field::Payer, "1213101", "1213101"),
        (Field::Payer, "21131016", "21131016"),
        (Field::Recipient, "0000000", "0000000"),
        (Field::Recipient, "12345678", "12345678"),
        (Field::Insurer, "06139985", "06139985"),
        (Field::Branch, "1", "1"),
        (Field::Payer, "12131017", "12131017"),
    ] {
        assert_eq!(kept(field, typed).as_deref(), Ok(written), "{field:?} {typed}");
    }
    for (field, typed) in [
        (Field::Payer, "121310171"),
        (Field::Payer, ""),
        (Field::Payer, "1213101７x"),
        (Field::Payer, "06139984"),
        (Field::Recipient, "123456789012345678901"),
        (Field::Branch, "001"),
        (Field::Birth, "S64.1.8"),
        (Field::Name, "<b>"),
    ] {
        assert_eq!(
            kept(field, typed),
            field.read(typed, today()),
            "{field:?} {typed}"
        );
        assert!(kept(field, typed).is_err(), "{field:?} {typed}");
    }
    let typed = ["12131071", "1234566", "見本 花子", "S30.2.17"].map(str::to_owned);
    let numbers = read_as_written(Scheme::MedicalAssistance, &typed, today()).unwrap();
    assert_eq!(written(&numbers, Field::Payer), Some("12131071"));
    assert!(read(Scheme::MedicalAssistance, &typed, today()).is_err());
}

#[test]
fn differences_are_told_field_by_field() {
    let read = |texts: [&str; 6]| read(Scheme::HealthInsurance, &texts.map(str::to_owned), today()).unwrap();
    let paper = read(["12", "345", "01", "見本 花子", "19550217", "138057"]);
    let prescription = read(["１２", "354", "", "見本　花　子", "S30.2.17", "138057"]);
    assert_eq!(differences(&paper, &prescription), [Field::Number, Field::Branch]);
    assert_eq!(differences(&paper, &paper.clone()), []);
}
