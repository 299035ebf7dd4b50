//! Events, roles of topics, tickets, the lease, the patient screen.

use crate::support::Desk;
use axum::body::Body;
use axum::http::Request;
use madoguchi_bridge::desk::live::{Admission, Clearing, Live};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::{Event, Presence};
use madoguchi_shared::bridge::patient::{PatientAct, PatientStep, PatientStepUpdate, PatientTouch};
use serde_json::json;
use std::iter;

#[tokio::test]
async fn the_counter_sees_readers_cards_and_the_patient_screen() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let patient = desk.pair(Role::Patient).await;
    // The readers are looked for beside the start.
    let mut readers = desk.bridge.readers.cards.readers();
    readers.wait_for(|readers| readers.list.len() == 2).await.unwrap();
    let (mut screen, snapshot) = desk.connect(&counter, "tab").await;
    assert_eq!(snapshot.lease.as_deref(), Some("tab"));
    assert_eq!(snapshot.patient_screen, Some(Presence::Absent));
    assert_eq!(snapshot.readers.unwrap().list.len(), 2);
    let presence = desk.put_card("tandoku-valid").await;
    let event = screen.until(|event| matches!(event, Event::Readers(_))).await;
    let Event::Readers(readers) = event else {
        unreachable!()
    };
    assert_eq!(readers.list[0].card.as_ref().unwrap().presence, presence);
    assert!(readers.list[0].simulated);
    let (patient_screen, _) = desk.connect(&patient, "p").await;
    screen
        .until(|event| *event == Event::PatientScreen(Presence::Present))
        .await;
    let touch = json!({ "act": "usePin", "turn": "01934b2c-0000-7000-8000-000000000009" });
    desk.post("/api/v1/patient/acts", &patient, touch).await;
    let told = Event::PatientTouch(PatientTouch {
        act: PatientAct::UsePin,
        turn: Some("01934b2c-0000-7000-8000-000000000009".into()),
    });
    screen.until(|event| *event == told).await;
    drop(patient_screen);
    screen
        .until(|event| *event == Event::PatientScreen(Presence::Absent))
        .await;
}

#[tokio::test]
async fn the_patient_sees_its_step_and_nothing_else() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let patient = desk.pair(Role::Patient).await;
    let (_counter, _) = desk.connect(&counter, "tab").await;
    let (mut screen, snapshot) = desk.connect(&patient, "p").await;
    assert_eq!(snapshot.readers, None);
    assert_eq!(snapshot.patient_screen, None);
    assert_eq!(snapshot.lease, None);
    assert_eq!(snapshot.patient_step.step, PatientStep::Idle);
    desk.put_card("heiyo-both-valid").await;
    let opening = json!({ "reception": "01934b2c-0000-7000-8000-000000000009", "tab": "tab" });
    desk.post("/api/v1/receptions/openings", &counter, opening).await;
    desk.post("/api/v1/patient/acts", &patient, json!({ "act": "askStaff" }))
        .await;
    assert!(screen.is_quiet().await);
    desk.post("/api/v1/patient/step", &counter, json!({ "step": "putCard" }))
        .await;
    let event = screen.next().await.unwrap();
    assert!(matches!(event, Event::PatientStep(update) if update.step == PatientStep::PutCard));
    // A reload finds the step again.
    let (_, snapshot) = desk.connect(&patient, "p2").await;
    assert_eq!(snapshot.patient_step.step, PatientStep::PutCard);
}

#[tokio::test]
async fn the_records_screen_learns_nothing_here() {
    let desk = Desk::start().await;
    let counter = desk.pair(Role::Counter).await;
    let records = desk.pair(Role::Records).await;
    desk.post("/api/v1/patient/step", &counter, json!({ "step": "takeCard" }))
        .await;
    let (mut screen, snapshot) = desk.connect(&records, "r").await;
    assert_eq!(snapshot.readers, None);
    assert_eq!(snapshot.patient_step.step, PatientStep::Idle);
    desk.post("/api/v1/patient/step", &counter, json!({ "step": "wait" }))
        .await;
    assert!(screen.is_quiet().await);
}

#[tokio::test]
async fn a_ticket_opens_one_socket_for_its_own_role() {
    let desk = Desk::start().await;
    let patient = desk.pair(Role::Patient).await;
    let ticket = desk.ticket(&patient, "t").await;
    assert_eq!(desk.open(&ticket, "http://evil.test").await.unwrap_err(), 403);
    assert_eq!(desk.open("x", &desk.origin).await.unwrap_err(), 401);
    let socket = desk.open(&ticket, &desk.origin).await;
    assert!(socket.is_ok());
    assert_eq!(desk.open(&ticket, &desk.origin).await.unwrap_err(), 401);
    let again = Request::get("/api/v1/events")
        .header("host", format!("127.0.0.1:{}", desk.port))
        .header("origin", &desk.origin)
        .header("sec-websocket-protocol", format!("madoguchi.v1, ticket.{ticket}"));
    let answer = desk.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.code(), "TICKET_INVALID");
    // Nobody chooses a role when opening: the ticket of a patient screen makes a patient screen.
    let counters = desk.bridge.live.take_lease("any", "t");
    assert_eq!(counters, Err(ErrorCode::LeaseNotHeld));
}

