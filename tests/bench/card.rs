//! Reads the certificate and signs after VERIFY, three ways on the same card in the same run: a bare loop of the
//! fewest APDUs (the floor), the bridge's card path, and OpenSC's PKCS#11 module. Then the photo behind 照合番号B, likewise
//! (`photo`), without link time and on a modelled link. `cargo xtask bench card`.
//!
//! Everything goes through pcscd and vpcd to a card in software, so the figures are of the way there, not of a
//! card: no chip, and no link time but for the modelled one. Each round begins without a connection and ends without
//! one, for all three.

#![allow(clippy::print_stdout, reason = "a benchmark prints its result")]

#[path = "card/floor.rs"]
mod floor;
#[path = "card/opensc.rs"]
mod opensc;
#[path = "card/photo.rs"]
mod photo;

use anyhow::{Context, Result, ensure};
use madoguchi_bridge::card::CardService;
use madoguchi_people::{TestCa, find};
use madoguchi_shared::Secret;
use madoguchi_shared::bridge::event::Readers as ReaderList;
use madoguchi_shared::date::Day;
use madoguchi_virtual_card::pcscd_harness::{Pcscd, Readers, in_namespace};
use madoguchi_virtual_card::profile::LinkModel;
use madoguchi_virtual_card::vpcd::VpcdCard;
use madoguchi_virtual_card::{SharedCard, person};
use std::time::{Duration, Instant};

/// Rounds that are measured, after [`WARM_UP`] that are not.
const ROUNDS: usize = 60;
const WARM_UP: usize = 5;
const MESSAGE: &[u8] = b"madoguchi bench card";
const PERSON: &str = "tandoku-valid";
pub(crate) const PIN: &str = "1234";

fn main() {
    in_namespace("bench-card", || measure().expect("the benchmark ran to its end"));
}

fn measure() -> Result<()> {
    let _pcscd = Pcscd::start(Readers::Two);
    let someone = find(PERSON).context("the synthetic person")?;
    let today = Day::new(2026, 11, 22)?;
    let image = person::image(someone, TestCa::shared(), today)?;
    let card = SharedCard::new(image.clone());
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
    report(
        "read certificate + VERIFY + sign, pcscd + vpcd, simulated card",
        ROUNDS,
        &ways,
    );

    let digits = person::collation_number_b(someone, today);
    let no_link = "photo behind 照合番号B, pcscd + vpcd, simulated card, no link time";
    photo::measure(no_link, &card, &service, &runtime, &presence, &digits)?;
    // The same card on the modelled link. The other one has to be gone before this one comes.
    plugged.remove();
    let mut gone = service.readers();
    let no_card = |readers: &ReaderList| readers.list.iter().all(|reader| reader.card.is_none());
    runtime.block_on(gone.wait_for(no_card))?;
    let mut image = image;
    image.profile.link = LinkModel::CONTACTLESS;
    let card = SharedCard::new(image);
    let mut plugged = VpcdCard::new(card.clone(), Pcscd::address(0));
    plugged.insert()?;
    let presence = runtime.block_on(service.card_present());
    let link = "photo behind 照合番号B, pcscd + vpcd, simulated card, 3 ms an APDU + 25 µs a byte";
    photo::measure(link, &card, &service, &runtime, &presence, &digits)
}

/// The photo on the card.
pub(crate) fn portrait() -> Result<&'static [u8]> {
    Ok(find(PERSON).context("the synthetic person")?.portrait.jpeg_2000())
}

pub(crate) struct Way {
    name: &'static str,
    times: Vec<Duration>,
    apdus: usize,
}

impl Way {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            times: Vec::new(),
            apdus: 0,
        }
    }

    pub(crate) fn time<T>(
        &mut self,
        keep: bool,
        card: &SharedCard,
        run: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
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

/// Of the floor, ours and theirs.
pub(crate) fn report(title: &str, rounds: usize, ways: &[Way; 3]) {
    println!("{title}, {rounds} rounds");
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
    println!("madoguchi is {ahead:.2}x ahead of: {}\n", ways[2].name);
}
