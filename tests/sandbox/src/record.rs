//! 回答記録, CRL確認ログ and what the pools of 初回登録 were asked: what was asked and what was answered, kept.

use crate::body::JsonText;
use crate::database::retrying;
use crate::desk::Desk;
use crate::pools::Pool;
use crate::problem::Refusal;
use crate::revocation::CheckedCrl;
use crate::state::App;
use madoguchi_shared::backend::Operation;
use madoguchi_shared::identity::IdentityMethod;
use serde::Serialize;
use uuid::Uuid;

/// What became known of a query on the way to its answer.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// How the person was identified.
    pub(crate) method: Option<IdentityMethod>,
    /// This backend's own decision (D13): simulated reader or test issuer.
    pub(crate) simulated: Option<bool>,
    /// Serial number of the certificate.
    pub(crate) certificate_serial: Option<String>,
    /// Whose it is.
    pub(crate) person_id: Option<String>,
}

/// Outcome of an answered query in the record; a refused one has the error's code.
pub(crate) const ANSWERED: &str = "ANSWERED";

/// Outcomes of a look into the CRL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CrlOutcome {
    /// Not on it.
    Good,
    /// On it.
    Revoked,
    /// The CRL itself could not be relied on.
    Unusable,
}

impl CrlOutcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Revoked => "revoked",
            Self::Unusable => "unusable",
        }
    }
}

/// Keeps a query with its answer or refusal. Gives the answer as it is kept, to the byte. Nothing is answered that could not be kept.
pub(crate) async fn keep<Q: Serialize, A: Serialize>(
    app: &App,
    desk: &Desk,
    operation: Operation,
    findings: &Findings,
    query: &Q,
    outcome: &Result<A, Refusal>,
) -> Result<JsonText, Refusal> {
    let id = Uuid::now_v7().to_string();
    let answer = match outcome {
        Ok(answer) => Ok(JsonText::write(answer)?),
        Err(refusal) => Err(refusal.clone()),
    };
    let word = answer
        .as_ref()
        .map_or_else(|refusal| refusal.code().code(), |_| ANSWERED);
    let query = JsonText::write(query)?;
    let (query_text, answer_text) = (
        query.text()?,
        answer.as_ref().ok().map(JsonText::text).transpose()?,
    );
    retrying(|| {
        sqlx::query(
            "INSERT INTO answer_record (id, at_ms, operation, institution_code, desk_id, method, simulated, \
             certificate_serial, person_id, query, outcome, answer) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(&id)
        .bind(app.clock.now_ms())
        .bind(operation.path())
        .bind(&desk.institution)
        .bind(&desk.id)
        .bind(findings.method.map(method_text))
        .bind(findings.simulated.map(i64::from))
        .bind(findings.certificate_serial.clone())
        .bind(findings.person_id.clone())
        .bind(query_text)
        .bind(word)
        .bind(answer_text)
        .execute(app.database.pool())
    })
    .await?;
    answer
}

/// Keeps one look into the CRL.
pub(crate) async fn keep_crl_check(
    app: &App,
    serial: &str,
    crl: Option<&CheckedCrl>,
    outcome: CrlOutcome,
) -> Result<(), Refusal> {
    let id = Uuid::now_v7().to_string();
    retrying(|| {
        sqlx::query(
            "INSERT INTO crl_check (id, at_ms, certificate_serial, this_update_ms, next_update_ms, outcome) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&id)
        .bind(app.clock.now_ms())
        .bind(serial)
        .bind(crl.map(|crl| crl.this_update_ms))
        .bind(crl.map(|crl| crl.next_update_ms))
        .bind(outcome.as_str())
        .execute(app.database.pool())
    })
    .await?;
    Ok(())
}

/// Keeps one question to a pool of 初回登録: about whom, in that pool's own terms, and how it ended.
pub(crate) async fn keep_exchange(
    app: &App,
    pool: Pool,
    asked_about: &str,
    outcome: &'static str,
) -> Result<(), Refusal> {
    let id = Uuid::now_v7().to_string();
    retrying(|| {
        sqlx::query(
            "INSERT INTO exchange (id, at_ms, pool, asked_about, outcome) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&id)
        .bind(app.clock.now_ms())
        .bind(pool.as_str())
        .bind(asked_about)
        .bind(outcome)
        .execute(app.database.pool())
    })
    .await?;
    Ok(())
}

fn method_text(method: IdentityMethod) -> &'static str {
    match method {
        IdentityMethod::Face => "face",
        IdentityMethod::Pin => "pin",
        IdentityMethod::ByEye => "byEye",
    }
}
