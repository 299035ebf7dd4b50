//! The same story on both databases: first visit, registration, second visit, and twenty at once.

use crate::support::cards::TestCard;
use crate::support::postgres::Postgres;
use crate::support::{CLINIC, NOON, Options, World, institution, post};
use madoguchi_sandbox::database::{Database, OpenError};
use madoguchi_sandbox::enrolment::create_code;
use madoguchi_sandbox::test_desk::DeskKey;
use madoguchi_shared::backend::{
    CardLink, CardLinkResult, ENROLMENT_PATH, InquiryNumberReceipt, LinkOutcome, NonceRequest, Operation,
};
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::qualification::QualificationAnswer;
use madoguchi_shared::{ErrorCode, Facility};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const AT_ONCE: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_plays_the_story() {
    story(Arc::new(World::new().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_plays_the_story() {
    let server = Postgres::start();
    let world = World::with(Options {
        database_url: Some(server.url()),
        ..Options::default()
    })
    .await;
    let world = Arc::new(world);
    story(Arc::clone(&world)).await;
    world.database.close().await;
}

#[tokio::test]
async fn a_database_that_is_gone_is_no_answer() {
    let world = World::new().await;
    world.database.close().await;
    let request = NonceRequest {
        institution_code: world.desk.institution_code.clone(),
    };
    let reply = world.ask(&world.desk, Operation::Nonce, &request).await;
    assert_eq!(reply.code(), Some(ErrorCode::BackendUnavailable));
}

#[tokio::test]
async fn other_databases_are_refused() {
    for url in ["mysql://localhost/x", "", "sandbox.sqlite"] {
        assert!(
            matches!(Database::open(url).await, Err(OpenError::Scheme)),
            "{url}"
        );
    }
    // In memory alone: each connection would have a database of its own.
    let outcome = Database::open("sqlite::memory:").await;
    assert!(matches!(outcome, Err(OpenError::Connect(_))), "{outcome:?}");
}

async fn story(world: Arc<World>) {
    visits(&world).await;
    midnight_with_many_desks(&world).await;
    one_token_many_times(&world).await;
    one_nonce_many_times(&world).await;
    one_code_many_times(&world).await;
    many_numbers_for_one_qualification(&world).await;
    one_card_linked_many_times(&world).await;
    crate::records::asked_and_seen(&world).await;
    assert_eq!(
        world.database.ping().await.map_err(|error| error.to_string()),
        Ok(())
    );
}

async fn visits(world: &World) {
    let answer = world.answer_for("heiyo-both-valid").await;
    assert_eq!(answer.message_body.result_list.len(), 2);
    let receipt = world
        .register(&world.desk, &answer.message_body.result_list[0], "P-1")
        .await;
    receipt.answer::<InquiryNumberReceipt>();
    let again = world.answer_for("heiyo-both-valid").await;
    assert_eq!(
        again.message_body.result_list[0].registered_inquiry_number(),
        Some("P-1")
    );
    let revoked = TestCard::of("cert-revoked", world.clock.today());
    let reply = world.visit(&world.desk, &revoked, IdentityMethod::Pin).await;
    assert_eq!(reply.code(), Some(ErrorCode::CertificateRevoked));
    assert_eq!(world.count("SELECT COUNT(*) FROM answer_record").await, 4);
    assert_eq!(world.count("SELECT COUNT(*) FROM crl_check").await, 3);
    assert_eq!(
        world
            .count("SELECT COUNT(*) FROM answer_record WHERE answer IS NULL")
            .await,
        1
    );
}

/// All persons are written anew while everyone asks.
async fn midnight_with_many_desks(world: &Arc<World>) {
    let card = TestCard::of("tandoku-valid", world.clock.today());
    world.clock.set(NOON + 86_400_000);
    let answers = at_once(world, move |world| {
        let card = card.clone();
        async move {
            let reply = world.visit(&world.desk, &card, IdentityMethod::Pin).await;
            let answer: QualificationAnswer = reply.answer();
            answer.message_body.result_list.len() == 1
        }
    });
    assert_eq!(answers.await, AT_ONCE);
    world.clock.set(NOON);
}

async fn one_token_many_times(world: &Arc<World>) {
    let request = NonceRequest {
        institution_code: world.desk.institution_code.clone(),
    };
    let body = serde_json::to_vec(&request).unwrap();
    let token = world.desk.token(Operation::Nonce, &body, world.now());
    let successes = at_once(world, move |world| {
        let (token, body) = (token.clone(), body.clone());
        async move {
            let code = world.send(Operation::Nonce, Some(&token), body).await.code();
            assert!(
                matches!(code, None | Some(ErrorCode::DeskTokenInvalid)),
                "{code:?}"
            );
            code.is_none()
        }
    });
    assert_eq!(successes.await, 1);
}

async fn one_nonce_many_times(world: &Arc<World>) {
    let card = TestCard::of("tandoku-valid", world.clock.today());
    let nonce = world.nonce(&world.desk).await;
    let made = AtomicI64::new(0);
    let successes = at_once(world, move |world| {
        // Each evidence says another time, so that no two are the same.
        let at_ms = world.now() - made.fetch_add(1, Ordering::Relaxed);
        let query = world
            .desk
            .card_query(IdentityMethod::Pin, card.in_hand(), &nonce, at_ms);
        async move {
            let code = world.query(&world.desk, &query).await.code();
            assert!(matches!(code, None | Some(ErrorCode::NonceInvalid)), "{code:?}");
            code.is_none()
        }
    });
    assert_eq!(successes.await, 1);
}

async fn one_code_many_times(world: &Arc<World>) {
    let code = create_code(
        &world.database,
        &institution(CLINIC, Facility::Clinic),
        world.now(),
    )
    .await
    .unwrap();
    let code = code.expose().to_owned();
    let successes = at_once(world, move |world| {
        let request = DeskKey::generate().enrolment_request(&code);
        async move {
            let body = serde_json::to_vec(&request).unwrap();
            let code = post(&world.router, ENROLMENT_PATH, None, body).await.code();
            assert!(
                matches!(code, None | Some(ErrorCode::EnrolmentCodeInvalid)),
                "{code:?}"
            );
            code.is_none()
        }
    });
    assert_eq!(successes.await, 1);
}

/// Every one is accepted, one stays, and every replacement is in the history.
async fn many_numbers_for_one_qualification(world: &Arc<World>) {
    let answer = world.answer_for("tandoku-valid").await;
    let result = answer.message_body.result_list[0].clone();
    let successes = at_once(world, move |world| {
        let result = result.clone();
        async move {
            let reference = uuid::Uuid::now_v7().simple().to_string();
            world
                .register(&world.desk, &result, &reference)
                .await
                .code()
                .is_none()
        }
    });
    assert_eq!(successes.await, AT_ONCE);
    let kept = world.count("SELECT COUNT(*) FROM inquiry_number").await;
    let replaced = world.count("SELECT COUNT(*) FROM inquiry_number_history").await;
    // One more than these: the other qualification of the first visit.
    assert_eq!((kept, replaced), (2, i64::try_from(AT_ONCE).unwrap() - 1));
}

/// Runs it twenty times in parallel; how many said yes.
async fn at_once<F, Fut>(world: &Arc<World>, run: F) -> usize
where
    F: Fn(Arc<World>) -> Fut,
    Fut: Future<Output = bool> + Send + 'static,
{
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| tokio::spawn(run(Arc::clone(world))))
        .collect();
    let mut yes = 0;
    for task in tasks {
        yes += usize::from(task.await.unwrap());
    }
    yes
}

/// Of many at once one registers the link, and all the others see it.
async fn one_card_linked_many_times(world: &Arc<World>) {
    let card = TestCard::of("first-registration", world.clock.today());
    let linked = at_once(world, move |world| {
        let card = card.clone();
        async move {
            let nonce = world.nonce(&world.desk).await;
            let query = world
                .desk
                .card_query(IdentityMethod::Pin, card.in_hand(), &nonce, world.now());
            let link = CardLink {
                institution_code: query.institution_code,
                evidence: query.evidence,
            };
            let reply = world.ask(&world.desk, Operation::CardLink, &link).await;
            reply.answer::<CardLinkResult>().outcome == LinkOutcome::Linked
        }
    });
    assert_eq!(linked.await, 1);
    let answer = world.answer_for("first-registration").await;
    assert_eq!(answer.message_body.result_list.len(), 1);
}
