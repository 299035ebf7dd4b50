//! Enrolment codes: once, in time, for a P-256 key.

use crate::support::{CLINIC, NOON, Reply, World, institution, post};
use madoguchi_sandbox::enrolment::{CODE_LIFE_MS, create_code};
use madoguchi_sandbox::test_desk::DeskKey;
use madoguchi_shared::backend::{ENROLMENT_PATH, Enrolment};
use madoguchi_shared::{ErrorCode, Facility};

const P384: &str = "-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEqofKIr6LBTeOscce8yCtdG4dO2KLp5uYWfdB4IJUKjhVAvJdv1UpbDpUXjhydgq3
NhfeSpYmLG9dnpi/kpLcKfj0Hb0omhR86doxE7XwuMAKYLHOHX6BnXpDHXyQ6g5f
-----END PUBLIC KEY-----
";

async fn code(world: &World) -> String {
    let code = create_code(&world.database, &institution(CLINIC, Facility::Clinic), NOON)
        .await
        .unwrap();
    code.expose().to_owned()
}

async fn send(world: &World, body: serde_json::Value) -> Reply {
    post(&world.router, ENROLMENT_PATH, None, body.to_string().into_bytes()).await
}

fn request(code: &str) -> serde_json::Value {
    serde_json::to_value(DeskKey::generate().enrolment_request(code)).unwrap()
}

#[tokio::test]
async fn a_code_enrols_one_desk_for_its_institution() {
    let world = World::new().await;
    let code = code(&world).await;
    // As someone types it who reads it off a screen.
    let typed = code.to_lowercase().replace('-', " ");
    let enrolment: Enrolment = send(&world, request(&typed)).await.answer();
    assert_eq!(enrolment.institution_code.as_str(), CLINIC);
    assert_eq!(enrolment.facility, Facility::Clinic);
    let again = send(&world, request(&code)).await;
    assert_eq!(again.code(), Some(ErrorCode::EnrolmentCodeInvalid));
}

#[tokio::test]
async fn wrong_and_old_codes_are_refused() {
    let world = World::new().await;
    for wrong in ["", "00000-00000-00000-00000"] {
        let reply = send(&world, request(wrong)).await;
        assert_eq!(reply.code(), Some(ErrorCode::EnrolmentCodeInvalid), "{wrong}");
    }
    let code = code(&world).await;
    world.clock.set(NOON + CODE_LIFE_MS);
    let reply = send(&world, request(&code)).await;
    assert_eq!(reply.code(), Some(ErrorCode::EnrolmentCodeInvalid));
    world.clock.set(NOON + CODE_LIFE_MS - 1);
    assert_eq!(send(&world, request(&code)).await.code(), None);
}

#[tokio::test]
async fn a_bad_request_does_not_use_the_code_up() {
    let world = World::new().await;
    let code = code(&world).await;
    let rows = [
        ("publicKey", "nonsense".into()),
        ("publicKey", P384.into()),
        ("deskName", " ".into()),
        ("deskName", "窓".repeat(65)),
    ];
    for (field, value) in rows {
        let mut request = request(&code);
        request[field] = value.into();
        assert_eq!(
            send(&world, request).await.code(),
            Some(ErrorCode::BodyInvalid),
            "{field}"
        );
    }
    assert_eq!(send(&world, request(&code)).await.code(), None);
}

#[tokio::test]
async fn the_code_itself_is_not_stored() {
    let world = World::new().await;
    let stored = world
        .count("SELECT COUNT(*) FROM enrolment_code WHERE LENGTH(code_hash) = 64")
        .await;
    assert_eq!(stored, world.count("SELECT COUNT(*) FROM enrolment_code").await);
    assert_eq!(stored, 1);
}
