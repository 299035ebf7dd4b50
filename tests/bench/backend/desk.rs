//! A desk of a sandbox, and its requests as bytes.

use super::load::ask;
use super::server::Server;
use anyhow::{Context as _, Result};
use madoguchi_people::{Person, all};
use madoguchi_sandbox::Clock;
use madoguchi_sandbox::test_desk::{DeskKey, TestDesk};
use madoguchi_shared::backend::bulk::BulkQuery;
use madoguchi_shared::backend::{ENROLMENT_PATH, NumberQuery, Operation};
use madoguchi_shared::date::Day;

/// An enrolled desk.
pub(crate) struct Desk {
    desk: TestDesk,
    clock: Clock,
}

impl Desk {
    /// With the code that the sandbox printed.
    pub(crate) async fn enrol(server: &Server) -> Result<Self> {
        let key = DeskKey::generate();
        let code = server.ready["enrolmentCode"]
            .as_str()
            .context("no enrolment code")?;
        let body = serde_json::to_vec(&key.enrolment_request(code))?;
        let answer = ask(server.address, &request(ENROLMENT_PATH, None, &body)).await?;
        let desk = TestDesk::enrolled(key, serde_json::from_slice(&answer)?, &server.origin());
        let clock = Clock::system();
        Ok(Self { desk, clock })
    }

    pub(crate) fn id(&self) -> &str {
        &self.desk.id
    }

    /// The backend's.
    pub(crate) fn origin(&self) -> &str {
        &self.desk.origin
    }

    /// Queries by numbers: of everybody who has 医療扶助.
    pub(crate) fn queries(&self) -> Result<Vec<Vec<u8>>> {
        let today = Day::in_tokyo(self.clock.now_ms());
        let query = |person: &Person| {
            let assistance = person.assistance.as_ref()?;
            Some(NumberQuery {
                institution_code: self.desk.institution_code.clone(),
                insurer_number: assistance.payer_number.into(),
                insured_card_symbol: None,
                insured_identification_number: assistance.recipient_number.into(),
                insured_branch_number: None,
                birthdate: person.birth.on(today).to_string().into(),
            })
        };
        let queries = all().iter().filter_map(query);
        Ok(queries
            .map(|query| serde_json::to_vec(&query))
            .collect::<Result<_, _>>()?)
    }

    /// The query by numbers with a token that is good once, within a minute.
    pub(crate) fn signed(&self, body: &[u8]) -> Vec<u8> {
        self.with_token(Operation::NumberQuery, body)
    }

    /// 一括取得 of this month, likewise.
    pub(crate) fn bulk(&self) -> Result<Vec<u8>> {
        let query = BulkQuery {
            institution_code: self.desk.institution_code.clone(),
            medical_treatment_month: Day::in_tokyo(self.clock.now_ms()).year_month(),
            cursor: None,
        };
        Ok(self.with_token(Operation::BulkQuery, &serde_json::to_vec(&query)?))
    }

    fn with_token(&self, operation: Operation, body: &[u8]) -> Vec<u8> {
        let token = self.desk.token(operation, body, self.clock.now_ms());
        request(operation.path(), Some(&token), body)
    }
}

/// A POST of JSON, as bytes.
pub(crate) fn request(path: &str, token: Option<&str>, body: &[u8]) -> Vec<u8> {
    let token = token.map_or(String::new(), |token| {
        format!("Authorization: Bearer {token}\r\n")
    });
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{token}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
