//! A sandbox in this process, a desk enrolled at it, and cards.

pub(crate) mod cards;
pub(crate) mod client;
pub(crate) mod postgres;
pub(crate) mod workshop;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use http_body_util::BodyExt;
use madoguchi_sandbox::database::{Database, sqlite_url};
use madoguchi_sandbox::enrolment::create_code;
use madoguchi_sandbox::population::NationalData;
use madoguchi_sandbox::router::router;
use madoguchi_sandbox::state::App;
use madoguchi_sandbox::test_desk::{DeskKey, TestDesk};
use madoguchi_sandbox::{Clock, Institution, SyntheticNation};
use madoguchi_shared::backend::{
    CardQuery, ENROLMENT_PATH, InquiryNumberRegistration, Nonce, NonceRequest, Operation,
};
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::qualification::{QualificationAnswer, QualificationResult};
use madoguchi_shared::{ErrorCode, Facility, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AnyPool, Row};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

use cards::TestCard;

pub(crate) const ORIGIN: &str = "http://127.0.0.1:7781";
pub(crate) const PAGE: &str = "http://127.0.0.1:7780";
pub(crate) const CLINIC: &str = "1312345679";
pub(crate) const PHARMACY: &str = "1342345673";

/// 2026-12-01T00:00+09:00.
pub(crate) const DECEMBER: i64 = 1_796_050_800_000;
/// Noon of that day.
pub(crate) const NOON: i64 = DECEMBER + 12 * 3_600_000;

/// One sandbox.
pub(crate) struct World {
    pub(crate) router: Router,
    pub(crate) clock: Clock,
    pub(crate) desk: TestDesk,
    pub(crate) database: Database,
    url: String,
    _folder: Option<TempDir>,
}

/// What differs from the ordinary world.
pub(crate) struct Options {
    pub(crate) accept_simulated: bool,
    pub(crate) nation: Arc<dyn NationalData>,
    pub(crate) database_url: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            accept_simulated: true,
            nation: Arc::new(SyntheticNation),
            database_url: None,
        }
    }
}

/// An answer of any kind.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let folder = options.database_url.is_none().then(|| TempDir::new().unwrap());
        let url = options
            .database_url
            .unwrap_or_else(|| sqlite_url(folder.as_ref().unwrap().path()));
        let clock = Clock::manual(NOON);
        let database = Database::open(&url).await.unwrap();
        let app = App::new(
            database.clone(),
            clock.clone(),
            ORIGIN.to_owned(),
            options.accept_simulated,
            options.nation,
        )
        .unwrap();
        let router = router(app, vec![HeaderValue::from_static(PAGE)], None);
        let desk = enrol(&router, &database, CLINIC, Facility::Clinic).await;
        Self {
            router,
            clock,
            desk,
            database,
            url,
            _folder: folder,
        }
    }

    /// Another desk at this sandbox.
    pub(crate) async fn another_desk(&self, institution: &str, facility: Facility) -> TestDesk {
        enrol(&self.router, &self.database, institution, facility).await
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Sends with a good token.
    pub(crate) async fn ask<T: Serialize>(&self, desk: &TestDesk, operation: Operation, body: &T) -> Reply {
        let body = serde_json::to_vec(body).unwrap();
        let token = desk.token(operation, &body, self.now());
        self.send(operation, Some(&token), body).await
    }

    /// Sends these bytes with this token.
    pub(crate) async fn send(&self, operation: Operation, token: Option<&str>, body: Vec<u8>) -> Reply {
        post(&self.router, operation.path(), token, body).await
    }

    pub(crate) async fn nonce(&self, desk: &TestDesk) -> String {
        let request = NonceRequest {
            institution_code: desk.institution_code.clone(),
        };
        let nonce: Nonce = self.ask(desk, Operation::Nonce, &request).await.answer();
        nonce.nonce
    }

    /// A whole visit: nonce, then the query.
    pub(crate) async fn visit(&self, desk: &TestDesk, card: &TestCard, method: IdentityMethod) -> Reply {
        let nonce = self.nonce(desk).await;
        let query = desk.card_query(method, card.in_hand(), &nonce, self.now());
        self.query(desk, &query).await
    }

    /// The answer of a whole visit of a person, by PIN.
    pub(crate) async fn answer_for(&self, person: &str) -> QualificationAnswer {
        let card = TestCard::of(person, self.clock.today());
        self.visit(&self.desk, &card, IdentityMethod::Pin).await.answer()
    }

    pub(crate) async fn query(&self, desk: &TestDesk, query: &CardQuery) -> Reply {
        self.ask(desk, Operation::CardQuery, query).await
    }

    /// Registers a 照会番号 for a result as it was received.
    pub(crate) async fn register(
        &self,
        desk: &TestDesk,
        result: &QualificationResult,
        reference: &str,
    ) -> Reply {
        let request = registration(desk, result, reference);
        self.ask(desk, Operation::InquiryNumber, &request).await
    }

    /// How many rows a query counts.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        self.row(sql).await.get(0)
    }

    /// The text a query finds.
    pub(crate) async fn text(&self, sql: &'static str) -> String {
        self.row(sql).await.get(0)
    }

    async fn row(&self, sql: &'static str) -> sqlx::any::AnyRow {
        let pool = AnyPool::connect(&self.url).await.unwrap();
        let row = sqlx::query(sql).fetch_one(&pool).await.unwrap();
        pool.close().await;
        row
    }
}

impl Reply {
    /// The body of a 200.
    #[track_caller]
    pub(crate) fn answer<T: DeserializeOwned>(&self) -> T {
        assert_eq!(
            self.status,
            StatusCode::OK,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code of a refusal; `None` when it was answered.
    pub(crate) fn code(&self) -> Option<ErrorCode> {
        if self.status == StatusCode::OK {
            return None;
        }
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(self.status.as_u16(), problem.code.status());
        Some(problem.code)
    }
}

pub(crate) fn registration(
    desk: &TestDesk,
    result: &QualificationResult,
    reference: &str,
) -> InquiryNumberRegistration {
    InquiryNumberRegistration {
        institution_code: desk.institution_code.clone(),
        reference_number: reference.into(),
        insurer_number: result.insurer_number.clone().unwrap(),
        insured_card_symbol: result.insured_card_symbol.clone(),
        insured_identification_number: result.insured_identification_number.clone().unwrap(),
        insured_branch_number: result.insured_branch_number.clone(),
    }
}

pub(crate) fn institution(code: &str, facility: Facility) -> Institution {
    Institution {
        code: InstitutionCode::parse(code).unwrap(),
        name: format!("試験機関{code}"),
        facility,
    }
}

pub(crate) async fn post(router: &Router, path: &str, token: Option<&str>, body: Vec<u8>) -> Reply {
    let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    send(router, request.body(Body::from(body)).unwrap()).await
}

pub(crate) async fn send(router: &Router, request: Request<Body>) -> Reply {
    let response = router.clone().oneshot(request).await.unwrap();
    Reply {
        status: response.status(),
        headers: response.headers().clone(),
        body: response.into_body().collect().await.unwrap().to_bytes().to_vec(),
    }
}

async fn enrol(router: &Router, database: &Database, code: &str, facility: Facility) -> TestDesk {
    let code = create_code(database, &institution(code, facility), NOON)
        .await
        .unwrap();
    let key = DeskKey::generate();
    let body = serde_json::to_vec(&key.enrolment_request(code.expose())).unwrap();
    let enrolment = post(router, ENROLMENT_PATH, None, body).await.answer();
    TestDesk::enrolled(key, enrolment, ORIGIN)
}
