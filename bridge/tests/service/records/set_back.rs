//! Consent on a clock that was set back, or that is ahead: which of two answers is newer is not to be told then, and only what is refused counts.

use super::last::{NO_NO, NO_YES, YES_NO, YES_YES};
use super::*;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

const UNCLEAR: &str = "CONSENT_ORDER_UNCLEAR";

#[tokio::test]
async fn nobody_answers_in_the_future() {
    let at = Consented::new(true, true).await;
    open(&at.desk, &at.counter, 2).await;
    // A clock that goes a day ahead.
    at.note_of(1, YES_YES, 86_400_000).await;
    at.desk.clock.advance(1000);
    at.note_of(2, NO_NO, 0).await;
    assert_eq!(at.last().await, (id(2), NO_NO));
}

#[tokio::test]
async fn a_clock_that_was_set_back_does_not_undo_a_refusal() {
    let at = Consented::new(true, true).await;
    let noted_at_ms = at.desk.clock.now_ms();
    at.desk.clock.set(noted_at_ms - 300_000);
    // The counter knows that it was answered after the other.
    let mut note = at.body(1, false, false, "20261130");
    note["answeredAtMs"] = json!(noted_at_ms);
    at.desk.post(CONSENTS, &at.counter, note).await;
    assert_eq!(at.last().await, (id(1), NO_NO));
}

/// Times say that it was answered before the agreement.
#[tokio::test]
async fn a_refusal_counts_although_the_clock_was_set_back_behind_the_agreement() {
    for (refused, answered_later_ms) in [(NO_NO, 0), (YES_NO, 0), (NO_NO, 200_000), (NO_NO, -200_000)] {
        let at = Consented::new(true, true).await;
        open(&at.desk, &at.counter, 2).await;
        at.desk.clock.set(crate::support::MORNING_MS - 300_000);
        at.note_of(2, refused, answered_later_ms).await;
        assert_eq!(at.last().await, (id(2), refused));
        let before = at.rows().await;
        at.desk.clock.advance(1000);
        at.note_of(2, refused, answered_later_ms - 1000).await;
        assert_eq!(at.rows().await, before);
    }
}

/// Agreed to on a clock that was ahead, noted when the reception is registered; refused between, in another reception.
#[tokio::test]
async fn an_agreement_of_before_the_clock_was_set_back_does_not_count_against_a_refusal_after_it() {
    let at = Consented::new(true, true).await;
    for reception in [2, 3] {
        open(&at.desk, &at.counter, reception).await;
    }
    let ahead_ms = at.desk.clock.now_ms() + 100_000;
    at.desk.clock.set(ahead_ms - 300_000);
    at.note_of(2, NO_NO, 0).await;
    at.desk.clock.advance(100_000);
    for _ in 0..2 {
        assert_eq!(at.noted(3, YES_YES, 200_000).await, UNCLEAR);
        assert_eq!(at.last().await, (id(2), NO_NO));
    }
    assert_eq!(at.target_refused().await, "CONSENT_REFUSED");
    // A part of each, and the same once more.
    let at = Consented::new(true, false).await;
    open(&at.desk, &at.counter, 2).await;
    for _ in 0..2 {
        assert_eq!(at.noted(2, NO_YES, 200_000).await, UNCLEAR);
        assert_eq!(at.last().await, (id(2), NO_NO));
    }
}

/// What the counter says about the chart is what the doctor sees.
#[tokio::test]
async fn an_agreement_that_does_not_count_is_not_called_noted() {
    let at = Consented::new(true, true).await;
    at.desk.clock.set(crate::support::MORNING_MS - 300_000);
    at.note_of(1, NO_NO, 300_000).await;
    at.desk.clock.advance(1000);
    assert_eq!(at.noted(1, YES_YES, 299_000).await, UNCLEAR);
    assert_eq!(at.last().await, (id(1), NO_NO));
    // Asked anew when the clock is right again.
    at.desk.clock.set(crate::support::MORNING_MS + 1000);
    at.note_of(1, YES_YES, 0).await;
    assert_eq!(at.last().await, (id(1), YES_YES));
}

