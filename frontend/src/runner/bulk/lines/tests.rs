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
fn what_does_not_belong_there_is_nonsense() {
    let other_end = END.replace("r1", "r2");
    for text in [
        "<!doctype html>\n".to_owned(),
        "{}\n".to_owned(),
        "\n".to_owned(),
        format!("{HEAD}\n{other_end}\n"),
        format!("{HEAD}\n{END}\n{}\n", row("後")),
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
    lines.take([HEAD, &row("新"), ""].join("\n").as_bytes()).unwrap();
    assert_eq!(name(&lines, 2), "新");
    // Another answer, or one whose beginning is not here.
    lines.begin(Some("r2"), 2);
    assert_eq!((lines.before(), lines.len()), (2, 0));
    lines.begin(None, 0);
    assert_eq!((lines.before(), lines.is_empty()), (0, true));
    // Half a line of before is no part of the next.
    lines.take(b"{\"row\":").unwrap();
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
    assert_eq!(lines.list(2, 2, 100_000), None, "not here");
    lines.begin(Some("r9"), 5);
    assert_eq!(lines.list(0, 1, 100_000), None, "not here any more");
}

#[test]
fn pages_follow_each_other() {
    let mut lines = Lines::default();
    lines.begin(None, 0);
    let long = row(&"長".repeat(100_000));
    for _ in 0..10 {
        lines.take([long.as_str(), ""].join("\n").as_bytes()).unwrap();
    }
    assert!(lines.pages.len() > 1);
    assert_eq!(name(&lines, 9).chars().count(), 100_000);
}
