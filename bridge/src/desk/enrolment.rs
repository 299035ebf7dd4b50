//! Enrolment at the backend (D5): once per data folder and backend, with a one-time code.

use super::key::{DeskKey, KeyError};
use crate::store::StoreError;
use madoguchi_shared::backend::{ENROLMENT_PATH, Enrolment, EnrolmentRequest};
use madoguchi_shared::{ErrorCode, Language, Problem, Secret};
use serde::de::DeserializeOwned;
use sqlx::SqlitePool;
use std::time::Duration;

/// Longest time the backend may take.
pub const ANSWER_TIME: Duration = Duration::from_secs(20);

/// Longest answer, bytes.
const ANSWER_LIMIT: u64 = 64 * 1024;

/// The desk cannot be enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolmentError {
    /// The backend's address is not an origin the desk may use.
    #[error("the backend must be an https origin such as https://example.jp (http only on this machine)")]
    Origin,
    /// The backend refused, is not there, or gives no answer that makes sense.
    #[error("{code}: {} ({detail})", code.wording(Language::En).cause)]
    Backend {
        /// Which error of the catalogue it is.
        code: ErrorCode,
        /// For whoever runs the desk: the cause, or the request's id in the backend's log.
        detail: String,
    },
    /// The key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A task of ours was cut off.
    #[error("interrupted")]
    Interrupted,
}

impl From<sqlx::Error> for EnrolmentError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Checks that `backend` is a bare origin: `https://host[:port]`, or `http` for this machine itself.
pub fn check_origin(backend: &str) -> Result<(), EnrolmentError> {
    let uri: axum::http::Uri = backend.parse().map_err(|_| EnrolmentError::Origin)?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(EnrolmentError::Origin);
    };
    let bare = format!("{scheme}://{authority}") == backend && backend == backend.to_ascii_lowercase();
    let here = ["127.0.0.1", "localhost", "[::1]"].contains(&authority.host());
    let safe = scheme == "https" || (scheme == "http" && here);
    // These would end a directive of the Content Security Policy.
    let plain = !backend.contains([';', ',', ' ', '\'', '@', '*']);
    (bare && safe && plain)
        .then_some(())
        .ok_or(EnrolmentError::Origin)
}

/// The enrolment at this backend. `None`: not enrolled there.
pub async fn load(store: &SqlitePool, backend: &str) -> Result<Option<Enrolment>, EnrolmentError> {
    let text: Option<String> = sqlx::query_scalar("SELECT enrolment FROM enrolments WHERE backend = $1")
        .bind(backend)
        .fetch_optional(store)
        .await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// What to enrol with, and where.
#[derive(Debug)]
pub struct Application {
    /// Origin of the backend, checked by [`check_origin`].
    pub backend: String,
    /// One-time code of the backend's administrator.
    pub code: Secret,
    /// What the desk is called, 1–64 characters.
    pub desk_name: String,
    /// Longest time the backend may take, all in all. Usually [`ANSWER_TIME`].
    pub answer_time: Duration,
}

/// Enrols the desk's key and keeps the answer. Takes the place of an earlier enrolment there; when it fails, the
/// earlier one stays.
pub async fn enrol(
    store: &SqlitePool,
    key: &DeskKey,
    application: Application,
    now_ms: i64,
) -> Result<Enrolment, EnrolmentError> {
    let backend = application.backend.clone();
    let public_key = key.public_pem().to_owned();
    let enrolment = tokio::task::spawn_blocking(move || ask(application, public_key))
        .await
        .map_err(|_| EnrolmentError::Interrupted)??;
    let text = serde_json::to_string(&enrolment).map_err(|_| EnrolmentError::Interrupted)?;
    sqlx::query(
        "INSERT INTO enrolments (backend, enrolment, enrolled_at_ms) VALUES ($1, $2, $3) \
         ON CONFLICT (backend) DO UPDATE SET enrolment = excluded.enrolment, \
         enrolled_at_ms = excluded.enrolled_at_ms",
    )
    .bind(backend)
    .bind(text)
    .bind(now_ms)
    .execute(store)
    .await?;
    tracing::info!(desk = enrolment.desk_id, "desk enrolled");
    Ok(enrolment)
}

fn ask(application: Application, public_key: String) -> Result<Enrolment, EnrolmentError> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(application.answer_time))
        .max_redirects(0)
        .build()
        .into();
    let url = format!("{}{ENROLMENT_PATH}", application.backend);
    let request = EnrolmentRequest {
        code: application.code,
        public_key,
        desk_name: application.desk_name,
    };
    let mut response = agent
        .post(&url)
        .send_json(&request)
        .map_err(|error| failed(ErrorCode::BackendUnreachable, &error))?;
    let status = response.status();
    if response.body().mime_type() != Some("application/json") {
        return Err(backend(
            ErrorCode::BackendNonsense,
            format!("status {status}, not JSON"),
        ));
    }
    let body = response.body_mut().with_config().limit(ANSWER_LIMIT);
    let body = body
        .read_to_vec()
        .map_err(|error| failed(ErrorCode::BackendNonsense, &error))?;
    if status.is_success() {
        let enrolment: Enrolment = decode(&body)?;
        return if enrolment.institution_code.facility() == Some(enrolment.facility) {
            Ok(enrolment)
        } else {
            let detail = "the institution's code is of another kind of institution".to_owned();
            Err(backend(ErrorCode::BackendNonsense, detail))
        };
    }
    let problem: Problem = decode(&body)?;
    // Quoted: it is the backend's text, and goes to a terminal.
    let detail = format!("status {status}, request {:?}", problem.request_id);
    Err(backend(problem.code, detail))
}

/// The error's own text would quote what was sent.
fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, EnrolmentError> {
    serde_json::from_slice(body).map_err(|_| backend(ErrorCode::BackendNonsense, "malformed".to_owned()))
}

fn backend(code: ErrorCode, detail: String) -> EnrolmentError {
    EnrolmentError::Backend { code, detail }
}

/// Too late is too late at whichever step; anything else is `code`.
fn failed(code: ErrorCode, error: &ureq::Error) -> EnrolmentError {
    match error {
        ureq::Error::Timeout(_) => backend(ErrorCode::BackendTimeout, error.to_string()),
        _ => backend(code, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::check_origin;

    #[test]
    fn only_bare_and_safe_origins() {
        for good in [
            "https://example.jp",
            "https://example.jp:8443",
            "http://127.0.0.1:7781",
            "http://localhost:1",
        ] {
            assert!(check_origin(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "example.jp",
            "http://example.jp",
            "https://example.jp/",
            "https://example.jp/v1",
            "https://user@example.jp",
            "https://EXAMPLE.jp",
            "ftp://127.0.0.1",
            "https://a;script-src *",
            "http://127.0.0.1.evil.test",
        ] {
            assert!(check_origin(bad).is_err(), "{bad}");
        }
    }
}
