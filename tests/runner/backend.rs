//! The qualification backend: the sandbox itself in this process, with a desk enrolled at it.

mod bulk;
mod consent;
mod records;

pub(crate) use bulk::BulkAnswer;

use crate::nation::{Changes, ChangingNation};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use madoguchi_people::{IssuedCertificate, Person, TestCa};
use madoguchi_sandbox::control::{CONTROL_KEY_HEADER, ControlGuard, FaultRequest, FaultRoute, Records};
use madoguchi_sandbox::database::{Database, sqlite_url};
use madoguchi_sandbox::enrolment::create_code;
use madoguchi_sandbox::faults::FaultKind;
use madoguchi_sandbox::router::router;
use madoguchi_sandbox::state::App;
use madoguchi_sandbox::test_desk::{CardInHand, DeskKey, TestDesk};
use madoguchi_sandbox::{Clock, Institution};
use madoguchi_shared::backend::{CardLink, CardLinkResult, LinkOutcome};
use madoguchi_shared::backend::{CardQuery, ENROLMENT_PATH, InquiryNumberReceipt, InquiryNumberRegistration};
use madoguchi_shared::backend::{Nonce, NonceRequest, NumberQuery, Operation};
use madoguchi_shared::bridge::his::{InquiryKey, PaperNumbers};
use madoguchi_shared::code::SegmentOfResult;
use madoguchi_shared::date::Day;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};
use madoguchi_shared::qualification::{Personal, QualificationAnswer, received};
use madoguchi_shared::{ErrorCode, Facility, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use tower::ServiceExt;

const ORIGIN: &str = "http://127.0.0.1:7781";
const HOST: &str = "127.0.0.1:7781";
const CONTROL_KEY: &str = "key of the scenarios";
/// The error of the national system that a scenario asks for.
const NATIONAL_ERROR: &str = "E1";

/// Cards, each made once a day: an RSA key takes its time.
static MADE: LazyLock<Mutex<Made>> = LazyLock::new(Mutex::default);

/// By person and day.
type Made = HashMap<(&'static str, Day), Arc<IssuedCertificate>>;

/// The sandbox and its desk.
pub(crate) struct Backend {
    router: Router,
    clock: Clock,
    desk: TestDesk,
    /// 資格照会 ends with an error of the national system.
    pub(crate) national_error: bool,
    told: Records,
    /// 資格照会回答情報 that came last.
    pub(crate) body: Bytes,
}

impl Backend {
    pub(crate) async fn start(
        folder: &Path,
        clock: Clock,
        facility: Facility,
        person: &'static str,
        changes: Changes,
    ) -> Self {
        let database = Database::open(&sqlite_url(folder)).await.unwrap();
        let nation = Arc::new(ChangingNation {
            first_day: clock.today(),
            person,
            changes,
        });
        let app = App::new(database.clone(), clock.clone(), ORIGIN.to_owned(), true, nation).unwrap();
        let guard = ControlGuard {
            host: HOST.to_owned(),
            key: CONTROL_KEY.into(),
        };
        let router = router(app, Vec::new(), Some(guard));
        let code = match facility {
            Facility::Clinic => "1312345679",
            Facility::Pharmacy => "1342345673",
        };
        let institution = Institution {
            code: InstitutionCode::parse(code).unwrap(),
            name: "試験機関".to_owned(),
            facility,
        };
        let code = create_code(&database, &institution, clock.now_ms())
            .await
            .unwrap();
        let key = DeskKey::generate();
        let body = serde_json::to_vec(&key.enrolment_request(code.expose())).unwrap();
        let request = Request::post(ENROLMENT_PATH).header(header::CONTENT_TYPE, "application/json");
        let enrolment = send(&router, request.body(Body::from(body)).unwrap())
            .await
            .unwrap();
        Self {
            router,
            clock,
            desk: TestDesk::enrolled(key, enrolment, ORIGIN),
            national_error: false,
            told: Records::default(),
            body: Bytes::new(),
        }
    }

    /// What bridge and card sign after 本人確認.
    pub(crate) fn evidence(
        &self,
        person: &'static Person,
        method: IdentityMethod,
        nonce: &str,
    ) -> IdentityEvidence {
        let today = self.clock.today();
        let mut made = MADE.lock().unwrap();
        let issued = made
            .entry((person.id, today))
            .or_insert_with(|| Arc::new(TestCa::shared().issue(person, today).unwrap()));
        let card = CardInHand {
            certificate: &issued.der,
            serial: &issued.serial,
            key: &issued.key,
        };
        let assertion = self.desk.assertion(method, card, nonce, self.clock.now_ms());
        self.desk.evidence(&assertion, card)
    }

    pub(crate) async fn nonce(&self) -> Result<Nonce, ErrorCode> {
        let institution_code = self.desk.institution_code.clone();
        self.ask(Operation::Nonce, &NonceRequest { institution_code })
            .await
    }

    pub(crate) async fn query(
        &mut self,
        evidence: IdentityEvidence,
    ) -> Result<QualificationAnswer, ErrorCode> {
        let query = CardQuery {
            institution_code: self.desk.institution_code.clone(),
            evidence,
        };
        self.answer(Operation::CardQuery, &query).await
    }

    pub(crate) async fn link(&self, evidence: IdentityEvidence) -> Result<LinkOutcome, ErrorCode> {
        let link = CardLink {
            institution_code: self.desk.institution_code.clone(),
            evidence,
        };
        let done: CardLinkResult = self.ask(Operation::CardLink, &link).await?;
        Ok(done.outcome)
    }

    pub(crate) async fn query_numbers(
        &mut self,
        numbers: PaperNumbers,
    ) -> Result<QualificationAnswer, ErrorCode> {
        let query = NumberQuery {
            institution_code: self.desk.institution_code.clone(),
            insurer_number: numbers.insurer_number,
            insured_card_symbol: numbers.symbol,
            insured_identification_number: numbers.number,
            insured_branch_number: numbers.branch,
            birthdate: numbers.birth_date,
        };
        self.answer(Operation::NumberQuery, &query).await
    }

    /// 資格照会回答情報, decoded as the app decodes it.
    async fn answer(
        &mut self,
        operation: Operation,
        query: &impl Serialize,
    ) -> Result<QualificationAnswer, ErrorCode> {
        let body = self.ask_bytes(operation, query).await?;
        self.body = body.clone();
        let mut answer = received::read(&body).map_err(|_| ErrorCode::BackendNonsense)?;
        if self.national_error {
            answer.message_header.segment_of_result = SegmentOfResult::Abnormal;
            answer.message_header.error_code = Some(NATIONAL_ERROR.to_owned());
        }
        Ok(answer)
    }

    pub(crate) async fn register_number(&self, number: Personal, key: InquiryKey) -> Result<(), ErrorCode> {
        let registration = InquiryNumberRegistration {
            institution_code: self.desk.institution_code.clone(),
            reference_number: number,
            insurer_number: key.insurer_number,
            insured_card_symbol: key.insured_card_symbol,
            insured_identification_number: key.insured_identification_number,
            insured_branch_number: key.insured_branch_number,
        };
        let receipt: InquiryNumberReceipt = self.ask(Operation::InquiryNumber, &registration).await?;
        drop(receipt);
        Ok(())
    }

    /// From now on this route goes wrong; `None`: no route does.
    pub(crate) async fn fault(&self, fault: Option<(FaultRoute, FaultKind)>) {
        let (route, fault) = fault.map_or((FaultRoute::All, None), |(route, kind)| (route, Some(kind)));
        let request = FaultRequest {
            route,
            fault,
            delay_ms: 0,
            times: None,
        };
        let body = serde_json::to_vec(&request).unwrap();
        let request = Request::post("/control/faults").header(header::CONTENT_TYPE, "application/json");
        let done: Result<serde_json::Value, _> = self.control(request, Body::from(body)).await;
        done.unwrap();
    }

    /// What it recorded since this was last asked.
    pub(crate) async fn recorded(&mut self) -> Vec<String> {
        let request = Request::get("/control/records");
        let now: Records = self.control(request, Body::empty()).await.unwrap();
        let told = records::since(&self.told, &now);
        self.told = now;
        told
    }

    async fn control<T: DeserializeOwned>(
        &self,
        request: axum::http::request::Builder,
        body: Body,
    ) -> Result<T, ErrorCode> {
        let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
        let request = request
            .header(header::HOST, HOST)
            .header(CONTROL_KEY_HEADER, CONTROL_KEY)
            .extension(ConnectInfo(peer));
        send(&self.router, request.body(body).unwrap()).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        operation: Operation,
        body: &impl Serialize,
    ) -> Result<T, ErrorCode> {
        decoded(&self.ask_bytes(operation, body).await?)
    }

    async fn ask_bytes(&self, operation: Operation, body: &impl Serialize) -> Result<Bytes, ErrorCode> {
        let body = serde_json::to_vec(body).unwrap();
        let token = self.desk.token(operation, &body, self.clock.now_ms());
        let request = Request::post(operation.path())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        send_bytes(&self.router, request.body(Body::from(body)).unwrap()).await
    }
}

async fn send<T: DeserializeOwned>(router: &Router, request: Request<Body>) -> Result<T, ErrorCode> {
    decoded(&send_bytes(router, request).await?)
}

/// As the app reads an answer: what is not of the contract is nonsense.
fn decoded<T: DeserializeOwned>(body: &[u8]) -> Result<T, ErrorCode> {
    serde_json::from_slice(body).map_err(|_| ErrorCode::BackendNonsense)
}

async fn send_bytes(router: &Router, request: Request<Body>) -> Result<Bytes, ErrorCode> {
    let body = send_stream(router, request).await?;
    Ok(body.collect().await.unwrap().to_bytes())
}

/// The body of an answer as it comes.
async fn send_stream(router: &Router, request: Request<Body>) -> Result<Body, ErrorCode> {
    let response = router.clone().oneshot(request).await.unwrap();
    if response.status() == StatusCode::OK {
        return Ok(response.into_body());
    }
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let problem: Result<Problem, _> = serde_json::from_slice(&body);
    Err(problem.map_or(ErrorCode::BackendNonsense, |problem| problem.code))
}
