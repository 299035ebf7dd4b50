//! Reads the certificate and signs after VERIFY, three ways on the same card in the same run: a bare loop of the
//! fewest APDUs (the floor), the bridge's card path, and OpenSC's PKCS#11 module. `cargo xtask bench card`.
//!
//! Everything goes through pcscd and vpcd to a card in software, so the figures are of the way there, not of a
//! card: no link time and no chip. Each round begins without a connection and ends without one, for all three.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

#[path = "card/floor.rs"]
mod floor;
#[path = "card/opensc.rs"]
mod opensc;

use anyhow::{Context, Result, ensure};
use madoguchi_bridge::card::CardService;
use madoguchi_people::{TestCa, find};
use madoguchi_shared::Secret;
use madoguchi_shared::date::Day;
use madoguchi_virtual_card::pcscd_harness::{Pcscd, Readers, in_namespace};
use madoguchi_virtual_card::vpcd::VpcdCard;
use madoguchi_virtual_card::{SharedCard, person};
use std::time::{Duration, Instant};

/// Rounds that are measured, after [`WARM_UP`] that are not.
const ROUNDS: usize = 60;
const WARM_UP: usize = 5;
const MESSAGE: &[u8] = b"madoguchi bench card";
pub(crate) const PIN: &str = "1234";

fn main() {
    in_namespace("bench-card", || measure().expect("the benchmark ran to its end"));
}

fn measure() -> Result<()> {
    let _pcscd = Pcscd::start(Readers::Two);
    let someone = find("tandoku-valid").context("the synthetic person")?;
    let today = Day::new(2026, 11, 22)?;
    let card = SharedCard::new(person::image(someone, TestCa::shared(), today)?);
    let mut plugged = VpcdCard::new(card.clone(), Pcscd::address(0));
    plugged.insert()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let service = runtime.block_on(async { CardService::start_pcsc() });
    let presence = runtime.block_on(service.card_present());

    let mut ways = [
        Way::new("floor: fewest APDUs"),
        Way::new("madoguchi"),
        Way::new("OpenSC"),
    ];
    for round in 0..WARM_UP + ROUNDS {
        let keep = round >= WARM_UP;
        let [floor, ours, theirs] = &mut ways;
        let at_floor = floor.time(keep, &card, || floor::read_and_sign(MESSAGE))?;
        let by_bridge = ours.time(keep, &card, || {
            let message = Box::new(|_: &_| MESSAGE.to_vec());
            let done =
                runtime.block_on(service.verify_and_sign(&presence, Secret::new(PIN.into()), false, message));
            let done = done.map_err(|error| anyhow::anyhow!("{error}"))?;
            Ok((done.facts.certificate_der, done.signature))
        })?;
        let by_opensc = theirs.time(keep, &card, || opensc::read_and_sign(MESSAGE))?;
        // All three did the same: same certificate, same signature (PKCS#1 v1.5 is deterministic).
        ensure!(
            at_floor == by_bridge && by_bridge == by_opensc,
            "the three results differ"
        );
    }
    report(&ways);
    Ok(())
}

struct Way {
    name: &'static str,
    times: Vec<Duration>,
    apdus: usize,
}

impl Way {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            times: Vec::new(),
            apdus: 0,
        }
    }

    fn time<T>(&mut self, keep: bool, card: &SharedCard, run: impl FnOnce() -> Result<T>) -> Result<T> {
        card.take_log();
        let start = Instant::now();
        let done = run().with_context(|| self.name)?;
        if keep {
            self.times.push(start.elapsed());
            self.apdus = card.take_log().apdus().count();
        }
        Ok(done)
    }

    fn median(&self) -> Duration {
        let mut sorted = self.times.clone();
        sorted.sort_unstable();
        sorted[sorted.len() / 2]
    }
}

fn report(ways: &[Way; 3]) {
    println!("read certificate + VERIFY + sign, {ROUNDS} rounds, pcscd + vpcd, simulated card");
    println!(
        "{:<22}{:>12}{:>12}{:>8}{:>12}",
        "", "median ms", "min ms", "APDUs", "x floor"
    );
    let floor = ways[0].median().as_secs_f64();
    for way in ways {
        let (median, least) = (way.median(), way.times.iter().min().copied().unwrap_or_default());
        println!(
            "{:<22}{:>12.3}{:>12.3}{:>8}{:>12.2}",
            way.name,
            median.as_secs_f64() * 1e3,
            least.as_secs_f64() * 1e3,
            way.apdus,
            median.as_secs_f64() / floor,
        );
    }
    let ahead = ways[2].median().as_secs_f64() / ways[1].median().as_secs_f64();
    println!("madoguchi is {ahead:.1}x ahead of OpenSC");
}
