//! Who asks: as many connections as are wanted, each with one request under way, over bytes that are made before. It costs a core a few
//! microseconds a request, so that it is the server that is busy. It does not sleep: whoever answers pays for waking it, and it would
//! sleep before the answers of a slow server only.

use super::median::median;
use super::server::Server;
use anyhow::{Context as _, Result, ensure};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::{JoinSet, yield_now};

/// Connections at once.
pub(crate) const CONNECTIONS: usize = 32;

/// The end of a head.
const BLANK: &[u8] = b"\r\n\r\n";

/// What is asked.
pub(crate) struct Work {
    requests: Vec<Vec<u8>>,
    /// Each request once; else again and again until the time is up.
    once: bool,
    until: Instant,
    next: AtomicUsize,
}

/// What came of it.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) per_second: f64,
    pub(crate) median_ms: f64,
    pub(crate) p99_ms: f64,
    /// Processor time of the server's process for one request, µs.
    pub(crate) cpu_us: f64,
}

impl Work {
    pub(crate) fn new(requests: Vec<Vec<u8>>, once: bool, limit: Duration) -> Self {
        Self {
            requests,
            once,
            until: Instant::now() + limit,
            next: AtomicUsize::new(0),
        }
    }

    fn next(&self) -> Option<&[u8]> {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let place = if self.once {
            next
        } else {
            next % self.requests.len()
        };
        let request = self.requests.get(place)?;
        (Instant::now() < self.until).then_some(request)
    }
}

/// Asks on [`CONNECTIONS`] connections until there is nothing left to ask. An error when any answer is not 200.
pub(crate) async fn run(server: &Server, work: Work) -> Result<Load> {
    let (work, address) = (Arc::new(work), server.address);
    let (cpu, begun) = (server.cpu()?, Instant::now());
    let mut all = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let work = Arc::clone(&work);
        all.spawn(async move { connection(address, &work).await });
    }
    let awake = tokio::spawn(async {
        loop {
            yield_now().await;
        }
    });
    let mut times = Vec::new();
    while let Some(done) = all.join_next().await {
        times.extend(done?.with_context(|| server.name)?);
    }
    awake.abort();
    let (took, cpu) = (begun.elapsed().as_secs_f64(), server.cpu()?.saturating_sub(cpu));
    let count = times.len() as f64;
    times.sort_by(f64::total_cmp);
    ensure!(!times.is_empty(), "{}: nothing was answered", server.name);
    Ok(Load {
        per_second: count / took,
        median_ms: median(times.iter().copied()),
        p99_ms: times[(times.len() * 99 / 100).min(times.len() - 1)],
        cpu_us: cpu.as_secs_f64() * 1e6 / count,
    })
}

/// Asks once; the body.
pub(crate) async fn ask(address: SocketAddr, request: &[u8]) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut buffer = Vec::new();
    let body = answer(&mut stream, &mut buffer).await?;
    Ok(buffer.split_off(body))
}

/// How long each answer took, ms.
async fn connection(address: SocketAddr, work: &Work) -> Result<Vec<f64>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (mut times, mut buffer) = (Vec::new(), Vec::with_capacity(1 << 16));
    while let Some(request) = work.next() {
        let begun = Instant::now();
        stream.write_all(request).await?;
        buffer.clear();
        answer(&mut stream, &mut buffer).await?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(times)
}

/// Reads an answer that says how long it is; where its body begins.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<usize> {
    loop {
        ensure!(stream.read_buf(buffer).await? > 0, "an answer broke off");
        let Some(head) = buffer.windows(BLANK.len()).position(|some| some == BLANK) else {
            continue;
        };
        let text = std::str::from_utf8(&buffer[..head])?;
        ensure!(
            text.starts_with("HTTP/1.1 200 "),
            "{}",
            String::from_utf8_lossy(buffer)
        );
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("content-length").then_some(value)
        });
        let body = head + BLANK.len();
        let whole = body + length.context("no length")?.parse::<usize>()?;
        while buffer.len() < whole {
            ensure!(stream.read_buf(buffer).await? > 0, "an answer broke off");
        }
        return Ok(body);
    }
}
