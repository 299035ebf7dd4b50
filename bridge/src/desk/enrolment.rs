//! Enrolment at the backend (D5): once per data folder and backend, with a one-time code.

use super::key::{DeskKey, KeyError};
use crate::store::StoreError;
use madoguchi_shared::backend::{ENROLMENT_PATH, Enrolment, EnrolmentRequest};
use madoguchi_shared::{ErrorCode, Problem, Secret};
use sqlx::SqlitePool;
use std::time::Duration;

/// Longest time the backend may take.
const ANSWER_TIME: Duration = Duration::from_secs(20);

/// Longest answer, bytes.
const ANSWER_LIMIT: u64 = 64 * 1024;

/// The desk cannot be enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolmentError {
    /// The backend's address is not an origin the desk may use.
    #[error("the backend must be an https origin such as https://example.jp (http only on this machine)")]
    Origin,
    /// The backend does not answer.
    #[error("the backend cannot be reached: {0}")]
    Unreachable(String),
    /// The backend refused.
    #[error("{code}: the backend refused the enrolment (request {request_id})")]
    Refused {
        /// Why.
        code: ErrorCode,
        /// Finds it in the backend's log.
        request_id: String,
    },
    /// The backend answered something else.
    #[error("the backend gave an answer that makes no sense (status {0})")]
    Nonsense(u16),
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

/// Enrols the desk's key with a code and keeps the answer. Takes the place of an earlier enrolment there.
pub async fn enrol(
    store: &SqlitePool,
    key: &DeskKey,
    backend: &str,
    code: Secret,
    desk_name: &str,
    now_ms: i64,
) -> Result<Enrolment, EnrolmentError> {
    let url = format!("{backend}{ENROLMENT_PATH}");
    let request = EnrolmentRequest {
        code,
        public_key: key.public_pem().to_owned(),
        desk_name: desk_name.to_owned(),
    };
    let enrolment = tokio::task::spawn_blocking(move || ask(&url, &request))
        .await
        .map_err(|_| EnrolmentError::Interrupted)??;
    let text = serde_json::to_string(&enrolment).map_err(|_| EnrolmentError::Nonsense(200))?;
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

fn ask(url: &str, request: &EnrolmentRequest) -> Result<Enrolment, EnrolmentError> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(ANSWER_TIME))
        .max_redirects(0)
        .build()
        .into();
    let mut response = agent
        .post(url)
        .send_json(request)
        .map_err(|error| EnrolmentError::Unreachable(error.to_string()))?;
    let status = response.status().as_u16();
    let nonsense = |_| EnrolmentError::Nonsense(status);
    let body = response.body_mut().with_config().limit(ANSWER_LIMIT);
    if (200..300).contains(&status) {
        return body.read_json().map_err(nonsense);
    }
    let problem: Problem = body.read_json().map_err(nonsense)?;
    Err(EnrolmentError::Refused {
        code: problem.code,
        request_id: problem.request_id,
    })
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
