//! The query by numbers: 保険者番号 or 公費負担者番号, 記号, 番号 or 受給者番号, 枝番 if any, and the birthday. Only the scheme of
//! those numbers is told, also of a 併用 patient.

use crate::answer::{self, Asked, Told};
use crate::body::{JsonBody, JsonText};
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::record::{self, Findings};
use crate::state::App;
use crate::store;
use crate::wanted::{Numbers, Wanted};
use axum::Extension;
use axum::extract::State;
use madoguchi_shared::backend::{NumberQuery, Operation};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::QualificationAnswer;
use madoguchi_shared::{ErrorCode, Problem};
#[cfg(feature = "test-desk")]
use std::sync::Arc;

/// Answers what covers the person with these numbers. Several persons: 複数該当, each with a result. The query and its
/// answer are recorded, refused or not.
#[utoipa::path(post, path = "/v1/qualifications/numbers", operation_id = "query_by_numbers", tag = "qualification", request_body = NumberQuery,
    security(("deskToken" = [])),
    responses(
        (status = 200, description = "資格照会回答情報", body = QualificationAnswer),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`DESK_REVOKED`, `INSTITUTION_MISMATCH`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn query(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(query): JsonBody<NumberQuery>,
) -> Result<JsonText, Refusal> {
    let mut findings = Findings::default();
    let outcome = ask(&app, &desk, &query, &mut findings).await;
    record::keep(&app, &desk, Operation::NumberQuery, &findings, &query, &outcome).await
}

/// The look-up alone.
#[cfg(feature = "test-desk")]
pub(crate) async fn look_up(
    State((app, desk)): State<(App, Arc<Desk>)>,
    JsonBody(query): JsonBody<NumberQuery>,
) -> Result<JsonText, Refusal> {
    let answer = ask(&app, &desk, &query, &mut Findings::default()).await?;
    JsonText::write(&answer)
}

async fn ask(
    app: &App,
    desk: &Desk,
    query: &NumberQuery,
    findings: &mut Findings,
) -> Result<QualificationAnswer, Refusal> {
    desk.speaks_for(&query.institution_code)?;
    let birth = Day::parse(query.birthdate.expose())
        .map_err(|_| Refusal::new(ErrorCode::BodyInvalid, "birth date is no day"))?;
    let numbers = Numbers {
        insurer_number: &query.insurer_number,
        symbol: query.insured_card_symbol.as_ref(),
        number: &query.insured_identification_number,
        branch: query.insured_branch_number.as_ref(),
    };
    let wanted = Wanted::read(&numbers, (birth.month(), birth.day()))?;
    app.bring_up_to_date().await?;
    let persons = store::by_numbers(&app.database, &desk.institution, wanted.numbers()).await?;
    let asked = Asked::at(desk, app.clock.now_ms());
    let mut told = Vec::with_capacity(persons.len());
    for person in persons.into_iter().filter(|person| wanted.is_birthday(person)) {
        told.extend(Told::those(person, asked.today, |one| wanted.is(one)));
    }
    if let [one] = told.as_slice() {
        findings.person_id = Some(one.person_id().to_owned());
    }
    Ok(answer::build(&asked, told))
}
