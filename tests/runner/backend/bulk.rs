//! 一括取得 of the sandbox, read as it comes.

use super::{Backend, Operation, send_stream};
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use madoguchi_sandbox::control::BulkRowsRequest;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::{BulkCursor, BulkHead, BulkLine, BulkQuery, BulkRow};
use madoguchi_shared::date::YearMonth;

/// What came of an answer.
pub(crate) struct BulkAnswer {
    pub(crate) head: BulkHead,
    pub(crate) rows: Vec<BulkRow>,
    /// Whether it is whole.
    pub(crate) end: Result<(), ErrorCode>,
}

impl Backend {
    pub(crate) async fn bulk(
        &self,
        month: YearMonth,
        cursor: Option<BulkCursor>,
    ) -> Result<BulkAnswer, ErrorCode> {
        let query = BulkQuery {
            institution_code: self.desk.institution_code.clone(),
            medical_treatment_month: month,
            cursor,
        };
        let body = serde_json::to_vec(&query).unwrap();
        let token = self.desk.token(Operation::BulkQuery, &body, self.clock.now_ms());
        let request = Request::post(Operation::BulkQuery.path())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let mut stream = send_stream(&self.router, request.body(Body::from(body)).unwrap()).await?;
        let (mut bytes, mut end) = (Vec::new(), Ok(()));
        while let Some(frame) = stream.frame().await {
            match frame {
                Ok(frame) => bytes.extend(frame.into_data().unwrap_or_default()),
                Err(_) => end = Err(ErrorCode::BackendUnreachable),
            }
        }
        read(&bytes, end)
    }

    /// So many rows about nobody this month.
    pub(crate) async fn bulk_rows(&self, rows: u32) -> Result<(), ErrorCode> {
        let body = BulkRowsRequest {
            institution_code: self.desk.institution_code.clone(),
            month: None,
            rows,
        };
        let body = serde_json::to_vec(&body).unwrap();
        let request = Request::post("/control/bulk-rows").header(header::CONTENT_TYPE, "application/json");
        let done: serde_json::Value = self.control(request, Body::from(body)).await?;
        drop(done);
        Ok(())
    }
}

/// Line by line; a line that did not end did not come.
fn read(bytes: &[u8], end: Result<(), ErrorCode>) -> Result<BulkAnswer, ErrorCode> {
    let nonsense = |_| ErrorCode::BackendNonsense;
    let mut lines = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .filter(|line| line.ends_with(b"\n"))
        .map(|line| serde_json::from_slice::<BulkLine>(line).map_err(nonsense));
    let Some(BulkLine::Head(head)) = lines.next().transpose()? else {
        return Err(ErrorCode::BackendNonsense);
    };
    let (mut rows, mut whole) = (Vec::new(), false);
    for line in lines {
        match line? {
            BulkLine::Row(row) => rows.push(*row),
            BulkLine::End(_) => whole = true,
            BulkLine::Head(_) => return Err(ErrorCode::BackendNonsense),
        }
    }
    let end = end.and(whole.then_some(()).ok_or(ErrorCode::BackendUnreachable));
    Ok(BulkAnswer { head, rows, end })
}
