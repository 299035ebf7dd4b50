//! The desk token: what is refused, row by row.

use crate::support::{CLINIC, ORIGIN, PHARMACY, World};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use madoguchi_sandbox::test_desk::{DeskKey, TestDesk};
use madoguchi_shared::backend::{DeskTokenClaims, NonceRequest, Operation};
use madoguchi_shared::identity::{ASSERTION_TYPE, DESK_TOKEN_TYPE};
use madoguchi_shared::{ErrorCode, Facility};

fn body(desk: &TestDesk) -> Vec<u8> {
    let request = NonceRequest {
        institution_code: desk.institution_code.clone(),
    };
    serde_json::to_vec(&request).unwrap()
}

fn sign(desk: &TestDesk, claims: &DeskTokenClaims) -> String {
    desk.key.sign(&desk.id, DESK_TOKEN_TYPE, claims)
}

#[tokio::test]
async fn claims_that_do_not_fit_are_refused() {
    type Spoil = fn(&mut DeskTokenClaims);
    let rows: [(&str, Spoil); 15] = [
        ("other issuer", |c| c.iss = "another-desk".into()),
        ("other audience", |c| c.aud = "http://127.0.0.1:9999".into()),
        ("audience with a slash", |c| c.aud = format!("{ORIGIN}/")),
        ("empty audience", |c| c.aud = String::new()),
        ("other operation", |c| c.op = Operation::CardQuery),
        ("other body", |c| {
            c.bh.replace_range(0..1, if c.bh.starts_with('0') { "1" } else { "0" });
        }),
        ("no body hash", |c| c.bh = String::new()),
        ("hash in upper case", |c| c.bh = c.bh.to_uppercase() + "A"),
        ("stale", |c| {
            c.iat -= 66;
            c.exp -= 66;
        }),
        ("from the future", |c| {
            c.iat += 6;
            c.exp += 6;
        }),
        ("lives 61 s", |c| c.exp += 1),
        ("ends when it begins", |c| c.exp = c.iat),
        ("ends at the end of time", |c| c.exp = i64::MAX),
        ("no id", |c| c.jti = String::new()),
        ("over-long id", |c| c.jti = "x".repeat(65)),
    ];
    let world = World::new().await;
    let body = body(&world.desk);
    for (row, spoil) in rows {
        let mut claims = world.desk.claims(Operation::Nonce, &body, world.now());
        spoil(&mut claims);
        let token = sign(&world.desk, &claims);
        let reply = world.send(Operation::Nonce, Some(&token), body.clone()).await;
        assert_eq!(reply.code(), Some(ErrorCode::DeskTokenInvalid), "{row}");
    }
    // The same, unspoiled, is taken; also at the ends of the leeway.
    for shift in [0, 5, -64] {
        let mut claims = world.desk.claims(Operation::Nonce, &body, world.now());
        claims.iat += shift;
        claims.exp += shift;
        let token = sign(&world.desk, &claims);
        let reply = world.send(Operation::Nonce, Some(&token), body.clone()).await;
        assert_eq!(reply.code(), None, "{shift} s");
    }
}

