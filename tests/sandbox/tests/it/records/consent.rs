//! What the consent opens: each kind on its own, on its Tokyo day, for this person and this institution.

use super::*;

#[tokio::test]
async fn each_kind_is_opened_on_its_own() {
    let world = World::new().await;
    let person = "tandoku-valid";
    let never = Some(ErrorCode::ConsentNone);
    let no = Some(ErrorCode::ConsentRefused);
    assert_eq!(world.refusals(person).await, [never, never]);
    // Each choice takes the place of the one before.
    for (medications, checkups) in [(true, false), (false, true), (false, false), (true, true)] {
        let chosen = choice(medications, checkups);
        let receipt = world.consent(person, chosen).await;
        assert_eq!(receipt.choice, chosen);
        assert_eq!(receipt.consent_date, world.clock.today());
        let expected = [medications, checkups].map(|yes| if yes { None } else { no });
        assert_eq!(world.refusals(person).await, expected);
    }
}

#[tokio::test]
async fn the_consent_is_of_one_tokyo_day() {
    let not_today = Some(ErrorCode::ConsentNotToday);
    // 2026-12-01 00:00, 08:59 (still the day before in UTC) and 23:59 in Tokyo; the last minute of November before it.
    for (given_at, asked_at, refused) in [
        (DECEMBER, DECEMBER, None),
        (DECEMBER, DECEMBER + DAY_MS - 1, None),
        (
            DECEMBER + (8 * 60 + 59) * MINUTE_MS,
            DECEMBER + 9 * 60 * MINUTE_MS,
            None,
        ),
        (DECEMBER + DAY_MS - MINUTE_MS, DECEMBER + DAY_MS - 1, None),
        (DECEMBER + DAY_MS - MINUTE_MS, DECEMBER + DAY_MS, not_today),
        (DECEMBER - 1, DECEMBER, not_today),
        (DECEMBER - 1, DECEMBER + (8 * 60 + 59) * MINUTE_MS, not_today),
        (DECEMBER, DECEMBER + 365 * DAY_MS, not_today),
    ] {
        let world = World::new().await;
        world.clock.set(given_at);
        let receipt = world.consent("tandoku-valid", BOTH).await;
        assert_eq!(receipt.consent_date, Day::in_tokyo(given_at));
        world.clock.set(asked_at);
        assert_eq!(
            world.refusals("tandoku-valid").await,
            [refused, refused],
            "given at {given_at}, asked at {asked_at}"
        );
    }
}

#[tokio::test]
async fn a_refusal_of_yesterday_is_said_to_be_a_refusal() {
    let world = World::new().await;
    world.consent("tandoku-valid", choice(false, true)).await;
    world.clock.set(NOON + DAY_MS);
    assert_eq!(
        world.refusals("tandoku-valid").await,
        [Some(ErrorCode::ConsentRefused), Some(ErrorCode::ConsentNotToday)]
    );
    world.consent("tandoku-valid", BOTH).await;
    assert_eq!(world.refusals("tandoku-valid").await, [None, None], "asked anew");
}

#[tokio::test]
async fn it_holds_for_this_person_and_this_institution() {
    let world = World::new().await;
    let other = world.another_desk("1312345687", Facility::Clinic).await;
    world.consent("tandoku-valid", BOTH).await;
    assert_eq!(
        world.refusals("heiyo-both-valid").await,
        [Some(ErrorCode::ConsentNone); 2]
    );
    let query = RecordsQuery {
        institution_code: other.institution_code.clone(),
        ..world.wanted("tandoku-valid")
    };
    let reply = world.ask(&other, Operation::Medications, &query).await;
    assert_eq!(reply.code(), Some(ErrorCode::ConsentNone));
    // Another desk of the same institution may.
    let colleague = world.another_desk(CLINIC, Facility::Clinic).await;
    let reply = world
        .ask(&colleague, Operation::Medications, &world.wanted("tandoku-valid"))
        .await;
    assert_eq!(reply.code(), None);
}
