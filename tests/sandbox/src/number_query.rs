//! The query by numbers: 保険者番号 or 公費負担者番号, 記号, 番号 or 受給者番号, 枝番 if any, and the birthday. Only the scheme of
//! those numbers is told, also of a 併用 patient.

use crate::answer::{self, Asked};
use crate::body::JsonBody;
use crate::desk::Desk;
use crate::inquiry_number;
use crate::population::{Person, Qualification};
use crate::problem::Refusal;
use crate::record::{self, Findings};
use crate::state::App;
use crate::store;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::backend::{NumberQuery, Operation};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::{Personal, QualificationAnswer};
use madoguchi_shared::{ErrorCode, Problem};

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
) -> Result<Json<QualificationAnswer>, Refusal> {
    let mut findings = Findings::default();
    let outcome = ask(&app, &desk, &query, &mut findings).await;
    record::keep(&app, &desk, Operation::NumberQuery, &findings, &query, outcome).await
}

/// The look-up alone.
#[cfg(feature = "test-desk")]
pub(crate) async fn look_up(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(query): JsonBody<NumberQuery>,
) -> Result<Json<QualificationAnswer>, Refusal> {
    ask(&app, &desk, &query, &mut Findings::default()).await.map(Json)
}

async fn ask(
    app: &App,
    desk: &Desk,
    query: &NumberQuery,
    findings: &mut Findings,
) -> Result<QualificationAnswer, Refusal> {
    desk.speaks_for(&query.institution_code)?;
    let wanted = Wanted::read(query)?;
    app.bring_up_to_date().await?;
    let persons = store::by_numbers(&app.database, &wanted.insurer_number, wanted.number).await?;
    let mut told = Vec::new();
    for person in persons.iter().filter(|person| wanted.is_birthday(person)) {
        for qualification in person.qualifications.iter().filter(|q| wanted.is(q)) {
            let reference = inquiry_number::registered(app, &desk.institution, qualification).await?;
            told.push((person, qualification, reference));
        }
    }
    if let [(person, ..)] = told.as_slice() {
        findings.person_id = Some(person.id.clone());
    }
    let asked = Asked {
        desk,
        now_ms: app.clock.now_ms(),
        certificate_ends_at_ms: None,
    };
    Ok(answer::build(&asked, told))
}

/// What is looked for, as it is compared.
struct Wanted<'a> {
    insurer_number: String,
    symbol: &'a str,
    number: &'a str,
    /// Empty: not on the paper, and then any.
    branch: &'a str,
    /// Month and day: the year is not compared.
    birthday: (u8, u8),
}

impl<'a> Wanted<'a> {
    fn read(query: &'a NumberQuery) -> Result<Self, Refusal> {
        let birth = Day::parse(query.birthdate.expose())
            .map_err(|_| Refusal::new(ErrorCode::BodyInvalid, "birth date is no day"))?;
        let number = query.insured_identification_number.expose().trim();
        let insurer_number = query.insurer_number.expose().trim();
        if number.is_empty() || insurer_number.is_empty() {
            return Err(Refusal::new(ErrorCode::BodyInvalid, "a number is empty"));
        }
        Ok(Self {
            insurer_number: format!("{insurer_number:>8}"),
            symbol: text(query.insured_card_symbol.as_ref()),
            number,
            branch: text(query.insured_branch_number.as_ref()),
            birthday: (birth.month(), birth.day()),
        })
    }

    fn is(&self, qualification: &Qualification) -> bool {
        qualification.wire_insurer_number() == self.insurer_number
            && half_width(text(qualification.symbol.as_ref())).eq(half_width(self.symbol))
            && qualification.number.expose() == self.number
            && (self.branch.is_empty() || text(qualification.branch.as_ref()) == self.branch)
    }

    fn is_birthday(&self, person: &Person) -> bool {
        (person.birth_date.month(), person.birth_date.day()) == self.birthday
    }
}

fn text(part: Option<&Personal>) -> &str {
    part.map_or("", |text| text.expose().trim())
}

/// 記号 is printed in full width and may be typed in half width.
fn half_width(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    })
}