#[tokio::test]
async fn tokens_that_are_not_the_desks_are_refused() {
    let world = World::new().await;
    let other = world.another_desk(PHARMACY, Facility::Pharmacy).await;
    let body = body(&world.desk);
    let claims = world.desk.claims(Operation::Nonce, &body, world.now());
    let good = sign(&world.desk, &claims);
    let parts: Vec<&str> = good.split('.').collect();
    let header = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let with_header = |json: String| format!("{}.{}.{}", header(&json), parts[1], parts[2]);
    let kid = &world.desk.id;
    let rows = [
        ("not a token", "nonsense".to_owned()),
        ("two parts", format!("{}.{}", parts[0], parts[1])),
        ("no signature", format!("{}.{}.", parts[0], parts[1])),
        ("alg none", {
            let none = header(&format!(
                r#"{{"alg":"none","typ":"{DESK_TOKEN_TYPE}","kid":"{kid}"}}"#
            ));
            format!("{none}.{}.", parts[1])
        }),
        (
            "alg HS256",
            with_header(format!(
                r#"{{"alg":"HS256","typ":"{DESK_TOKEN_TYPE}","kid":"{kid}"}}"#
            )),
        ),
        (
            "alg ES384",
            with_header(format!(
                r#"{{"alg":"ES384","typ":"{DESK_TOKEN_TYPE}","kid":"{kid}"}}"#
            )),
        ),
        (
            "no key id",
            with_header(format!(r#"{{"alg":"ES256","typ":"{DESK_TOKEN_TYPE}"}}"#)),
        ),
        (
            "critical header",
            with_header(format!(
                r#"{{"alg":"ES256","typ":"{DESK_TOKEN_TYPE}","kid":"{kid}","crit":["x"],"x":1}}"#
            )),
        ),
        (
            "other key",
            DeskKey::generate().sign(kid, DESK_TOKEN_TYPE, &claims),
        ),
        (
            "unknown desk",
            world.desk.key.sign("nobody", DESK_TOKEN_TYPE, &claims),
        ),
        (
            "another desk's key id",
            world.desk.key.sign(&other.id, DESK_TOKEN_TYPE, &claims),
        ),
        (
            "type of an assertion",
            world.desk.key.sign(kid, ASSERTION_TYPE, &claims),
        ),
        ("type JWT", world.desk.key.sign(kid, "JWT", &claims)),
        (
            "other claims",
            world
                .desk
                .key
                .sign(kid, DESK_TOKEN_TYPE, &serde_json::json!({"iss": kid})),
        ),
        ("payload changed", {
            let mut later = claims.clone();
            later.exp += 1;
            let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&later).unwrap());
            format!("{}.{payload}.{}", parts[0], parts[2])
        }),
    ];
    for (row, token) in rows {
        let reply = world.send(Operation::Nonce, Some(&token), body.clone()).await;
        assert_eq!(reply.code(), Some(ErrorCode::DeskTokenInvalid), "{row}");
    }
    let reply = world.send(Operation::Nonce, None, body.clone()).await;
    assert_eq!(reply.code(), Some(ErrorCode::DeskTokenMissing));
    // None of them used the good token up.
    assert_eq!(world.send(Operation::Nonce, Some(&good), body).await.code(), None);
}

#[tokio::test]
async fn a_token_is_good_once_and_for_its_route() {
    let world = World::new().await;
    let body = body(&world.desk);
    let token = world.desk.token(Operation::Nonce, &body, world.now());
    for operation in [Operation::CardQuery, Operation::InquiryNumber] {
        let reply = world.send(operation, Some(&token), body.clone()).await;
        assert_eq!(reply.code(), Some(ErrorCode::DeskTokenInvalid), "{operation:?}");
    }
    assert_eq!(
        world
            .send(Operation::Nonce, Some(&token), body.clone())
            .await
            .code(),
        None
    );
    let again = world.send(Operation::Nonce, Some(&token), body).await;
    assert_eq!(again.code(), Some(ErrorCode::DeskTokenInvalid));
}

#[tokio::test]
async fn two_desks_may_have_the_same_token_id() {
    let world = World::new().await;
    let other = world.another_desk(CLINIC, Facility::Clinic).await;
    for desk in [&world.desk, &other] {
        let body = body(desk);
        let mut claims = desk.claims(Operation::Nonce, &body, world.now());
        claims.jti = "same".into();
        let reply = world
            .send(Operation::Nonce, Some(&sign(desk, &claims)), body)
            .await;
        assert_eq!(reply.code(), None);
    }
}

#[tokio::test]
async fn a_body_for_another_institution_is_refused_on_every_route() {
    let world = World::new().await;
    let other = world.another_desk(PHARMACY, Facility::Pharmacy).await;
    let mut posing = world.desk.clone();
    posing.institution_code = other.institution_code.clone();
    let nonce_request = NonceRequest {
        institution_code: other.institution_code.clone(),
    };
    let reply = world.ask(&world.desk, Operation::Nonce, &nonce_request).await;
    assert_eq!(reply.code(), Some(ErrorCode::InstitutionMismatch));

    let card = crate::support::cards::TestCard::of("tandoku-valid", world.clock.today());
    let nonce = world.nonce(&world.desk).await;
    let method = madoguchi_shared::identity::IdentityMethod::Pin;
    let query = posing.card_query(method, card.in_hand(), &nonce, world.now());
    let reply = world.query(&world.desk, &query).await;
    assert_eq!(reply.code(), Some(ErrorCode::InstitutionMismatch));

    let answer = world.answer_for("tandoku-valid").await;
    let result = &answer.message_body.result_list[0];
    let request = crate::support::registration(&posing, result, "A-1");
    let reply = world.ask(&world.desk, Operation::InquiryNumber, &request).await;
    assert_eq!(reply.code(), Some(ErrorCode::InstitutionMismatch));
}
