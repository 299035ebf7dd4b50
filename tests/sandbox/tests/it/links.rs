//! 初回登録 (F01): who is linked, who is not, and that the two numbers stay where they belong.

use crate::control::{control, records, sandbox};
use crate::support::cards::TestCard;
use crate::support::client::{self, enrol, nonce};
use crate::support::{DECEMBER, World};
use madoguchi_people::find;
use madoguchi_sandbox::test_desk::TestDesk;
use madoguchi_sandbox::{Clock, RunningSandbox};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::{CardLink, CardLinkResult, CardQuery, LinkOutcome, Nonce, Operation};
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::qualification::QualificationAnswer;
use serde_json::json;
use tempfile::TempDir;

const DAY_MS: i64 = 86_400_000;

/// 本人確認, as it goes into a query or a link.
async fn identify(world: &World, person: &str, method: IdentityMethod) -> CardQuery {
    let card = TestCard::of(person, world.clock.today());
    let nonce = world.nonce(&world.desk).await;
    world.desk.card_query(method, card.in_hand(), &nonce, world.now())
}

fn link_with(query: &CardQuery) -> CardLink {
    CardLink {
        institution_code: query.institution_code.clone(),
        evidence: query.evidence.clone(),
    }
}

async fn link(world: &World, query: &CardQuery) -> Result<LinkOutcome, ErrorCode> {
    let reply = world
        .ask(&world.desk, Operation::CardLink, &link_with(query))
        .await;
    match reply.code() {
        Some(code) => Err(code),
        None => Ok(reply.answer::<CardLinkResult>().outcome),
    }
}

#[tokio::test]
async fn the_same_evidence_asks_is_linked_and_asks_again() {
    let world = World::new().await;
    for method in [IdentityMethod::Pin, IdentityMethod::Face] {
        let world = if method == IdentityMethod::Pin {
            &world
        } else {
            &World::new().await
        };
        let query = identify(world, "first-registration", method).await;
        assert_eq!(
            world.query(&world.desk, &query).await.code(),
            Some(ErrorCode::NotLinked)
        );
        assert_eq!(link(world, &query).await, Ok(LinkOutcome::Linked));
        let answer: QualificationAnswer = world.query(&world.desk, &query).await.answer();
        assert_eq!(
            answer.message_body.qualification_validity,
            QualificationValidity::Valid
        );
        assert_eq!(link(world, &query).await, Ok(LinkOutcome::AlreadyLinked));
    }
    world.clock.set(DECEMBER + DAY_MS);
    let answer = world.answer_for("first-registration").await;
    assert_eq!(
        answer.message_body.result_list.len(),
        1,
        "the link is still there when the day has changed"
    );
}

#[tokio::test]
async fn every_end_has_its_answer() {
    let world = World::new().await;
    let rows = [
        ("tandoku-valid", Ok(LinkOutcome::AlreadyLinked)),
        ("nothing-to-link", Ok(LinkOutcome::NothingToLink)),
        ("first-registration-revoked", Err(ErrorCode::CertificateRevoked)),
        ("first-registration-expired", Err(ErrorCode::CertificateExpired)),
        ("first-registration-unknown", Err(ErrorCode::CertificateUnknown)),
        ("cert-revoked", Err(ErrorCode::CertificateRevoked)),
        ("cert-expired", Err(ErrorCode::CertificateExpired)),
        ("cert-unknown-issuer", Err(ErrorCode::CertificateUnknownIssuer)),
    ];
    for (person, expected) in rows {
        let query = identify(&world, person, IdentityMethod::Pin).await;
        assert_eq!(link(&world, &query).await, expected, "{person}");
    }
    for person in [
        "first-registration-revoked",
        "first-registration-expired",
        "first-registration-unknown",
    ] {
        let query = identify(&world, person, IdentityMethod::Pin).await;
        let code = world.query(&world.desk, &query).await.code();
        assert_eq!(
            code,
            Some(ErrorCode::NotLinked),
            "{person} is not linked by a refusal"
        );
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM card_link").await, 0);
}

#[tokio::test]
async fn evidence_is_checked_as_for_a_query() {
    let world = World::new().await;
    let by_eye = identify(&world, "first-registration", IdentityMethod::ByEye).await;
    assert_eq!(link(&world, &by_eye).await, Err(ErrorCode::LinkByEyeRefused));

    let good = identify(&world, "first-registration", IdentityMethod::Pin).await;
    let other = identify(&world, "tandoku-valid", IdentityMethod::Pin).await;
    let mut swapped = good.clone();
    swapped
        .evidence
        .certificate
        .clone_from(&other.evidence.certificate);
    assert_eq!(link(&world, &swapped).await, Err(ErrorCode::AssertionInvalid));
    assert_eq!(
        link(&world, &good).await,
        Err(ErrorCode::NonceInvalid),
        "its nonce was used up with other evidence"
    );

    let old = identify(&world, "first-registration", IdentityMethod::Pin).await;
    world.clock.set(world.now() + 5 * 60_000 + 1);
    assert_eq!(link(&world, &old).await, Err(ErrorCode::NonceInvalid));
    assert_eq!(world.count("SELECT COUNT(*) FROM card_link").await, 0);
    assert_eq!(world.count("SELECT COUNT(*) FROM exchange").await, 0);
}

#[tokio::test]
async fn the_two_numbers_never_reach_the_terminal() {
    let world = World::new().await;
    let query = identify(&world, "first-registration", IdentityMethod::Pin).await;
    let reply = world
        .ask(&world.desk, Operation::CardLink, &link_with(&query))
        .await;
    let body = String::from_utf8(reply.body.clone()).unwrap();
    let serial = TestCard::of("first-registration", world.clock.today()).serial;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&body).unwrap(),
        json!({"certificateSerial": serial, "outcome": "linked"})
    );
    let assistance = find("first-registration").unwrap().assistance.clone().unwrap();
    let kept = world
        .text("SELECT query || answer FROM answer_record WHERE operation = '/v1/links/card'")
        .await;
    assert!(kept.contains("linked"), "{kept}");
    let exchanged = world
        .text("SELECT GROUP_CONCAT(pool || ' ' || asked_about || ' ' || outcome) FROM exchange")
        .await;
    assert!(exchanged.contains("intermediateServer"), "{exchanged}");
    for number in [assistance.payer_number, assistance.recipient_number] {
        for (place, text) in [("answer", &body), ("record", &kept), ("exchanges", &exchanged)] {
            assert!(!text.contains(number), "{number} is in the {place}");
        }
        assert!(reply.headers.values().all(|value| value != number));
    }
    // But it is where it belongs.
    assert_eq!(
        world
            .text("SELECT payer_number || recipient_number FROM card_link")
            .await,
        [assistance.payer_number, assistance.recipient_number].concat()
    );
}