#[tokio::test]
async fn the_lease_passes_on_and_can_be_taken() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let (first, _) = desk.connect(&token, "a").await;
    let (mut second, snapshot) = desk.connect(&token, "b").await;
    assert_eq!(snapshot.lease.as_deref(), Some("a"));
    let opening = |n: u8, tab: &str| json!({ "reception": format!("01934b2c-0000-7000-8000-0000000000{n:02}"), "tab": tab });
    let openings = "/api/v1/receptions/openings";
    assert_eq!(
        desk.refused(openings, &token, opening(1, "b")).await,
        "LEASE_NOT_HELD"
    );
    desk.post(openings, &token, opening(1, "a")).await;
    drop(first);
    second
        .until(|event| *event == Event::Lease(Some("b".into())))
        .await;
    desk.post(openings, &token, opening(2, "b")).await;
    let (mut third, _) = desk.connect(&token, "c").await;
    let lease = desk.post("/api/v1/lease", &token, json!({ "tab": "c" })).await;
    assert_eq!(lease["holder"], "c");
    third
        .until(|event| *event == Event::Lease(Some("c".into())))
        .await;
    second
        .until(|event| *event == Event::Lease(Some("c".into())))
        .await;
    assert_eq!(
        desk.refused(openings, &token, opening(3, "b")).await,
        "LEASE_NOT_HELD"
    );
    // A tab without a socket, and a tab of another pairing, get nothing.
    let other = desk.pair(Role::Counter).await;
    for (token, tab) in [(&token, "gone"), (&other, "c")] {
        assert_eq!(
            desk.refused("/api/v1/lease", token, json!({ "tab": tab })).await,
            "LEASE_NOT_HELD"
        );
    }
}

#[tokio::test]
async fn stopping_closes_the_sockets() {
    let desk = Desk::start().await;
    let token = desk.pair(Role::Counter).await;
    let (mut screen, _) = desk.connect(&token, "a").await;
    let _desk = desk.restart().await;
    while screen.next().await.is_some() {}
}

#[test]
fn the_end_is_cleared_and_the_card_is_waited_for() {
    let live = Live::default();
    let ending = live.set_step(PatientStep::Done.into()).unwrap();
    assert_eq!(live.clear(ending, true), Clearing::Over);
    assert_eq!(shown(&live), PatientStep::Idle);

    let ending = live.set_step(PatientStep::Done.into()).unwrap();
    assert_eq!(live.set_step(PatientStep::TakeCard.into()), None);
    assert_eq!(live.clear(ending, true), Clearing::CardStillThere);
    assert_eq!(shown(&live), PatientStep::TakeCard);
    assert_eq!(live.clear(ending, false), Clearing::Over);
    assert_eq!(shown(&live), PatientStep::Idle);

    // The next reception has begun: an old timer changes nothing.
    let ending = live.set_step(PatientStep::Done.into()).unwrap();
    live.set_step(PatientStep::PutCard.into());
    assert_eq!(live.clear(ending, false), Clearing::Over);
    assert_eq!(shown(&live), PatientStep::PutCard);
}

#[test]
fn the_next_turn_is_told_even_when_the_step_stays() {
    let live = Live::default();
    let mut screen = live.connect(patient()).unwrap();
    let turn = |reception: &str| PatientStepUpdate {
        step: PatientStep::PutCard,
        turn: Some(reception.to_owned()),
    };
    live.set_step(turn("a"));
    live.set_step(turn("a"));
    live.set_step(turn("b"));
    // An end that is cleared is the same turn.
    let ending = live.set_step(PatientStepUpdate {
        step: PatientStep::Done,
        ..turn("b")
    });
    live.clear(ending.unwrap(), false);
    let told: Vec<_> = iter::from_fn(|| screen.events.try_recv().ok()).collect();
    let step = |step, reception: &str| {
        Event::PatientStep(PatientStepUpdate {
            step,
            ..turn(reception)
        })
    };
    assert_eq!(
        told,
        [
            step(PatientStep::PutCard, "a"),
            step(PatientStep::PutCard, "b"),
            step(PatientStep::Done, "b"),
            step(PatientStep::Idle, "b"),
        ]
    );
}

#[test]
fn there_are_never_too_many_screens_and_slow_ones_go() {
    let live = Live::default();
    let owner = |tab: usize| Admission {
        pairing: "p".into(),
        role: Role::Counter,
        tab: tab.to_string(),
    };
    let screens: Vec<_> = (0..32).map(|tab| live.connect(owner(tab)).unwrap()).collect();
    assert!(live.connect(owner(33)).is_none());
    // Nobody listens: each falls behind and goes.
    for _ in 0..300 {
        live.tell(&Event::Receptions);
    }
    assert_eq!(live.screens(), 0);
    drop(screens);
}

fn patient() -> Admission {
    Admission {
        pairing: "p".into(),
        role: Role::Patient,
        tab: "t".into(),
    }
}

fn shown(live: &Live) -> PatientStep {
    let connection = live.connect(patient()).unwrap();
    live.disconnect(connection.id);
    connection.snapshot.patient_step.step
}
