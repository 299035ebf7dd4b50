//! Over the real pcscd, with virtual cards on vpcd. Each test has a pcscd of its own, in a namespace.

mod cards;
mod service;

use crate::support::{card_of, reader_when};
use madoguchi_bridge::card::CardService;
use madoguchi_virtual_card::pcscd_harness::{Pcscd, Readers, in_namespace};
use madoguchi_virtual_card::vpcd::VpcdCard;
use pcsc::{Context, ReaderState, Scope, State};
use std::future::Future;
use std::time::Duration;

const FIRST: &str = "Virtual PCD 00 00";
const SECOND: &str = "Virtual PCD 00 01";
const PERSON: &str = "tandoku-valid";
const OTHER: &str = "heiyo-both-valid";

/// A card of this person for a reader of pcscd.
fn slot(reader: u16, person: &str) -> VpcdCard {
    VpcdCard::new(card_of(person), Pcscd::address(reader))
}

/// Puts a card on the first reader; its presence.
///
/// The virtual reader of Debian 12 at times misses a card that comes soon after another was torn away: the connection
/// stands and pcscd calls the reader empty. Then, and only then, the card is put down again.
async fn put_down(slot: &mut VpcdCard, service: &CardService) -> String {
    for _ in 0..3 {
        slot.insert().unwrap();
        let seen = tokio::time::timeout(Duration::from_secs(3), service.card_present()).await;
        if let Ok(presence) = seen {
            return presence;
        }
        let context = Context::establish(Scope::User).unwrap();
        let mut states = [ReaderState::new(c"Virtual PCD 00 00", State::UNAWARE)];
        context.get_status_change(Duration::ZERO, &mut states).unwrap();
        assert!(
            states[0].event_state().contains(State::EMPTY),
            "pcscd has the card and the service does not show it"
        );
        slot.remove();
    }
    panic!("pcscd does not see the card");
}

/// Runs the test of this full name in a namespace, with two readers and the card path on them.
fn on_pcscd<T: Future<Output = ()>>(test: &str, body: impl FnOnce(Pcscd, CardService) -> T) {
    in_namespace(test, || {
        let pcscd = Pcscd::start(Readers::Two);
        run(async {
            let service = CardService::start_pcsc();
            reader_when(&service, SECOND, 2000, |_| true).await;
            body(pcscd, service.clone()).await;
            service.shutdown().await;
        });
    });
}

fn run(body: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(body);
}
