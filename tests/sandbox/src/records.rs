//! The queries for 薬剤情報 and 健診情報 (F02): answered only with a consent of today to that very kind.

use crate::body::{JsonBody, JsonText};
use crate::consent::{self, Kind};
use crate::desk::Desk;
use crate::population::Person;
use crate::problem::Refusal;
use crate::record::{self, Findings};
use crate::state::App;
use crate::store;
use crate::wanted::{Numbers, Wanted};
use axum::Extension;
use axum::extract::State;
use madoguchi_shared::backend::Operation;
use madoguchi_shared::backend::records::{
    CheckupAnswer, MAX_PERIOD_YEARS, MedicationAnswer, RecordsKey, RecordsQuery,
};
use madoguchi_shared::date::Day;
use madoguchi_shared::{ErrorCode, Problem};

/// Length of `MMdd`.
const BIRTHDAY_CHARS: usize = 4;

/// 薬剤情報 of a period. The query and its answer are recorded, refused or not.
#[utoipa::path(post, path = "/v1/records/medications", operation_id = "medications", tag = "records",
    request_body = RecordsQuery, security(("deskToken" = [])),
    responses(
        (status = 200, description = "薬剤情報", body = MedicationAnswer),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`CONSENT_NONE`, `CONSENT_REFUSED`, `CONSENT_NOT_TODAY`, `DESK_REVOKED`, \
            `INSTITUTION_MISMATCH`", body = Problem),
        (status = 404, description = "`RECORDS_PERSON_UNKNOWN`", body = Problem),
        (status = 409, description = "`RECORDS_PERSON_SEVERAL`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn medications(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(query): JsonBody<RecordsQuery>,
) -> Result<JsonText, Refusal> {
    let mut findings = Findings::default();
    let outcome = async {
        let opened = open(&app, &desk, &query, Kind::Medications, &mut findings).await?;
        Ok(MedicationAnswer {
            consent_date: opened.consent_date,
            medications: store::medications(&app.database, &opened.person_id, opened.period).await?,
        })
    }
    .await;
    record::keep(&app, &desk, Operation::Medications, &findings, &query, &outcome).await
}

/// 健診情報 of a period. The query and its answer are recorded, refused or not.
#[utoipa::path(post, path = "/v1/records/checkups", operation_id = "checkups", tag = "records",
    request_body = RecordsQuery, security(("deskToken" = [])),
    responses(
        (status = 200, description = "健診情報", body = CheckupAnswer),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`CONSENT_NONE`, `CONSENT_REFUSED`, `CONSENT_NOT_TODAY`, `DESK_REVOKED`, \
            `INSTITUTION_MISMATCH`", body = Problem),
        (status = 404, description = "`RECORDS_PERSON_UNKNOWN`", body = Problem),
        (status = 409, description = "`RECORDS_PERSON_SEVERAL`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn checkups(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(query): JsonBody<RecordsQuery>,
) -> Result<JsonText, Refusal> {
    let mut findings = Findings::default();
    let outcome = async {
        let opened = open(&app, &desk, &query, Kind::Checkups, &mut findings).await?;
        Ok(CheckupAnswer {
            consent_date: opened.consent_date,
            checkups: store::checkups(&app.database, &opened.person_id, opened.period).await?,
        })
    }
    .await;
    record::keep(&app, &desk, Operation::Checkups, &findings, &query, &outcome).await
}

/// What may be answered.
struct Opened {
    person_id: String,
    consent_date: Day,
    period: [Day; 2],
}

/// Institution, period, person and consent, in this order.
async fn open(
    app: &App,
    desk: &Desk,
    query: &RecordsQuery,
    kind: Kind,
    findings: &mut Findings,
) -> Result<Opened, Refusal> {
    desk.speaks_for(&query.institution_code)?;
    if !is_period(query.from, query.until) {
        return Err(Refusal::new(
            ErrorCode::BodyInvalid,
            "no period of at most five years",
        ));
    }
    app.bring_up_to_date().await?;
    let person = find(app, desk, &query.patient).await?;
    findings.person_id = Some(person.id.clone());
    Ok(Opened {
        consent_date: consent::require(app, desk, &person.id, kind).await?,
        person_id: person.id,
        period: [query.from, query.until],
    })
}

fn is_period(from: Day, until: Day) -> bool {
    // Of someone born on `from`: completed years on `until`.
    from <= until && from.age_on(until) < MAX_PERIOD_YEARS
}

/// The one person with these numbers, in force today, and this birthday.
async fn find(app: &App, desk: &Desk, key: &RecordsKey) -> Result<Person, Refusal> {
    let numbers = Numbers {
        insurer_number: &key.insurer_number,
        symbol: key.insured_card_symbol.as_ref(),
        number: &key.insured_identification_number,
        branch: key.insured_branch_number.as_ref(),
    };
    let wanted = Wanted::read(&numbers, birthday(key.birthday.expose())?)?;
    let today = app.clock.today();
    let persons = store::by_numbers(&app.database, &desk.institution, wanted.numbers()).await?;
    let mut matching = persons.into_iter().filter(|person| {
        let mut qualifications = person.qualifications.iter();
        wanted.is_birthday(person) && qualifications.any(|q| q.in_force(today) && wanted.is(q))
    });
    match (matching.next(), matching.next()) {
        (None, _) => Err(Refusal::new(
            ErrorCode::RecordsPersonUnknown,
            "no qualification in force has these numbers and this birthday",
        )),
        (Some(person), None) => Ok(person),
        (Some(_), Some(_)) => Err(Refusal::new(
            ErrorCode::RecordsPersonSeveral,
            "several persons have these numbers and this birthday",
        )),
    }
}

/// `MMdd`, a day of a leap year.
fn birthday(text: &str) -> Result<(u8, u8), Refusal> {
    let day = (text.len() == BIRTHDAY_CHARS).then(|| Day::parse(&format!("2000{text}")));
    match day {
        Some(Ok(day)) => Ok((day.month(), day.day())),
        Some(Err(_)) | None => Err(Refusal::new(ErrorCode::BodyInvalid, "birthday is no MMdd")),
    }
}
