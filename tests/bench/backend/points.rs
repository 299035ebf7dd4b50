//! The query by numbers, alone and with what stands around it: token, single use, record.

use super::Servers;
use super::desk::{Desk, request};
use super::load::{CONNECTIONS, Load, Work, run};
use super::median::median;
use super::server::Server;
use anyhow::Result;
use std::time::Duration;

/// Rounds that are measured, after one that is not.
const ROUNDS: usize = 5;
const LIMIT: Duration = Duration::from_secs(2);
/// Requests that are signed for a round.
const SIGNED: usize = 2_500;

/// Somebody who answers the same queries.
struct Way<'a> {
    name: &'static str,
    server: &'a Server,
    path: &'static str,
    /// Whose token each request carries; `None`: none.
    desk: Option<&'a Desk>,
    rounds: Vec<Load>,
}

/// Measures and prints.
pub(crate) async fn measure(servers: &mut Servers) -> Result<()> {
    let [(sqlite, first), (postgres, second)] = &servers.sandbox;
    let (simple, peer) = (&servers.simple, &servers.peer);
    let whole = "/v1/qualifications/numbers";
    let mut ways = [
        ("JSON echo, axum", simple, "/echo", None),
        ("look-up, SQLite", simple, "/look-up/0", None),
        ("look-up, PostgreSQL", simple, "/look-up/1", None),
        ("JSON echo, FastAPI", peer, "/echo", None),
        ("look-up, FastAPI + sqlite3", peer, "/look-up", None),
        ("whole query, SQLite", sqlite, whole, Some(first)),
        ("whole query, PostgreSQL", postgres, whole, Some(second)),
        ("whole query, FastAPI + sqlite3", peer, whole, Some(first)),
    ]
    .map(|(name, server, path, desk)| Way {
        name,
        server,
        path,
        desk,
        rounds: Vec::new(),
    });
    let bodies = first.queries()?;
    for round in 0..=ROUNDS {
        for way in &mut ways {
            let load = run(way.server, way.work(&bodies)).await?;
            if round > 0 {
                way.rounds.push(load);
            }
        }
    }
    print(&ways, bodies.len());
    Ok(())
}

impl Way<'_> {
    fn work(&self, bodies: &[Vec<u8>]) -> Work {
        let Some(desk) = self.desk else {
            let requests = bodies.iter().map(|body| request(self.path, None, body));
            return Work::new(requests.collect(), false, LIMIT);
        };
        let again = bodies.iter().cycle().take(SIGNED);
        Work::new(again.map(|body| desk.signed(body)).collect(), true, LIMIT)
    }

    fn median(&self, of: impl Fn(&Load) -> f64) -> f64 {
        median(self.rounds.iter().map(of))
    }
}

fn print(ways: &[Way<'_>], persons: usize) {
    println!(
        "query by numbers, {persons} persons in turn, {CONNECTIONS} connections, server on one core, medians of {ROUNDS} rounds in turns"
    );
    println!(
        "{:<32}{:>11}{:>8}{:>11}{:>9}{:>10}{:>12}",
        "", "requests/s", "x echo", "median ms", "p99 ms", "CPU µs", "CPU x echo"
    );
    let echo = ways[0].median(|load| load.per_second);
    let echo_cpu = ways[0].median(|load| load.cpu_us);
    for way in ways {
        let rate = way.median(|load| load.per_second);
        let cpu = way.median(|load| load.cpu_us);
        println!(
            "{:<32}{rate:>11.0}{:>8.2}{:>11.2}{:>9.2}{cpu:>10.1}{:>12.2}",
            way.name,
            rate / echo,
            way.median(|load| load.median_ms),
            way.median(|load| load.p99_ms),
            echo_cpu / cpu,
        );
    }
    println!(
        "CPU: of the server's process alone, for one request; its ratio holds on a busy machine, too. Aim: look-up on SQLite at least 0.50 of the echo.\n"
    );
}
