//! Certificates and CRL: what is refused, row by row, and with which code.

use crate::support::cards::TestCard;
use crate::support::workshop::{self, Nation, Order, good_crl};
use crate::support::{NOON, Options, World};
use madoguchi_people::TestCa;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityMethod;
use std::sync::Arc;
use x509_cert::der::Decode;
use x509_cert::ext::pkix::KeyUsages;

const DAY_MS: i64 = 86_400_000;

async fn world(crl: fn(Day) -> Vec<u8>, accept_simulated: bool) -> World {
    World::with(Options {
        nation: Arc::new(Nation { crl }),
        accept_simulated,
        ..Options::default()
    })
    .await
}

async fn outcome(world: &World, card: &TestCard) -> Option<ErrorCode> {
    world.visit(&world.desk, card, IdentityMethod::Pin).await.code()
}

#[tokio::test]
async fn cards_of_the_synthetic_persons() {
    let world = World::new().await;
    let rows = [
        ("tandoku-valid", None),
        ("cert-revoked", Some(ErrorCode::CertificateRevoked)),
        ("cert-expired", Some(ErrorCode::CertificateExpired)),
        ("cert-unknown-issuer", Some(ErrorCode::CertificateUnknownIssuer)),
        ("first-registration", Some(ErrorCode::NotLinked)),
        ("nothing-to-link", Some(ErrorCode::NotLinked)),
    ];
    for (person, code) in rows {
        let card = TestCard::of(person, world.clock.today());
        assert_eq!(outcome(&world, &card).await, code, "{person}");
    }
    // Each look into the CRL is logged; the expired and the unknown never get there.
    assert_eq!(
        world
            .count("SELECT COUNT(*) FROM crl_check WHERE outcome = 'good'")
            .await,
        3
    );
    assert_eq!(
        world
            .count("SELECT COUNT(*) FROM crl_check WHERE outcome = 'revoked'")
            .await,
        1
    );
    assert_eq!(world.count("SELECT COUNT(*) FROM crl_check").await, 4);
}

#[tokio::test]
async fn certificates_that_do_not_fit_the_profile() {
    let world = world(good_crl, true).await;
    let good = Order::default();
    let rows = [
        (
            "no key usage",
            Order {
                usage: None,
                ..good.clone()
            },
        ),
        (
            "key usage of a signing certificate",
            Order {
                usage: Some(vec![KeyUsages::NonRepudiation]),
                ..good.clone()
            },
        ),
        (
            "may sign certificates",
            Order {
                usage: Some(vec![KeyUsages::DigitalSignature, KeyUsages::KeyCertSign]),
                ..good.clone()
            },
        ),
        (
            "a CA",
            Order {
                ca: Some(true),
                ..good.clone()
            },
        ),
        (
            "no policy",
            Order {
                policy: None,
                ..good.clone()
            },
        ),
        (
            "policy of the signature certificate",
            Order {
                policy: Some("1.2.392.200149.8.5.1.1.20"),
                ..good.clone()
            },
        ),
        (
            "a critical extension nobody understands",
            Order {
                critical_extra: true,
                ..good.clone()
            },
        ),
        (
            "not valid yet",
            Order {
                days: (1, 100),
                ..good.clone()
            },
        ),
    ];
    for (row, order) in rows {
        let code = outcome(&world, &workshop::card(&order)).await;
        assert_eq!(code, Some(ErrorCode::CertificateInvalid), "{row}");
    }
    let expired = workshop::card(&Order {
        days: (-100, -1),
        ..good.clone()
    });
    assert_eq!(
        outcome(&world, &expired).await,
        Some(ErrorCode::CertificateExpired)
    );
    // The good one passes all of this and stops where its issuer has no CRL: the CRL in force is another CA's.
    let not_a_ca = Order {
        ca: Some(false),
        ..good.clone()
    };
    for order in [good, not_a_ca] {
        let code = outcome(&world, &workshop::card(&order)).await;
        assert_eq!(code, Some(ErrorCode::BackendUnavailable));
    }
    assert_eq!(
        world
            .count("SELECT COUNT(*) FROM crl_check WHERE outcome = 'unusable'")
            .await,
        2
    );
}

