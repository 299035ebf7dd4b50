//! 処理中, 異常終了 and an answer that breaks off, over a real connection.

use super::read;
use crate::control::{control, records, sandbox};
use crate::support::CLINIC;
use crate::support::client::{Answer, ask, enrol};
use madoguchi_sandbox::test_desk::TestDesk;
use madoguchi_sandbox::{Clock, RunningSandbox};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::Operation;
use madoguchi_shared::backend::bulk::{BulkCursor, BulkQuery};
use madoguchi_shared::code::SegmentOfResult;
use serde_json::json;
use tempfile::TempDir;

const FAULTS: &str = "/control/faults";

struct Place {
    sandbox: RunningSandbox,
    desk: TestDesk,
    _folder: TempDir,
}

impl Place {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let sandbox = sandbox(folder.path(), true).await;
        let desk = enrol(&sandbox.address, &sandbox.enrolment_code).await;
        let rows = json!({ "institutionCode": CLINIC, "rows": 200 });
        assert_eq!(control(&sandbox, "/control/bulk-rows", rows).await.status, 200);
        Self {
            sandbox,
            desk,
            _folder: folder,
        }
    }

    async fn fault(&self, fault: &str) {
        let body = json!({ "route": "bulkQuery", "fault": fault, "times": 1 });
        assert_eq!(control(&self.sandbox, FAULTS, body).await.status, 200);
    }

    async fn ask(&self, cursor: Option<BulkCursor>) -> Answer {
        let query = BulkQuery {
            institution_code: self.desk.institution_code.clone(),
            medical_treatment_month: Clock::system().today().year_month(),
            cursor,
        };
        ask(&self.sandbox.address, &self.desk, Operation::BulkQuery, &query).await
    }
}

#[tokio::test]
async fn an_answer_in_progress_is_asked_for_again_under_its_number() {
    let place = Place::new().await;
    place.fault("inProgress").await;
    let (head, rows, whole) = read(&place.ask(None).await.body);
    assert_eq!(head.segment_of_result, SegmentOfResult::InProgress);
    assert_eq!((rows.len(), whole, head.qualification_validity), (0, false, None));
    assert_eq!(head.ask_again_after_seconds, Some(5));
    let cursor = BulkCursor {
        reception_number: head.reception_number.clone(),
        after: 0,
    };
    let (later, rows, whole) = read(&place.ask(Some(cursor)).await.body);
    assert_eq!(later.reception_number, head.reception_number);
    assert_eq!((later.total, whole), (rows.len() as u64, true));
    place.sandbox.stop().await;
}

#[tokio::test]
async fn an_abnormal_end_has_a_code_and_no_rows() {
    let place = Place::new().await;
    place.fault("abnormal").await;
    let (head, rows, whole) = read(&place.ask(None).await.body);
    assert_eq!(head.segment_of_result, SegmentOfResult::Abnormal);
    assert!(head.error_code.is_some() && head.error_message.is_some());
    assert_eq!((rows.len(), whole), (0, false));
    place.sandbox.stop().await;
}

#[tokio::test]
async fn what_breaks_off_has_no_end_and_is_gone_on_with() {
    let place = Place::new().await;
    let (_, all, _) = read(&place.ask(None).await.body);
    place.fault("breaksOff").await;
    let (head, first, whole) = read(&place.ask(None).await.body);
    assert!(!whole);
    assert_eq!(first.len() as u64, head.total / 2);
    let cursor = BulkCursor {
        reception_number: head.reception_number,
        after: head.total / 2,
    };
    let (_, rest, whole) = read(&place.ask(Some(cursor)).await.body);
    assert!(whole);
    assert_eq!([first, rest].concat(), all);
    let outcomes: Vec<_> = records(&place.sandbox).await.queries;
    assert_eq!(outcomes.len(), 3);
    assert!(outcomes.iter().all(|query| query.outcome == "ANSWERED"));
    place.sandbox.stop().await;
}

#[tokio::test]
async fn there_is_no_such_fault_elsewhere_and_no_end_of_rows() {
    let place = Place::new().await;
    for (route, fault) in [
        ("all", "breaksOff"),
        ("nonce", "inProgress"),
        ("jlis", "abnormal"),
    ] {
        let answer = control(&place.sandbox, FAULTS, json!({ "route": route, "fault": fault }));
        assert_eq!(answer.await.code(), ErrorCode::BodyInvalid, "{route} {fault}");
    }
    let rows = json!({ "institutionCode": CLINIC, "rows": 200_001 });
    let answer = control(&place.sandbox, "/control/bulk-rows", rows).await;
    assert_eq!(answer.code(), ErrorCode::BodyInvalid);
    place.sandbox.stop().await;
}
