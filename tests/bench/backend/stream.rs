//! All rows of 一括取得 as they are streamed, read by somebody who only counts them.

use super::desk::Desk;
use super::median::median;
use super::server::Server;
use super::{ROWS, Servers};
use anyhow::{Result, ensure};
use std::path::Path;
use std::time::Instant;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Rounds that are measured, after one of which only the growth of memory counts.
const ROUNDS: usize = 5;
/// How a row's line begins.
const ROW: &[u8] = br#"{"row":"#;

/// One answer, read to its end.
struct Streamed {
    first_ms: f64,
    all_ms: f64,
    grown_mb: f64,
    bytes: usize,
}

/// Measures and prints.
pub(crate) async fn measure(servers: &mut Servers) -> Result<()> {
    let [(sqlite, first), (postgres, second)] = &servers.sandbox;
    let (simple, peer) = (&servers.simple, &servers.peer);
    let ways = [
        ("bytes from memory, axum", simple, None, "/bytes"),
        ("sandbox, SQLite", sqlite, Some(first), ""),
        ("sandbox, PostgreSQL", postgres, Some(second), ""),
        ("FastAPI + sqlite3", peer, None, "/bulk"),
    ];
    let mut rounds = [const { Vec::new() }; 4];
    for _ in 0..=ROUNDS {
        for ((_, server, desk, path), rounds) in ways.iter().zip(&mut rounds) {
            let request = match desk {
                Some(desk) => desk.bulk()?,
                None => format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").into_bytes(),
            };
            rounds.push(read(server, &request, &mut std::io::sink()).await?);
        }
    }
    let megabytes = rounds[1][0].bytes as f64 / 1e6;
    println!(
        "一括取得, {ROWS} rows, {megabytes:.1} MB, server on one core, medians of {ROUNDS} rounds in turns"
    );
    println!(
        "{:<32}{:>13}{:>13}{:>13}{:>17}",
        "", "first row ms", "all rows ms", "rows/s", "memory grows MB"
    );
    for ((name, ..), rounds) in ways.iter().zip(&rounds) {
        let of = |read: fn(&Streamed) -> f64| median(rounds[1..].iter().map(read));
        let all_ms = of(|streamed| streamed.all_ms);
        let grown = rounds
            .iter()
            .map(|streamed| streamed.grown_mb)
            .fold(0.0, f64::max);
        println!(
            "{name:<32}{:>13.1}{all_ms:>13.1}{:>13.0}{grown:>17.1}",
            of(|streamed| streamed.first_ms),
            f64::from(ROWS) / all_ms * 1e3,
        );
    }
    println!("memory: the most of any round, the first one too. Aim of the sandbox: at most 16 MB.\n");
    Ok(())
}

/// Writes the body of an answer of 一括取得 into a file.
pub(crate) async fn save(server: &Server, desk: &Desk, file: &Path) -> Result<()> {
    let mut answer = Vec::new();
    read(server, &desk.bulk()?, &mut answer).await?;
    // Without the head and what HTTP puts between the pieces.
    let lines = answer.split_inclusive(|byte| *byte == b'\n');
    let lines: Vec<_> = lines.filter(|line| line.starts_with(b"{")).collect();
    Ok(std::fs::write(file, lines.concat())?)
}

async fn read(server: &Server, request: &[u8], copy: &mut impl std::io::Write) -> Result<Streamed> {
    let mark = server.mark()?;
    let begun = Instant::now();
    let mut stream = TcpStream::connect(server.address).await?;
    stream.write_all(request).await?;
    let mut buffer = Vec::with_capacity(1 << 18);
    let (mut rows, mut bytes, mut first_ms) = (0, 0, None);
    loop {
        // What may be the beginning of a row's line stays for the next look.
        let kept = buffer.len();
        let came = stream.read_buf(&mut buffer).await?;
        ensure!(came > 0, "{} broke off after {rows} rows", server.name);
        bytes += came;
        copy.write_all(&buffer[kept..])?;
        rows += memchr::memmem::find_iter(&buffer, ROW).count();
        if rows > 0 && first_ms.is_none() {
            first_ms = Some(begun.elapsed().as_secs_f64() * 1e3);
        }
        let ended = buffer.ends_with(b"\r\n0\r\n\r\n");
        let rest = buffer.len().saturating_sub(ROW.len() - 1);
        buffer.drain(..rest);
        if ended {
            break;
        }
    }
    let all_ms = begun.elapsed().as_secs_f64() * 1e3;
    ensure!(rows >= usize::try_from(ROWS)?, "{}: {rows} rows", server.name);
    Ok(Streamed {
        first_ms: first_ms.unwrap_or(all_ms),
        all_ms,
        grown_mb: server.grown(mark)?,
        bytes,
    })
}