/// A browser's clock and the bridge's are never quite the same.
#[tokio::test]
async fn a_moment_ahead_is_now() {
    let at = Consented::new(true, false).await;
    at.desk.clock.advance(5000);
    at.note_of(1, NO_YES, 900).await;
    assert_eq!(at.last().await, (id(1), NO_YES));
}

/// What is refused in several receptions one after the other, on a clock that is set back again and again, is not shown as agreed to; and what
/// is called noted is shown.
#[tokio::test]
async fn nothing_refused_comes_back_whatever_the_clock_does() {
    for seed in 0..24_u32 {
        let at = Consented::new(true, true).await;
        for reception in [2, 3] {
            open(&at.desk, &at.counter, reception).await;
        }
        for step in 0..6 {
            let digit = |what: &str, below: u64| {
                BuildHasherDefault::<DefaultHasher>::default().hash_one((seed, step, what)) % below
            };
            let minutes = i64::try_from(digit("minutes", 20)).unwrap() - 12;
            // No two at once.
            at.desk.clock.set(at.desk.clock.now_ms() + minutes * 60_000 + 1);
            let later_ms = [0, 0, 200_000][usize::try_from(digit("later", 3)).unwrap()];
            let answer = ["medications", "checkups"].map(|kind| digit(kind, 2) == 0);
            let reception = u8::try_from(digit("reception", 3) + 1).unwrap();
            let noted = match digit("way", 3) {
                0 => {
                    at.note_unregistered(reception, answer).await;
                    false
                }
                1 if answer != NO_NO && reception > 1 => {
                    at.note_unaskable(reception, answer, later_ms).await;
                    false
                }
                _ => {
                    let told = at.noted(reception, answer, later_ms).await;
                    assert!(told.is_empty() || told == UNCLEAR, "{told}");
                    told.is_empty()
                }
            };
            let (_, shown) = at.last().await;
            assert!(
                !noted || shown == answer,
                "seed {seed}, step {step}: {answer:?} {shown:?}"
            );
            for kind in [0, 1] {
                assert!(
                    answer[kind] || !shown[kind],
                    "seed {seed}, step {step}: {answer:?} {shown:?}"
                );
            }
        }
    }
}

/// Of a reception whose patient turns out to have another chart, the answer goes there.
#[tokio::test]
async fn an_answer_goes_to_another_chart_although_the_clock_was_set_back() {
    let mut at = Consented::new(true, true).await;
    for reception in [2, 3] {
        open(&at.desk, &at.counter, reception).await;
    }
    let mut taro = hanako();
    taro["name"] = json!("見本　太郎");
    let mut registered = registration(2, json!({ "newChart": taro }));
    registered["qualifications"][0]["InsuredIdentificationNumber"] = json!("1234566");
    let other = at.desk.post(REGISTRATIONS, &at.counter, registered).await["chart"].clone();
    at.desk.clock.advance(60_000);
    let answered_at_ms = at.desk.clock.now_ms();
    at.note_unregistered(3, NO_NO).await;
    assert_eq!(at.target_refused().await, "CONSENT_REFUSED");
    at.desk.clock.set(crate::support::MORNING_MS);
    let first = std::mem::replace(&mut at.chart, other);
    at.note_unregistered_at(3, NO_NO, answered_at_ms).await;
    let moved: String = sqlx::query_scalar("SELECT chart FROM consents WHERE reception = $1")
        .bind(id(3))
        .fetch_one(&at.desk.store)
        .await
        .unwrap();
    assert_ne!(json!(moved), first);
    // Whoever has the first one open asks for its own numbers, and agreed to that.
    let target = at.desk.post(TARGETS, &at.records, patient("000001")).await;
    assert_eq!(target["choice"], json!({ "medications": true, "checkups": true }));
    assert_eq!(
        at.desk.refused(TARGETS, &at.records, patient("000002")).await,
        "CONSENT_REFUSED"
    );
}
