//! The sandbox beside a JSON echo of the same axum and beside FastAPI + sqlite3, in turns in one run: the query by numbers (`points`) and the
//! rows of 一括取得 (`stream`), on SQLite and PostgreSQL. `cargo xtask bench backend`.
//!
//! Each server runs on core 0, one at a time; who asks is on core 1. PostgreSQL's own processes may use both.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]
#![allow(clippy::cast_precision_loss, reason = "counts of requests, rows and bytes")]

#[path = "backend/desk.rs"]
mod desk;
#[path = "backend/load.rs"]
mod load;
#[path = "median.rs"]
mod median;
#[path = "backend/points.rs"]
mod points;
#[path = "../sandbox/tests/it/support/postgres.rs"]
#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "shared with the sandbox's tests, where a failure is a panic"
)]
mod postgres;
#[path = "backend/server.rs"]
mod server;
#[path = "backend/simple.rs"]
mod simple;
#[path = "backend/stream.rs"]
mod stream;

use anyhow::{Context as _, Result, ensure};
use desk::Desk;
use madoguchi_sandbox::database::sqlite_url;
use postgres::Postgres;
use rustix::thread::{CpuSet, sched_setaffinity};
use server::Server;
use std::env;
use std::path::Path;
use tempfile::TempDir;

/// Rows of 一括取得.
const ROWS: u32 = 100_000;

/// All servers.
pub(crate) struct Servers {
    /// The sandbox on SQLite and on PostgreSQL, each with a desk of its own.
    pub(crate) sandbox: [(Server, Desk); 2],
    /// Echo, look-up alone and bytes from memory (`simple`).
    pub(crate) simple: Server,
    /// FastAPI + sqlite3 on the file of the first sandbox.
    pub(crate) peer: Server,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [serve, answer, databases @ ..] = arguments.as_slice()
        && serve == "serve"
    {
        return simple::serve(Path::new(answer), databases).await;
    }
    ensure!(
        std::thread::available_parallelism()?.get() > 1,
        "this needs two cores"
    );
    let postgres = Postgres::with(&[]);
    let mut second = CpuSet::new();
    second.set(1);
    sched_setaffinity(None, &second)?;
    let data = tempfile::tempdir()?;
    let mut servers = start(&data, &postgres).await?;
    points::measure(&mut servers).await?;
    stream::measure(&mut servers).await
}

async fn start(data: &TempDir, postgres: &Postgres) -> Result<Servers> {
    let folder = data.path().to_str().context("a path that is no text")?;
    let urls = [sqlite_url(data.path()), postgres.url()];
    let sqlite = sandbox("sandbox, SQLite", &urls[0]).await?;
    let sandbox = [sqlite, sandbox("sandbox, PostgreSQL", &urls[1]).await?];
    let answer = format!("{folder}/answer");
    stream::save(&sandbox[0].0, &sandbox[0].1, Path::new(&answer)).await?;
    let own = env::current_exe()?;
    let own = own.to_str().context("a path that is no text")?;
    let [(_, first), (_, second)] = &sandbox;
    let simple = ["serve", &answer, &urls[0], first.id(), &urls[1], second.id()];
    let file = format!("{folder}/sandbox.sqlite");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/backend/peer.py");
    let port = server::free_port()?.to_string();
    let python = format!("{}/python/backend/bin/python", env::var("MADOGUCHI_CACHE")?);
    Ok(Servers {
        simple: Server::start("simple", own, &simple)?,
        peer: Server::start("peer", &python, &[script, &file, &port, first.origin()])?,
        sandbox,
    })
}

async fn sandbox(name: &'static str, url: &str) -> Result<(Server, Desk)> {
    let program = format!("{}/madoguchi-sandbox", env::var("MADOGUCHI_BIN")?);
    let rows = ROWS.to_string();
    let arguments = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        url,
        "--bulk-rows",
        &rows,
    ];
    let server = Server::start(name, &program, &arguments)?;
    let desk = Desk::enrol(&server).await?;
    Ok((server, desk))
}
