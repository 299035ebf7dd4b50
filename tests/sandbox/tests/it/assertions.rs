//! The identity assertion: what is refused, row by row.

use crate::support::cards::TestCard;
use crate::support::{CLINIC, PHARMACY, World};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use madoguchi_sandbox::test_desk::{DeskKey, card_sign};
use madoguchi_shared::backend::CardQuery;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::{ASSERTION_TYPE, DESK_TOKEN_TYPE, IdentityAssertion, IdentityMethod};
use madoguchi_shared::{ErrorCode, Facility};
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding, Signer};
use sha2::Sha256;

fn card(world: &World) -> TestCard {
    TestCard::of("tandoku-valid", world.clock.today())
}

#[tokio::test]
async fn every_method_is_taken_when_it_is_whole() {
    let world = World::new().await;
    for method in [IdentityMethod::Pin, IdentityMethod::ByEye, IdentityMethod::Face] {
        let reply = world.visit(&world.desk, &card(&world), method).await;
        assert_eq!(reply.code(), None, "{method:?}");
    }
    for sql in [
        "SELECT COUNT(*) FROM answer_record WHERE method = 'pin' AND simulated = 1",
        "SELECT COUNT(*) FROM answer_record WHERE method = 'byEye' AND simulated = 1",
        "SELECT COUNT(*) FROM answer_record WHERE method = 'face' AND simulated = 1",
    ] {
        assert_eq!(world.count(sql).await, 1, "{sql}");
    }
}