#[tokio::test]
async fn a_link_is_there_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let first = sandbox(folder.path(), true).await;
    let desk = enrol(&first.address, &first.enrolment_code).await;
    assert_eq!(visit_and_link(&first, &desk).await, Ok(LinkOutcome::Linked));
    first.stop().await;
    let second = sandbox(folder.path(), true).await;
    let desk = TestDesk {
        origin: second.address.clone(),
        ..desk
    };
    let answer = client::visit(&second.address, &desk, "first-registration").await;
    answer.json::<QualificationAnswer>();
    let told: Vec<_> = records(&second)
        .await
        .exchanges
        .into_iter()
        .map(|exchange| format!("{} {}", exchange.pool, exchange.outcome))
        .collect();
    assert_eq!(
        told,
        [
            "jlis valid",
            "intermediateServer found",
            "linkRegister linked",
            "mynaPortal linked"
        ]
    );
    second.stop().await;
}

#[tokio::test]
async fn who_does_not_answer_is_told_and_asked_again() {
    let folder = TempDir::new().unwrap();
    let sandbox = sandbox(folder.path(), true).await;
    let desk = enrol(&sandbox.address, &sandbox.enrolment_code).await;
    for (route, code) in [
        ("mynaPortal", ErrorCode::MynaPortalUnavailable),
        ("jlis", ErrorCode::JlisUnavailable),
        ("intermediateServer", ErrorCode::IntermediateServerUnavailable),
        ("linkRegister", ErrorCode::BackendUnavailable),
        ("cardLink", ErrorCode::BackendUnavailable),
    ] {
        let fault = json!({"route": route, "fault": "unavailable", "times": 1});
        assert_eq!(control(&sandbox, "/control/faults", fault).await.status, 200);
        assert_eq!(visit_and_link(&sandbox, &desk).await, Err(code), "{route}");
    }
    assert_eq!(visit_and_link(&sandbox, &desk).await, Ok(LinkOutcome::Linked));
    let seen = records(&sandbox).await;
    let refused: Vec<_> = seen
        .exchanges
        .iter()
        .map(|exchange| exchange.outcome.as_str())
        .collect();
    assert!(refused.contains(&"JLIS_UNAVAILABLE"), "{refused:?}");
    assert!(
        seen.queries
            .iter()
            .any(|query| query.operation == Operation::CardLink.path()
                && query.outcome == "MYNA_PORTAL_UNAVAILABLE")
    );
    sandbox.stop().await;
}

async fn visit_and_link(sandbox: &RunningSandbox, desk: &TestDesk) -> Result<LinkOutcome, ErrorCode> {
    let nonce: Nonce = nonce(&sandbox.address, desk).await.json();
    let clock = Clock::system();
    let card = TestCard::of("first-registration", clock.today());
    let query = desk.card_query(IdentityMethod::Pin, card.in_hand(), &nonce.nonce, clock.now_ms());
    let answer = client::ask(&sandbox.address, desk, Operation::CardLink, &link_with(&query)).await;
    if answer.status == 200 {
        Ok(answer.json::<CardLinkResult>().outcome)
    } else {
        Err(answer.code())
    }
}
