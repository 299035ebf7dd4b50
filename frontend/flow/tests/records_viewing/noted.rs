//! When an answer was given, and to whom: it goes onto the chart with it, however late.

use super::*;
use madoguchi_flow::request::ConsentDraft;

fn comes(desk: &mut Desk, staff: &str) {
    desk.happen(Event::OnDuty(staff.into()));
}

fn noting(desk: &Desk) -> &ConsentDraft {
    match desk.newest() {
        Some((_, Request::NoteConsent(draft))) => draft,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_that_is_noted_late_keeps_its_time() {
    let mut desk = new_patient();
    ask_and_choose(&mut desk, YES_NO);
    desk.now += 1_000;
    let at_ms = desk.now;
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    desk.now += 30_000;
    desk.act(Act::AskConsent).act(Act::GoOn);
    desk.now += 600_000;
    submit(&mut desk);
    assert_eq!(noting(&desk).answered_at_ms, at_ms, "not when the chart came");
    desk.answer(Answer::ConsentNoted(Err(DOWN)));
    desk.now += 60_000;
    desk.act(Act::Retry);
    assert_eq!(noting(&desk).answered_at_ms, at_ms, "not when it is noted again");
    desk.now += 60_000;
    desk.reload(&["card"]);
    assert_eq!(noting(&desk).answered_at_ms, at_ms, "after a reload too");
}

#[test]
fn the_last_answer_is_not_the_earlier_one_when_the_clock_was_set_back() {
    let mut desk = new_patient();
    submit(&mut desk);
    ask_and_choose(&mut desk, YES_NO);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    let first_ms = noting(&desk).answered_at_ms;
    desk.answer(Answer::ConsentNoted(Ok(())));
    desk.now -= 300_000;
    ask_and_choose(&mut desk, NO_NO);
    desk.answer(Answer::Consent(Ok(receipt(NO_NO))));
    assert_eq!(noting(&desk).choice, NO_NO);
    assert!(noting(&desk).answered_at_ms >= first_ms);
}

#[test]
fn the_backend_s_answer_to_the_last_try_is_the_time() {
    let mut desk = new_patient();
    submit(&mut desk);
    ask_and_choose(&mut desk, YES_NO);
    desk.answer(Answer::Consent(Err(DOWN)));
    desk.now += 60_000;
    desk.act(Act::Retry);
    desk.now += 1_000;
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    assert_eq!(noting(&desk).answered_at_ms, desk.now);
}

#[test]
fn what_is_taken_back_has_the_time_and_the_name_of_its_own_asking() {
    let mut desk = new_patient();
    submit(&mut desk);
    comes(&mut desk, "sato");
    ask_and_choose(&mut desk, YES_NO);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))))
        .answer(Answer::ConsentNoted(Ok(())));
    comes(&mut desk, "suzuki");
    desk.now += 60_000;
    ask_and_choose(&mut desk, NO_NO);
    let at_ms = desk.now;
    desk.answer(Answer::Consent(Err(DOWN)));
    // Laid aside meanwhile.
    desk.now += 60_000;
    desk.act(Act::GoOn);
    let expected = ConsentDraft {
        consent_date: None,
        answered_at_ms: at_ms,
        asked_by: Some("suzuki".into()),
        ..consent_draft(NO_NO)
    };
    assert_eq!(*noting(&desk), expected);
}

#[test]
fn it_is_noted_in_the_name_of_who_was_there_when_the_patient_was_asked() {
    let mut desk = new_patient();
    comes(&mut desk, "sato");
    desk.act(Act::AskConsent);
    // Nobody is told of who only leaves.
    comes(&mut desk, "suzuki");
    desk.reload(&["card"]);
    touch(&mut desk, MEDICATIONS, true);
    touch(&mut desk, CHECKUPS, false);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    // Asked again, to no avail.
    desk.act(Act::AskConsent)
        .happen(Event::Patient(PatientAct::NoAnswer));
    submit(&mut desk);
    assert_eq!(noting(&desk).asked_by.as_deref(), Some("sato"));
}

#[test]
fn on_its_own_it_is_noted_in_the_name_of_who_was_there_when_the_chart_was_found() {
    let mut desk = alone::identified(Facility::Clinic);
    comes(&mut desk, "sato");
    alone::chart_found(&mut desk);
    comes(&mut desk, "suzuki");
    touch(&mut desk, MEDICATIONS, true);
    touch(&mut desk, CHECKUPS, false);
    desk.answer(Answer::Consent(Ok(receipt(YES_NO))));
    assert_eq!(noting(&desk).asked_by.as_deref(), Some("sato"));
}

#[test]
fn who_is_at_the_counter_changes_nothing_else() {
    let mut desk = new_patient();
    desk.act(Act::AskConsent);
    let before = desk.state().clone();
    let asked = desk.asked.len();
    comes(&mut desk, "sato");
    assert_eq!((desk.state(), desk.asked.len()), (&before, asked));
}
