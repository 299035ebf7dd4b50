//! 一括取得: which tickets are told, in which months, to whom; going on after a break; on both databases.

mod faults;

use crate::support::postgres::Postgres;
use crate::support::{CLINIC, DECEMBER, NOON, Options, PHARMACY, Reply, World};
use madoguchi_people::find;
use madoguchi_sandbox::bulk::make_rows;
use madoguchi_sandbox::test_desk::TestDesk;
use madoguchi_shared::backend::Operation;
use madoguchi_shared::backend::bulk::{BulkCursor, BulkHead, BulkLine, BulkQuery, BulkRow, NDJSON, RowWorth};
use madoguchi_shared::code::{QualificationValidity, SegmentOfResult, TicketType};
use madoguchi_shared::date::YearMonth;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::{ErrorCode, Facility};

const THIS_MONTH: &str = "202612";

fn query(month: &str, cursor: Option<BulkCursor>) -> BulkQuery {
    BulkQuery {
        institution_code: InstitutionCode::parse(CLINIC).unwrap(),
        medical_treatment_month: YearMonth::parse(month).unwrap(),
        cursor,
    }
}

/// Head and rows of an answer, and whether it has its end.
fn read(body: &str) -> (BulkHead, Vec<BulkRow>, bool) {
    let lines = body.lines().filter(|line| line.starts_with('{'));
    let mut lines = lines.map(|line| serde_json::from_str::<BulkLine>(line).unwrap());
    let Some(BulkLine::Head(head)) = lines.next() else {
        panic!("no head");
    };
    let (mut rows, mut whole) = (Vec::new(), false);
    for line in lines {
        match line {
            BulkLine::Row(row) if !whole => rows.push(*row),
            BulkLine::End(end) => {
                assert_eq!(
                    (end.total, end.reception_number),
                    (head.total, head.reception_number.clone())
                );
                whole = true;
            }
            BulkLine::Row(_) | BulkLine::Head(_) => panic!("out of place"),
        }
    }
    (head, rows, whole)
}

fn names(rows: &[BulkRow]) -> Vec<&str> {
    let named = rows
        .iter()
        .filter_map(|row| row.result_of_qualification_confirmation.as_ref());
    named
        .map(|result| result.name.as_ref().unwrap().expose().as_str())
        .collect()
}

impl World {
    async fn retrieve(&self, query: &BulkQuery) -> Reply {
        self.ask(&self.desk, Operation::BulkQuery, query).await
    }

    async fn whole(&self, query: &BulkQuery) -> (BulkHead, Vec<BulkRow>) {
        let reply = self.retrieve(query).await;
        let (head, rows, whole) = read(std::str::from_utf8(&reply.body).unwrap());
        assert_eq!(reply.headers["content-type"], NDJSON);
        assert!(whole);
        (head, rows)
    }

