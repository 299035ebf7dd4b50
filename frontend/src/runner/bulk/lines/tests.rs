use super::*;

const HEAD: &str = r#"{"head":{"ProcessExecutionTime":"20261130100000","MedicalInstitutionCode":"1312345679","MedicalTreatmentMonth":"202611","SegmentOfResult":"1","ReceptionNumber":"r1","Total":3,"After":0}}"#;
const END: &str = r#"{"end":{"ReceptionNumber":"r1","Total":3}}"#;

fn row(name: &str) -> String {
    format!(
        r#"{{"row":{{"ProcessingResultStatus":"1","ResultOfQualificationConfirmation":{{"Name":"{name}"}}}}}}"#
    )
}

fn answer() -> String {
    [HEAD, &row("見本　一"), &row("見本　二"), &row("}三{"), END, ""].join("\n")
}

fn name(lines: &Lines, at: usize) -> String {
    let row = lines.row(at).unwrap();
    let result = row.result_of_qualification_confirmation.unwrap();
    result.name.unwrap().expose().clone()
}

#[test]
fn lines_come_in_pieces_of_any_size() {
    for size in [1, 2, 7, 64, 4096] {
        let mut lines = Lines::default();
        lines.begin(None, 0);
        let (mut rows, mut heads, mut ended) = (0, 0, false);
        for piece in answer().as_bytes().chunks(size) {
            let came = lines.take(piece).unwrap();
            rows += came.rows;
            heads += u32::from(came.head.is_some());
            ended |= came.ended;
        }
        assert_eq!((rows, heads, ended, lines.len()), (3, 1, true, 3), "{size}");
        let names = [name(&lines, 0), name(&lines, 1), name(&lines, 2)];
        assert_eq!(names, ["見本　一", "見本　二", "}三{"]);
        assert_eq!(lines.row(3), None);
    }
}

#[test]
fn lines_that_come_whole_are_read_where_they_are() {
    let mut lines = Lines::default();
    lines.begin(None, 0);
    let answer = answer();
    assert!(lines.take(answer.as_bytes()).unwrap().ended);
    assert_eq!(lines.rest.capacity(), 0, "copied");
    // Of what comes in parts only what is no whole line is.
    lines.begin(None, 0);
    let (one, other) = answer.split_at(HEAD.len() + 1 + row("見本　一").len() + 20);
    lines.take(one.as_bytes()).unwrap();
    let held = lines.rest.capacity();
    assert!((20..=64).contains(&held), "{held}");
    assert!(lines.take(other.as_bytes()).unwrap().ended);
    assert!(lines.rest.is_empty());
    assert_eq!(name(&lines, 1), "見本　二");
}

#[test]
fn what_does_not_belong_there_is_nonsense() {
    let other_end = END.replace("r1", "r2");
    for text in [
        "<!doctype html>\n".to_owned(),
        "{}\n".to_owned(),
        "\n".to_owned(),
        format!("{HEAD}\n{other_end}\n"),
        format!("{HEAD}\n{END}\n{}\n", row("後")),
        format!("{HEAD}\n{HEAD}\n"),
        format!("{}\n", row("先")),
        format!("{END}\n"),
        format!("{HEAD}\n{}\n", END.replace(":3", ":4")),
        // More rows than there are.
        format!(
            "{HEAD}\n{}\n",
            [row("多"), row("多"), row("多"), row("多")].join("\n")
        ),
        // A line that does not end.
        format!("{HEAD}\n{}", "長".repeat(400_000)),
    ] {
        let mut lines = Lines::default();
        lines.begin(None, 0);
        assert_eq!(lines.take(text.as_bytes()), Err(Nonsense), "{text}");
    }
}

#[test]
fn an_answer_that_is_gone_on_with_keeps_what_is_kept() {
    let mut lines = Lines::default();
    lines.begin(None, 0);
    lines.take(answer().as_bytes()).unwrap();
    lines.begin(Some("r1"), 2);
    assert_eq!((lines.before(), lines.len()), (0, 2));
    let rest = HEAD.replace(r#""After":0"#, r#""After":2"#);
    lines.take([&rest, &row("新"), ""].join("\n").as_bytes()).unwrap();
    assert_eq!(name(&lines, 2), "新");
    // Another answer, or one whose beginning is not here.
    lines.begin(Some("r2"), 2);
    assert_eq!((lines.before(), lines.len()), (2, 0));
    lines.begin(None, 0);
    assert_eq!((lines.before(), lines.is_empty()), (0, true));
    // Half a line of before is no part of the next.
    lines.take([HEAD, "{\"row\":"].join("\n").as_bytes()).unwrap();
    lines.begin(None, 0);
    assert_eq!(lines.take(answer().as_bytes()).unwrap().rows, 3);
}

#[test]
fn a_list_of_rows_is_json_and_not_longer_than_it_may_be() {
    let mut lines = Lines::default();
    lines.begin(None, 0);
    lines.take(answer().as_bytes()).unwrap();
    let read = |list: Option<Vec<u8>>| -> usize {
        let list = list.unwrap();
        serde_json::from_slice::<Vec<BulkRow>>(&list).unwrap().len()
    };
    assert_eq!(read(lines.list(0, 3, 100_000)), 3);
    assert_eq!(read(lines.list(1, 2, 100_000)), 2);
    assert_eq!(read(lines.list(0, 3, 150)), 1);
    assert_eq!(read(lines.list(0, 3, 1)), 1, "one at least");
    assert_eq!(read(lines.list(0, 0, 1)), 0);
    let whole = lines.list(0, 3, 100_000).unwrap();
    assert_eq!(read(lines.list(0, 3, whole.len())), 3);
    assert_eq!(read(lines.list(0, 3, whole.len() - 1)), 2);
    assert_eq!(whole.capacity(), whole.len(), "made in one go");
    assert_eq!(lines.list(2, 2, 100_000), None, "not here");
    lines.begin(Some("r9"), 5);
    assert_eq!(lines.list(0, 1, 100_000), None, "not here any more");
}

#[test]
fn a_row_that_cannot_be_read_is_in_error_and_the_others_are_as_they_were() {
    let mut lines = Lines::default();
    lines.begin(None, 0);
    let long = row(&"長".repeat(30_000));
    let answer = [HEAD, &row("見本　一"), r#"{"row":{"Name":}"#, &long, END, ""].join("\n");
    let came = lines.take(answer.as_bytes()).unwrap();
    assert_eq!((came.rows, came.ended), (3, true));
    assert_eq!(name(&lines, 0), "見本　一");
    for at in [1, 2] {
        assert_eq!(lines.row(at), Some(BulkRow::unreadable()));
    }
}

#[test]
fn pages_follow_each_other() {
    let mut lines = Lines::default();
    lines.begin(None, 0);
    let many = HEAD.replace(r#""Total":3"#, r#""Total":100"#);
    lines.take([&many, ""].join("\n").as_bytes()).unwrap();
    let long = row(&"長".repeat(20_000));
    for _ in 0..50 {
        lines.take([long.as_str(), ""].join("\n").as_bytes()).unwrap();
    }
    assert!(lines.pages.len() > 1);
    assert_eq!(name(&lines, 49).chars().count(), 20_000);
}