#[tokio::test]
async fn certificates_nobody_trusted_signed() {
    let world = world(good_crl, true).await;
    let good = TestCard::of("tandoku-valid", world.clock.today());
    let by_a_card = workshop::card_signed_by(&good.key, &workshop::issuer(), &Order::default());
    let in_anothers_name = {
        let anchor = x509_cert::Certificate::from_der(TestCa::shared().certificate_der()).unwrap();
        workshop::card_signed_by(&good.key, &anchor.tbs_certificate.subject, &Order::default())
    };
    let mut bent = workshop::card(&Order::default());
    *bent.certificate.last_mut().unwrap() ^= 1;
    for (row, card) in [
        ("signed by a card's key", by_a_card),
        ("in the trusted CA's name", in_anothers_name),
        ("signature bent", bent),
    ] {
        let code = outcome(&world, &card).await;
        assert_eq!(code, Some(ErrorCode::CertificateUnknownIssuer), "{row}");
    }
}

#[tokio::test]
async fn bytes_that_are_no_certificate() {
    let world = World::new().await;
    let good = TestCard::of("tandoku-valid", world.clock.today());
    let cut = |bytes: usize| good.certificate[..bytes].to_vec();
    let mut longer = good.certificate.clone();
    longer.push(0);
    for (row, certificate) in [
        ("empty", Vec::new()),
        ("noise", vec![0x30; 40]),
        ("cut", cut(good.certificate.len() - 1)),
        ("cut early", cut(4)),
        ("one byte more", longer),
    ] {
        let card = TestCard {
            certificate,
            ..good.clone()
        };
        assert_eq!(
            outcome(&world, &card).await,
            Some(ErrorCode::CertificateInvalid),
            "{row}"
        );
    }
}

#[tokio::test]
async fn a_crl_that_cannot_be_relied_on_stops_everyone() {
    type Crl = fn(Day) -> Vec<u8>;
    let rows: [(&str, Crl); 4] = [
        ("none", |_| Vec::new()),
        ("old", |today| good_crl(today.plus_days(-4))),
        ("from the future", |today| good_crl(today.plus_days(1))),
        ("bent", |today| {
            let mut crl = good_crl(today);
            *crl.last_mut().unwrap() ^= 1;
            crl
        }),
    ];
    for (row, crl) in rows {
        let world = world(crl, true).await;
        let card = TestCard::of("tandoku-valid", world.clock.today());
        assert_eq!(
            outcome(&world, &card).await,
            Some(ErrorCode::BackendUnavailable),
            "{row}"
        );
        assert_eq!(
            world
                .count("SELECT COUNT(*) FROM crl_check WHERE outcome = 'unusable'")
                .await,
            1,
            "{row}"
        );
    }
}

#[tokio::test]
async fn without_accept_simulated_the_backend_decides_for_itself() {
    let world = world(good_crl, false).await;
    let card = TestCard::of("tandoku-valid", world.clock.today());
    // The desk claims that nothing is simulated; the issuer says otherwise.
    let ask = async |card: &TestCard, simulated: bool| {
        let nonce = world.nonce(&world.desk).await;
        let method = IdentityMethod::ByEye;
        let mut assertion = world.desk.assertion(method, card.in_hand(), &nonce, world.now());
        assertion.simulated = simulated;
        let mut query = world.desk.card_query(method, card.in_hand(), &nonce, world.now());
        query.evidence = world.desk.evidence(&assertion, card.in_hand());
        world.query(&world.desk, &query).await.code()
    };
    assert_eq!(ask(&card, false).await, Some(ErrorCode::SimulatedRefused));
    let other_issuer = workshop::card(&Order::default());
    assert_eq!(ask(&other_issuer, true).await, Some(ErrorCode::SimulatedRefused));
    // Neither: it gets as far as the CRL, which the workshop does not have.
    assert_eq!(
        ask(&other_issuer, false).await,
        Some(ErrorCode::BackendUnavailable)
    );
}

#[tokio::test]
async fn the_last_second_of_a_certificate() {
    let world = world(good_crl, true).await;
    let card = workshop::card(&Order {
        days: (-100, 1),
        ..Order::default()
    });
    world.clock.set(NOON + DAY_MS + 999);
    assert_eq!(outcome(&world, &card).await, Some(ErrorCode::BackendUnavailable));
    world.clock.set(NOON + DAY_MS + 1000);
    assert_eq!(outcome(&world, &card).await, Some(ErrorCode::CertificateExpired));
}