    async fn make(&self, month: &str, rows: u32) {
        let code = InstitutionCode::parse(CLINIC).unwrap();
        make_rows(&self.database, &code, YearMonth::parse(month).unwrap(), rows)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn the_tickets_of_this_month_that_name_the_asking_institution() {
    let world = World::new().await;
    let (head, rows) = world.whole(&query(THIS_MONTH, None)).await;
    assert_eq!(head.segment_of_result, SegmentOfResult::Normal);
    assert_eq!(head.qualification_validity, Some(QualificationValidity::Valid));
    assert_eq!((head.total, head.after), (rows.len() as u64, 0));
    let told = names(&rows);
    for (id, is_told) in [
        ("tandoku-valid", true),
        ("heiyo-both-valid", true),
        ("tandoku-lost", false),
        ("unentrusted", false),
        ("unregistered", false),
    ] {
        let name = find(id).unwrap().name;
        assert_eq!(told.contains(&name), is_told, "{id}");
    }
    for row in &rows {
        let result = row.result_of_qualification_confirmation.as_ref().unwrap();
        let lost = result.disqualification_date.is_some();
        let worth = if lost { RowWorth::Invalid } else { RowWorth::Valid };
        assert_eq!(row.worth(), worth);
        let ticket = &result.public_expense_result_list[0];
        assert_eq!(ticket.ticket_type, Some(TicketType::MedicalTicket));
        assert_eq!(ticket.medical_treatment_month.as_deref(), Some(THIS_MONTH));
        assert_eq!(
            ticket.designated_medical_institution_code.as_deref(),
            Some(CLINIC)
        );
        assert!(result.insurer_number.is_some() && result.insured_identification_number.is_some());
    }
}

#[tokio::test]
async fn a_pharmacy_gets_dispensing_tickets_and_no_rows_of_the_clinic() {
    let world = World::new().await;
    world.make(THIS_MONTH, 30).await;
    let pharmacy: TestDesk = world.another_desk(PHARMACY, Facility::Pharmacy).await;
    let of_pharmacy = BulkQuery {
        institution_code: pharmacy.institution_code.clone(),
        ..query(THIS_MONTH, None)
    };
    let reply = world.ask(&pharmacy, Operation::BulkQuery, &of_pharmacy).await;
    let (head, rows, whole) = read(std::str::from_utf8(&reply.body).unwrap());
    assert!(whole);
    let (of_clinic, _) = world.whole(&query(THIS_MONTH, None)).await;
    assert_eq!(head.total + 30, of_clinic.total);
    let ticket = &rows[0]
        .result_of_qualification_confirmation
        .as_ref()
        .unwrap()
        .public_expense_result_list[0];
    assert_eq!(ticket.ticket_type, Some(TicketType::DispensingTicket));
    // Its answer is not the clinic's to go on with.
    let cursor = BulkCursor {
        reception_number: head.reception_number,
        after: 0,
    };
    let stolen = world.retrieve(&query(THIS_MONTH, Some(cursor))).await;
    assert_eq!(stolen.code(), Some(ErrorCode::BulkCursorInvalid));
}

#[tokio::test]
async fn the_months_that_may_be_asked_for_are_those_of_tokyo() {
    let world = World::new().await;
    // A minute before December, its first, 08:59, when UTC is still in November, and the day after.
    for (now, month, asked) in [
        (DECEMBER - 60_000, "202612", false),
        (DECEMBER - 60_000, "202611", true),
        (DECEMBER - 60_000, "202512", true),
        (DECEMBER - 60_000, "202511", false),
        (DECEMBER, "202612", true),
        (DECEMBER, "202512", false),
        (DECEMBER + (8 * 60 + 59) * 60_000, "202612", true),
        (DECEMBER + (8 * 60 + 59) * 60_000, "202701", false),
        (NOON, "202611", true),
    ] {
        world.clock.set(now);
        let code = world.retrieve(&query(month, None)).await.code();
        let expected = (!asked).then_some(ErrorCode::MonthNotAskable);
        assert_eq!(code, expected, "{month} at {now}");
    }
}

#[tokio::test]
async fn a_month_without_tickets_is_invalid_as_a_whole() {
    let world = World::new().await;
    let (head, rows) = world.whole(&query("202611", None)).await;
    assert_eq!(head.qualification_validity, Some(QualificationValidity::Invalid));
    assert_eq!((head.total, rows.len()), (0, 0));
}

#[tokio::test]
async fn an_invented_cursor_is_refused() {
    let world = World::new().await;
    let (head, _) = world.whole(&query(THIS_MONTH, None)).await;
    let at = |reception_number: &str, after| {
        Some(BulkCursor {
            reception_number: reception_number.to_owned(),
            after,
        })
    };
    let number = head.reception_number.as_str();
    for (month, cursor) in [
        (THIS_MONTH, at("00000000000000000000000000000000", 0)),
        (THIS_MONTH, at("", 0)),
        (THIS_MONTH, at(number, head.total + 1)),
        (THIS_MONTH, at(number, u64::MAX)),
        ("202611", at(number, 0)),
    ] {
        let reply = world.retrieve(&query(month, cursor.clone())).await;
        assert_eq!(reply.code(), Some(ErrorCode::BulkCursorInvalid), "{cursor:?}");
    }
    let end = world.whole(&query(THIS_MONTH, at(number, head.total))).await;
    assert_eq!((end.0.after, end.1.len()), (head.total, 0));
    // After a day nobody goes on with it.
    world.clock.set(NOON + 86_400_000);
    let reply = world.retrieve(&query(THIS_MONTH, at(number, 0))).await;
    assert_eq!(reply.code(), Some(ErrorCode::BulkCursorInvalid));
}

#[tokio::test]
async fn a_question_for_another_institution_is_refused_and_every_question_recorded() {
    let world = World::new().await;
    let others = BulkQuery {
        institution_code: InstitutionCode::parse(PHARMACY).unwrap(),
        ..query(THIS_MONTH, None)
    };
    let refused = world.retrieve(&others).await.code();
    assert_eq!(refused, Some(ErrorCode::InstitutionMismatch));
    world.whole(&query(THIS_MONTH, None)).await;
    let recorded = world
        .count("SELECT COUNT(*) FROM answer_record WHERE operation = '/v1/qualifications/bulk'")
        .await;
    assert_eq!(recorded, 2);
    // The head, not the rows.
    let answer = world
        .text("SELECT answer FROM answer_record WHERE outcome = 'ANSWERED'")
        .await;
    assert!(answer.contains("ReceptionNumber") && !answer.contains("Birthdate"));
}

#[tokio::test]
async fn sqlite_streams_and_goes_on() {
    story(&World::new().await).await;
}

#[tokio::test]
async fn postgresql_streams_and_goes_on() {
    let server = Postgres::start();
    let options = Options {
        database_url: Some(server.url()),
        ..Options::default()
    };
    let world = World::with(options).await;
    story(&world).await;
    world.database.close().await;
}

/// More rows than one batch, read from anywhere on; the persons of the next day do not change an answer of before.
async fn story(world: &World) {
    world.make(THIS_MONTH, 300).await;
    let (head, rows) = world.whole(&query(THIS_MONTH, None)).await;
    assert_eq!(head.total, rows.len() as u64);
    assert!(head.total > 300);
    let own = head.total - 300;
    let errors = rows.iter().filter(|row| row.worth() == RowWorth::Error);
    assert_eq!(errors.count(), 6);
    for after in [0, 1, own - 1, own, own + 1, own + 128, head.total - 1, head.total] {
        let cursor = Some(BulkCursor {
            reception_number: head.reception_number.clone(),
            after,
        });
        let (later, rest) = world.whole(&query(THIS_MONTH, cursor)).await;
        assert_eq!((later.total, later.after), (head.total, after));
        assert_eq!(rest, rows[usize::try_from(after).unwrap()..], "{after}");
    }
    // Half a day later it is another day, whose persons are written anew.
    world.clock.set(NOON + 12 * 3_600_000);
    world.answer_for("tandoku-valid").await;
    let cursor = Some(BulkCursor {
        reception_number: head.reception_number.clone(),
        after: 1,
    });
    let (_, rest) = world.whole(&query(THIS_MONTH, cursor.clone())).await;
    assert_eq!(rest, rows[1..]);
    // New rows: what was asked before is gone.
    world.make(THIS_MONTH, 10).await;
    let gone = world.retrieve(&query(THIS_MONTH, cursor)).await;
    assert_eq!(gone.code(), Some(ErrorCode::BulkCursorInvalid));
    let (fewer, _) = world.whole(&query(THIS_MONTH, None)).await;
    assert_eq!(fewer.total, own + 10);
}
