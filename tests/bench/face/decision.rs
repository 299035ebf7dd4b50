//! From 照合番号B to the decision: the photo over the modelled link, what is made of it, and the pictures that are judged.
//!
//! The card holds a drawn photo, in which no net finds a face, and nearly as many bytes; what is computed with is the
//! photo of the set-up. What the patient takes to turn the head is not computing and is not in it.

use super::{Times, WARM_UP};
use anyhow::{Context, Result};
use madoguchi_bridge::card::CardService;
use madoguchi_bridge::desk::face::FaceMatcher as _;
use madoguchi_bridge::face::NetMatcher;
use madoguchi_people::{TestCa, find};
use madoguchi_shared::Secret;
use madoguchi_shared::bridge::face::FacePolicy;
use madoguchi_shared::date::Day;
use madoguchi_shared::identifier::CollationNumberB;
use madoguchi_virtual_card::pcscd_harness::{Pcscd, Readers};
use madoguchi_virtual_card::profile::LinkModel;
use madoguchi_virtual_card::vpcd::VpcdCard;
use madoguchi_virtual_card::{SharedCard, person};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Each takes half a second.
const ROUNDS: usize = 30;
const PERSON: &str = "tandoku-valid";
/// Pictures that are compared at least, three on each side of the movement.
const COMPARED: f64 = 6.0;

pub(crate) fn measure(photo: &Path, frame: &Path, models: &Path) -> Result<()> {
    let _pcscd = Pcscd::start(Readers::Two);
    let someone = find(PERSON).context("the synthetic person")?;
    let today = Day::new(2026, 11, 22)?;
    let mut image = person::image(someone, TestCa::shared(), today)?;
    image.profile.link = LinkModel::CONTACTLESS;
    let mut plugged = VpcdCard::new(SharedCard::new(image), Pcscd::address(0));
    plugged.insert()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let service = runtime.block_on(async { CardService::start_pcsc() });
    let presence = runtime.block_on(service.card_present());
    let digits = person::collation_number_b(someone, today);

    let matcher = NetMatcher::load(models)?;
    let (photo, frame) = (fs::read(photo)?, fs::read(frame)?);
    let mut times = [
        Times::new("card: VERIFY to photo, 3 ms + 25 µs/byte"),
        Times::new("photo: decode, find, embed"),
        Times::new("one picture of the camera"),
    ];
    let mut bytes = 0;
    for round in 0..WARM_UP + ROUNDS {
        let keep = round >= WARM_UP;
        let [card, begin, look] = &mut times;
        bytes = card.time(keep, || {
            let number = CollationNumberB::parse(&Secret::new(digits.clone()))?;
            let read = service.read_photo(&presence, number, false);
            Ok(runtime.block_on(read)?.photo.len())
        })?;
        let opened = begin.time(keep, || Ok(matcher.begin(&photo, FacePolicy::Standard)))?;
        let mut judge = opened.judge.context("no face in the photo")?;
        look.time(keep, || {
            let look = judge.look(&frame, Duration::ZERO);
            look.map_err(|_| anyhow::anyhow!("no picture"))
        })?;
    }
    println!(
        "照合番号B accepted → decision, {ROUNDS} rounds; {bytes} bytes from the card, {} computed with",
        photo.len()
    );
    for way in &times {
        way.print(None);
    }
    let [card, begin, look] = times.map(|way| way.median());
    println!(
        "  card + photo + the picture that decides: {:.0} ms (aim 300)",
        card + begin + look
    );
    println!(
        "  with all {COMPARED} pictures that are compared: {:.0} ms",
        card + begin + COMPARED * look
    );
    Ok(())
}
