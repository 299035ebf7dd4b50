use super::*;

/// The number after these keys; what is said of the last one.
fn typed(keys: &str) -> (Number, Option<Message>) {
    let mut number = Number::new();
    let mut said = None;
    for key in keys.chars() {
        said = number.push(key);
    }
    (number, said)
}

fn whole(keys: &str) -> Option<[String; 3]> {
    let parts = typed(keys).0.complete()?;
    Some(parts.map(|part| part.expose().to_owned()))
}

#[test]
fn the_parts_follow_each_other() {
    let mut number = Number::new();
    let mut parts = Vec::new();
    for key in "55021720352285".chars() {
        parts.push(number.seen().part);
        assert!(!number.is_complete());
        number.push(key);
    }
    assert!(number.is_complete());
    let runs: Vec<_> = parts
        .chunk_by(PartialEq::eq)
        .map(|run| (run[0], run.len()))
        .collect();
    assert_eq!(
        runs,
        [
            (Part::BirthDate, 6),
            (Part::ExpiryYear, 4),
            (Part::SecurityCode, 4)
        ]
    );
    // What is too much changes nothing.
    number.push('9');
    let parts = number.complete().unwrap();
    assert_eq!(parts.each_ref().map(Secret::expose), ["550217", "2035", "2285"]);
}

#[test]
fn a_month_or_day_of_one_digit_gets_its_zero_where_nothing_else_can_be_meant() {
    for (keys, birth_date) in [
        ("6035", "600305"),
        ("600305", "600305"),
        ("60125", "601205"),
        ("601231", "601231"),
    ] {
        let entered = whole(&[keys, "20311234"].concat()).unwrap();
        assert_eq!(entered, [birth_date, "2031", "1234"], "{keys}");
    }
}

#[test]
fn what_cannot_be_is_asked_again_and_nothing_else_is() {
    for keys in ["601501", "600001", "600230", "600431", "601232", "600100"] {
        let (number, said) = typed(keys);
        assert_eq!(said, Some(Message::PATIENT_NO_SUCH_DATE), "{keys}");
        assert_eq!(number.seen(), Number::new().seen(), "{keys}");
    }
    // A leap year of an era is not known here.
    assert_eq!(typed("600229").1, None);
    let (number, said) = typed("6003051931");
    assert_eq!(said, Some(Message::PATIENT_NO_SUCH_YEAR));
    assert_eq!(number.seen().counts, [6, 0, 0]);
    assert_eq!(number.seen().part, Part::ExpiryYear);
}

#[test]
fn correction_goes_back_over_the_parts() {
    let (mut number, _) = typed("60030520");
    for counts in [[6, 1, 0], [6, 0, 0], [5, 0, 0], [4, 0, 0]] {
        number.pop();
        assert_eq!(number.seen().counts, counts);
    }
    assert_eq!(number.seen().part, Part::BirthDate);
    for _ in 0..9 {
        number.pop();
    }
    assert_eq!(number.seen(), Number::new().seen());
}

#[test]
fn one_part_is_entered_anew_and_the_others_stay() {
    let (mut number, _) = typed("60030520311234");
    number.go_to(Part::ExpiryYear);
    assert_eq!(number.seen().counts, [6, 0, 4]);
    assert!(!number.is_complete());
    for key in "2032".chars() {
        number.push(key);
    }
    assert!(number.is_complete());
    assert_eq!(
        number.complete().unwrap().each_ref().map(Secret::expose),
        ["600305", "2032", "1234"]
    );
    number.clear();
    assert_eq!(number.seen(), Number::new().seen());
}
