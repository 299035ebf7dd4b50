//! What the sandbox is measured against, on the same axum: an echo, its own look-up without what stands around it, and an answer from memory.

use anyhow::{Result, anyhow};
use axum::body::{Body, Bytes};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::stream;
use madoguchi_sandbox::database::Database;
use madoguchi_sandbox::state::App;
use madoguchi_sandbox::{Clock, SyntheticNation, test_desk};
use madoguchi_shared::backend::NumberQuery;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Bytes in one piece.
const PIECE: usize = 1 << 16;

/// `POST /echo`, `GET /bytes` and, for each database and desk, `POST /look-up/0` and so on. `answer`: file with what is sent as bytes.
pub(crate) async fn serve(answer: &Path, databases: &[String]) -> Result<()> {
    let answer = Bytes::from(std::fs::read(answer)?);
    let bytes = move || {
        let answer = answer.clone();
        let pieces = (0..answer.len()).step_by(PIECE);
        let pieces =
            pieces.map(move |at| Ok::<_, Infallible>(answer.slice(at..answer.len().min(at + PIECE))));
        async { Body::from_stream(stream::iter(pieces)) }
    };
    let mut router = Router::new()
        .route(
            "/echo",
            post(|Json(query): Json<NumberQuery>| async { Json(query) }),
        )
        .route("/bytes", get(bytes));
    for (place, pair) in databases.chunks_exact(2).enumerate() {
        let database = Database::open(&pair[0]).await?;
        let app = App::new(
            database,
            Clock::system(),
            String::new(),
            true,
            Arc::new(SyntheticNation),
        )?;
        let look_up = test_desk::look_up(app, &pair[1]).await;
        let look_up = look_up.map_err(|code| anyhow!("{}", code.code()))?;
        router = router.route(&format!("/look-up/{place}"), look_up);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!(
        r#"{{"ready":true,"address":"http://{}"}}"#,
        listener.local_addr()?
    );
    Ok(axum::serve(listener, router).await?)
}
