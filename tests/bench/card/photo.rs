//! The photo behind 照合番号B, three ways: the fewest APDUs (no counter query), the bridge's card path, and the way of
//! the peers that select every file and read 256 bytes at a time (myna 0.6.4, `performance.md §4.2`), in APDUs of our own.

use super::{Way, portrait, report};
use anyhow::{Result, bail, ensure};
use madoguchi_bridge::card::CardService;
use madoguchi_shared::Secret;
use madoguchi_shared::identifier::CollationNumberB;
use madoguchi_virtual_card::SharedCard;
use pcsc::{Context, Disposition, Protocols, Scope, ShareMode, Transaction};

/// Rounds that are measured; each takes most of a second with the modelled link.
const ROUNDS: usize = 10;
const WARM_UP: usize = 2;

const SELECT_FACE: &[u8] = &[
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02,
];
/// SFI 02, extended Le.
const READ_FACE: &[u8] = &[0x00, 0xB0, 0x82, 0x00, 0x00, 0x00, 0x00];
/// Bytes that the peers look at for the length.
const PROBE: usize = 7;

/// Measures all three on the card that lies there, whose 照合番号B is given.
pub(crate) fn measure(
    title: &str,
    card: &SharedCard,
    service: &CardService,
    runtime: &tokio::runtime::Runtime,
    presence: &str,
    digits: &str,
) -> Result<()> {
    let mut ways = [
        Way::new("floor: fewest APDUs"),
        Way::new("madoguchi"),
        Way::new("256 bytes at a time"),
    ];
    for round in 0..WARM_UP + ROUNDS {
        let keep = round >= WARM_UP;
        let [floor, ours, theirs] = &mut ways;
        let at_floor = floor.time(keep, card, || {
            with_card(|transaction| fewest(transaction, digits))
        })?;
        let by_bridge = ours.time(keep, card, || {
            let number = CollationNumberB::parse(&Secret::new(digits.into()))?;
            Ok(runtime
                .block_on(service.read_photo(presence, number, false))?
                .photo)
        })?;
        let by_peers = theirs.time(keep, card, || {
            with_card(|transaction| as_peers(transaction, digits))
        })?;
        ensure!(at_floor == by_peers, "the two files differ");
        ensure!(
            at_floor
                .windows(by_bridge.len())
                .any(|part| part == &by_bridge[..]),
            "the photo is not in the file"
        );
        ensure!(by_bridge[..] == *portrait()?, "the photo is another");
    }
    report(title, ROUNDS, &ways);
    Ok(())
}

fn fewest(transaction: &Transaction<'_>, digits: &str) -> Result<Vec<u8>> {
    send(transaction, SELECT_FACE)?;
    send(
        transaction,
        &[&[0x00, 0x20, 0x00, 0x92, 14], digits.as_bytes()].concat(),
    )?;
    send(transaction, READ_FACE)
}

fn as_peers(transaction: &Transaction<'_>, digits: &str) -> Result<Vec<u8>> {
    send(transaction, SELECT_FACE)?;
    send(transaction, &[0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x12])?;
    send(
        transaction,
        &[&[0x00, 0x20, 0x00, 0x80, 14], digits.as_bytes()].concat(),
    )?;
    send(transaction, &[0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x02])?;
    let mut file = send(transaction, &[0x00, 0xB0, 0x00, 0x00, 0x07])?;
    let length = match file[..] {
        [0xFF, 0x20, 0x82, high, low, ..] => 5 + usize::from(u16::from_be_bytes([high, low])),
        _ => bail!("no face of more than 255 bytes"),
    };
    ensure!(file.len() == PROBE, "the probe is whole");
    while file.len() < length {
        let [high, low] = u16::try_from(file.len())?.to_be_bytes();
        let part = send(transaction, &[0x00, 0xB0, high, low, 0x00])?;
        ensure!(!part.is_empty(), "the file goes on");
        file.extend(part);
    }
    file.truncate(length);
    Ok(file)
}

/// One transaction, left by reset.
fn with_card<T>(run: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
    let context = Context::establish(Scope::User)?;
    let mut card = context.connect(c"Virtual PCD 00 00", ShareMode::Shared, Protocols::ANY)?;
    let transaction = card.transaction()?;
    let done = run(&transaction)?;
    transaction
        .end(Disposition::ResetCard)
        .map_err(|(_, error)| error)?;
    Ok(done)
}

fn send(transaction: &Transaction<'_>, command: &[u8]) -> Result<Vec<u8>> {
    let mut buffer = vec![0; 65_538];
    match transaction.transmit(command, &mut buffer)? {
        [data @ .., 0x90, 0x00] | [data @ .., 0x62, 0x82] => Ok(data.to_vec()),
        other => bail!("status {:02X?}", other.last_chunk::<2>()),
    }
}