#[tokio::test]
async fn claims_that_do_not_fit_are_refused() {
    type Spoil = fn(&mut IdentityAssertion);
    use IdentityMethod::{ByEye, Face, Pin};
    let rows: [(&str, IdentityMethod, Spoil); 16] = [
        ("other version", Pin, |a| a.version = 2),
        ("other audience", Pin, |a| {
            a.audience = "https://example.jp".into();
        }),
        ("other institution", Pin, |a| {
            a.institution_code = InstitutionCode::parse(PHARMACY).unwrap();
        }),
        ("other desk", Pin, |a| a.desk_id = "another".into()),
        ("other certificate", Pin, |a| {
            a.certificate_sha256 = "0".repeat(64);
        }),
        ("hash in upper case", Pin, |a| {
            a.certificate_sha256 = a.certificate_sha256.to_uppercase();
        }),
        ("other serial", Pin, |a| a.certificate_serial = "1".into()),
        ("serial with a zero", Pin, |a| a.certificate_serial.insert(0, '0')),
        ("too old", Pin, |a| a.issued_at_ms -= 5 * 60 * 1000 + 1),
        ("from the future", Pin, |a| a.issued_at_ms += 5001),
        ("at the end of time", Pin, |a| a.issued_at_ms = i64::MAX),
        ("PIN with staff", Pin, |a| a.staff_id = Some("staff-1".into())),
        ("face with staff", Face, |a| a.staff_id = Some("staff-1".into())),
        ("by eye without staff", ByEye, |a| a.staff_id = None),
        ("by eye with blank staff", ByEye, |a| {
            a.staff_id = Some(" ".into());
        }),
        ("by eye without card", ByEye, |a| {
            a.certificate_sha256 = String::new();
        }),
    ];
    let world = World::new().await;
    let card = card(&world);
    for (row, method, spoil) in rows {
        let nonce = world.nonce(&world.desk).await;
        let mut query = world.desk.card_query(method, card.in_hand(), &nonce, world.now());
        let mut assertion = world.desk.assertion(method, card.in_hand(), &nonce, world.now());
        spoil(&mut assertion);
        query.evidence = world.desk.evidence(&assertion, card.in_hand());
        let reply = world.query(&world.desk, &query).await;
        assert_eq!(reply.code(), Some(ErrorCode::AssertionInvalid), "{row}");
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM crl_check").await, 0);
}

#[tokio::test]
async fn evidence_that_is_not_what_was_signed() {
    type Spoil = fn(&World, &TestCard, &mut CardQuery, &IdentityAssertion);
    use IdentityMethod::{ByEye, Pin};
    let rows: [(&str, IdentityMethod, Spoil); 14] = [
        ("not a JWS", ByEye, |_, _, q, _| {
            q.evidence.assertion = "x.y.z".into();
        }),
        ("other key", ByEye, |w, _, q, a| {
            q.evidence.assertion = DeskKey::generate().sign(&w.desk.id, ASSERTION_TYPE, a);
        }),
        ("other key id", ByEye, |w, _, q, a| {
            q.evidence.assertion = w.desk.key.sign("another", ASSERTION_TYPE, a);
        }),
        ("type of a token", ByEye, |w, _, q, a| {
            q.evidence.assertion = w.desk.key.sign(&w.desk.id, DESK_TOKEN_TYPE, a);
        }),
        ("fields in another order", ByEye, |w, _, q, a| {
            let sorted = serde_json::to_value(a).unwrap();
            q.evidence.assertion = w.desk.key.sign(&w.desk.id, ASSERTION_TYPE, &sorted);
        }),
        ("a field too many", ByEye, |w, _, q, a| {
            let mut more = serde_json::to_value(a).unwrap();
            more["extra"] = 1.into();
            q.evidence.assertion = w.desk.key.sign(&w.desk.id, ASSERTION_TYPE, &more);
        }),
        ("certificate not base64", ByEye, |_, _, q, _| {
            q.evidence.certificate = "%%".into();
        }),
        ("someone else's certificate", ByEye, |w, _, q, _| {
            let other = TestCard::of("heiyo-both-valid", w.clock.today());
            q.evidence.certificate = STANDARD.encode(other.certificate);
        }),
        ("by eye with a card signature", ByEye, |_, card, q, a| {
            let canonical = serde_json::to_vec(a).unwrap();
            q.evidence.card_signature = Some(card_sign(&card.key, &canonical));
        }),
        ("PIN without a card signature", Pin, |_, _, q, _| {
            q.evidence.card_signature = None;
        }),
        ("PIN with noise", Pin, |_, _, q, _| {
            q.evidence.card_signature = Some(STANDARD.encode([7; 256]));
        }),
        ("PIN signed by another card", Pin, |w, _, q, a| {
            let other = TestCard::of("heiyo-both-valid", w.clock.today());
            let canonical = serde_json::to_vec(a).unwrap();
            q.evidence.card_signature = Some(card_sign(&other.key, &canonical));
        }),
        ("PIN signed for another assertion", Pin, |_, card, q, a| {
            let earlier = IdentityAssertion {
                issued_at_ms: a.issued_at_ms - 1,
                ..a.clone()
            };
            let canonical = serde_json::to_vec(&earlier).unwrap();
            q.evidence.card_signature = Some(card_sign(&card.key, &canonical));
        }),
        ("PIN signed without the domain tag", Pin, |_, card, q, a| {
            let signer = SigningKey::<Sha256>::new(card.key.clone());
            let bare = signer.sign(&serde_json::to_vec(a).unwrap());
            q.evidence.card_signature = Some(STANDARD.encode(bare.to_bytes()));
        }),
    ];
    let world = World::new().await;
    let card = card(&world);
    for (row, method, spoil) in rows {
        let nonce = world.nonce(&world.desk).await;
        let assertion = world.desk.assertion(method, card.in_hand(), &nonce, world.now());
        let mut query = world.desk.card_query(method, card.in_hand(), &nonce, world.now());
        spoil(&world, &card, &mut query, &assertion);
        let reply = world.query(&world.desk, &query).await;
        assert_eq!(reply.code(), Some(ErrorCode::AssertionInvalid), "{row}");
    }
}

#[tokio::test]
async fn an_assertion_of_another_desk_is_refused() {
    let world = World::new().await;
    let other = world.another_desk(CLINIC, Facility::Clinic).await;
    let card = card(&world);
    let nonce = world.nonce(&other).await;
    let stolen = other.card_query(IdentityMethod::Pin, card.in_hand(), &nonce, world.now());
    let reply = world.query(&world.desk, &stolen).await;
    assert_eq!(reply.code(), Some(ErrorCode::AssertionInvalid));
    // The other desk can still use what is its own.
    assert_eq!(world.query(&other, &stolen).await.code(), None);
}

#[tokio::test]
async fn a_nonce_is_good_once_in_time_and_for_its_desk() {
    let world = World::new().await;
    let other = world.another_desk(CLINIC, Facility::Clinic).await;
    let card = card(&world);
    let ask = async |nonce: &str| {
        let query = world
            .desk
            .card_query(IdentityMethod::Pin, card.in_hand(), nonce, world.now());
        world.query(&world.desk, &query).await.code()
    };
    assert_eq!(ask("").await, Some(ErrorCode::NonceInvalid), "empty");
    assert_eq!(
        ask("never-given-out-0").await,
        Some(ErrorCode::NonceInvalid),
        "unknown"
    );
    let foreign = world.nonce(&other).await;
    assert_eq!(
        ask(&foreign).await,
        Some(ErrorCode::NonceInvalid),
        "another desk's"
    );
    let nonce = world.nonce(&world.desk).await;
    assert_eq!(ask(&nonce).await, None);
    assert_eq!(
        ask(&nonce).await,
        None,
        "the very same evidence, its answer lost on the way"
    );
    world.clock.set(world.now() + 1000);
    assert_eq!(
        ask(&nonce).await,
        Some(ErrorCode::NonceInvalid),
        "used with other evidence"
    );
    let nonce = world.nonce(&world.desk).await;
    world.clock.set(world.now() + 5 * 60 * 1000);
    assert_eq!(ask(&nonce).await, Some(ErrorCode::NonceInvalid), "old");
}

#[tokio::test]
async fn a_failed_query_uses_its_nonce_up() {
    let world = World::new().await;
    let card = card(&world);
    let nonce = world.nonce(&world.desk).await;
    let mut query = world
        .desk
        .card_query(IdentityMethod::Pin, card.in_hand(), &nonce, world.now());
    let whole = query.clone();
    query.evidence.card_signature = None;
    assert_eq!(
        world.query(&world.desk, &query).await.code(),
        Some(ErrorCode::AssertionInvalid)
    );
    assert_eq!(
        world.query(&world.desk, &whole).await.code(),
        Some(ErrorCode::NonceInvalid)
    );
}
