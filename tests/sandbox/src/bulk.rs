//! 一括取得 (F13, F14): the tickets whose 指定医療機関コード is the asking one, row by row.
//!
//! | read | for |
//! |---|---|
//! | `answers` | what an answer consists of, and where a cursor stands in it |
//! | `lines` | the answer as it is sent: read in batches, so that memory stays flat |
//! | `synthetic` | rows about nobody, as many as are wanted |

mod answers;
mod lines;
mod synthetic;

pub use synthetic::{MOST_ROWS, make_rows};

use crate::body::JsonBody;
use crate::desk::Desk;
use crate::faults::FaultKind;
use crate::problem::Refusal;
use crate::record::{self, Findings};
use crate::state::App;
use answers::Asked;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use lines::Breaks;
use madoguchi_shared::backend::Operation;
use madoguchi_shared::backend::bulk::{BulkHead, BulkLine, BulkQuery, NDJSON, askable_months};
use madoguchi_shared::code::{QualificationValidity, SegmentOfResult};
use madoguchi_shared::date::tokyo_time;
use madoguchi_shared::{ErrorCode, Problem};

/// How long a desk is told to wait while an answer is 処理中.
const ASK_AGAIN_AFTER_SECONDS: u32 = 5;

/// Answers the tickets of a month that name the asking institution, as NDJSON. The query and the head of its answer are recorded.
#[utoipa::path(post, path = "/v1/qualifications/bulk", operation_id = "query_bulk", tag = "qualification", request_body = BulkQuery,
    security(("deskToken" = [])),
    responses(
        (status = 200, description = "資格照会回答情報, a `BulkLine` a line: head, rows, end", body = BulkLine, content_type = "application/x-ndjson"),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`DESK_REVOKED`, `INSTITUTION_MISMATCH`", body = Problem),
        (status = 409, description = "`BULK_CURSOR_INVALID`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 422, description = "`MONTH_NOT_ASKABLE`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn query(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    fault: Option<Extension<FaultKind>>,
    JsonBody(query): JsonBody<BulkQuery>,
) -> Result<Response, Refusal> {
    let asked = ask(&app, &desk, &query).await;
    let fault = fault.map(|Extension(kind)| kind);
    let head = asked
        .as_ref()
        .map(|asked| head(&app, &desk, &query, asked, fault));
    let head = head.map_err(Clone::clone);
    record::keep(
        &app,
        &desk,
        Operation::BulkQuery,
        &Findings::default(),
        &query,
        &head,
    )
    .await?;
    let (head, asked) = (head?, asked?);
    let breaks = match fault {
        Some(FaultKind::BreaksOff) => Breaks::HalfWay,
        _ => Breaks::Never,
    };
    let lines = lines::of(
        app.database.clone(),
        &desk.institution,
        &query,
        asked,
        head,
        breaks,
    )?;
    Ok(([(CONTENT_TYPE, NDJSON)], Body::from_stream(lines)).into_response())
}

async fn ask(app: &App, desk: &Desk, query: &BulkQuery) -> Result<Asked, Refusal> {
    desk.speaks_for(&query.institution_code)?;
    let month = query.medical_treatment_month;
    if !askable_months(app.clock.today()).any(|askable| askable == month) {
        return Err(Refusal::new(
            ErrorCode::MonthNotAskable,
            "month to come or too long ago",
        ));
    }
    app.bring_up_to_date().await?;
    match &query.cursor {
        None => answers::prepare(app, desk, month).await,
        Some(cursor) => answers::find(app, desk, month, cursor).await,
    }
}

fn head(app: &App, desk: &Desk, query: &BulkQuery, asked: &Asked, fault: Option<FaultKind>) -> BulkHead {
    let head = BulkHead {
        process_execution_time: tokyo_time(app.clock.now_ms()),
        medical_institution_code: desk.institution.clone(),
        medical_treatment_month: query.medical_treatment_month,
        segment_of_result: SegmentOfResult::Normal,
        error_code: None,
        error_message: None,
        reception_number: asked.reception_number.clone(),
        qualification_validity: None,
        total: 0,
        after: asked.after,
        ask_again_after_seconds: None,
    };
    match fault {
        Some(FaultKind::InProgress) => BulkHead {
            segment_of_result: SegmentOfResult::InProgress,
            ask_again_after_seconds: Some(ASK_AGAIN_AFTER_SECONDS),
            ..head
        },
        Some(FaultKind::Abnormal) => BulkHead {
            segment_of_result: SegmentOfResult::Abnormal,
            error_code: Some("SANDBOX".to_owned()),
            error_message: Some("異常終了（模擬）".to_owned()),
            ..head
        },
        _ => BulkHead {
            qualification_validity: Some(if asked.total == 0 {
                QualificationValidity::Invalid
            } else {
                QualificationValidity::Valid
            }),
            total: asked.total,
            ..head
        },
    }
}
