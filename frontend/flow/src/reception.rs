//! One reception, whatever way it goes. With the card it is F03 / F07, and F04 / F08 at a pharmacy, where the prescription is
//! taken first; whether the patient is 単独 or 併用 is known only from the answer, so one machine serves both. The other
//! ways are machines of their own, and all that can be received go the same way on: [`after_answer`].
//!
//! [`Reception`] is the machine; [`State`] is what is waited for.

mod after_answer;
mod allowed;
mod consent;
mod state;
mod view;
mod ways;

pub use consent::{Held, OnChart};
pub use state::{Differing, Ending, Match, Received, Reviewed, State};

use allowed::{may_call, may_change_way, may_correct, may_try_card, pending};

use crate::cards::is_there;
use crate::identify::needs_new_evidence;
use crate::{Act, Answer, Attempt, Attempts, Effect, Event, Request, Way};
use crate::{first_registration, identify, number_reception, unentrusted_check};
use madoguchi_shared::bridge::event::Readers;
use madoguchi_shared::bridge::his::{Call, Papers};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};
use madoguchi_shared::{ErrorCode, Facility};

/// One reception, from "start" to "next patient".
#[derive(Clone, Debug, PartialEq)]
pub struct Reception {
    state: State,
    attempts: Attempts,
    /// The card that was used for 本人確認; it has to be taken before the end.
    used_card: Option<String>,
    /// How the patient was identified, and who confirmed it by eye.
    method: Option<IdentityMethod>,
    confirmed_by: Option<String>,
    /// What was made then: consent is registered with it.
    evidence: Option<IdentityEvidence>,
    /// Until when the backend takes it, ms since 1970: as long as the nonce in it.
    evidence_until_ms: i64,
    /// What became of asking for consent.
    consents: consent::Consents,
    /// Nothing but consent is wanted ([`Way::Consent`]).
    only_consent: bool,
    /// It ends as soon as what has to go onto the chart is there.
    giving_up: bool,
    readers: Readers,
    /// Id of who was at the counter last; `None`: nobody yet.
    on_duty: Option<String>,
    /// 電話照会 made so far.
    calls: Vec<Call>,
    /// Papers that were typed in before the card was tried instead.
    typed: Option<Box<Papers>>,
}

/// Before anything has happened: the readers are not known yet.
impl Default for Reception {
    fn default() -> Self {
        Self {
            state: State::Identifying(identify::State::WaitingForCard(None)),
            attempts: Attempts::default(),
            used_card: None,
            method: None,
            confirmed_by: None,
            evidence: None,
            evidence_until_ms: 0,
            consents: consent::Consents::default(),
            only_consent: false,
            giving_up: false,
            readers: Readers::default(),
            on_duty: None,
            calls: Vec::new(),
            typed: None,
        }
    }
}

impl Reception {
    /// What is waited for.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How the patient was identified; `None` before.
    pub fn method(&self) -> Option<IdentityMethod> {
        self.method
    }

    /// Id of the member of staff who confirmed by eye; `None` before, and for the other ways.
    pub fn confirmed_by(&self) -> Option<&str> {
        self.confirmed_by.as_deref()
    }

    /// 電話照会 of this reception, oldest first.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// - begun with the card at a pharmacy → `TakingPapers`; taken → `Identifying`
    /// - begun for consent alone: as with the card, without 処方せん; `ConfirmingUpdate` → `Consenting` at once, and noted → the end
    /// - `AskConsent`, while [`Reception::may_ask_consent`] → `Consenting`, see [`crate::records_viewing::update`]; every end of it leads
    ///   back, `ConfirmingUpdate` and `Received` by way of the chart when a refusal, or a consent that the backend has, is not on it yet;
    ///   less than a minute before the evidence ends nobody is asked, and a question that is taken up after its end is not asked any more
    /// - begun by numbers → `Numbers`, see [`number_reception::update`]; valid → [`after_answer`]; 未委託 → `Unentrusted`
    /// - `Numbers`, and `Unentrusted` by numbers: by the card instead → `Identifying`; while nothing is registered, the other
    ///   way round, with the papers as they were typed
    /// - answered by numbers, and nothing is registered: correct → `Numbers` with the papers
    /// - while an answer is awaited: neither to the card nor back to the papers
    /// - `Unentrusted`: see [`unentrusted_check::update`]; 可 → [`after_answer`], with 基礎情報 only
    /// - `Identifying`: see [`identify::update`]; identified → `Querying`; refused → the end
    /// - `Querying`: answer → by [`crate::coverage::read`]: valid → 照会番号の有無確認 ([`after_answer`]), 未委託 → `Unentrusted`, else nothing
    ///   valid → `NothingValid`, 該当資格なし or refused → `NotCovered`; not linked → `FirstRegistration`; error or nonsense → `Failed`
    /// - `FirstRegistration`: see [`first_registration::update`]; linked → `Querying` with the same evidence
    /// - `NotCovered`: `Retry` → `Querying`, with the same evidence
    /// - `Failed`: `Retry` → where it was asked from, or `Identifying` anew when the evidence no longer holds
    /// - the rest: [`after_answer::update`]
    /// - who is at the counter: kept, and nothing else; consent is noted in the name of who was there when the patient was asked
    /// - an answer that is no longer waited for changes nothing; a face request that it opened is cancelled
    /// - any state: `Abandon` → the end, by way of the chart when a refusal is not on it yet; every end waits for the card to be taken.
    ///   Not while `Registering`, nor while a consent is registered or noted; once the patient is registered they are received, whatever becomes of S1
    /// - any state: `Resumed` → by the readers as above; where they change nothing, its question is asked anew
    pub fn update(&mut self, event: Event, now_ms: i64) -> Vec<Effect> {
        if let Event::Answered(attempt, answer) = &event
            && !self.attempts.is_current(*attempt)
        {
            return self.too_late(answer);
        }
        if let Event::Resumed(readers) = event {
            return self.resume(readers, now_ms);
        }
        if let Event::OnDuty(staff) = event {
            self.on_duty = Some(staff);
            return Vec::new();
        }
        if let Event::Readers(readers) = &event {
            self.readers = readers.clone();
        }
        if let Event::Act(Act::RecordCall(call)) = &event
            && may_call(&self.state)
        {
            self.calls.push(call.clone());
        }
        if let Event::Answered(_, Answer::Nonce(Ok(nonce))) = &event {
            self.evidence_until_ms = nonce.expires_at_ms;
        }
        if let Event::Answered(_, Answer::Registered(Ok(_))) = &event {
            self.consents.offer_again();
        }
        if consent::concerns(&self.state, &event) {
            return self.about_consent(event, now_ms);
        }
        let state = std::mem::replace(&mut self.state, State::Over(Ending::Abandoned));
        let effects = match (state, event) {
            (State::Over(ending), _) => self.go(State::Over(ending)),
            (State::Identifying(identify::State::WaitingForCard(None)), Event::Begun(_, Way::Numbers)) => {
                self.go(State::Numbers(number_reception::start(None)))
            }
            (
                State::Identifying(identify::State::WaitingForCard(None)),
                Event::Begun(Facility::Pharmacy, Way::Card),
            ) => self.go(State::TakingPapers),
            (State::TakingPapers, Event::Act(Act::PapersTaken)) => self.identify(),
            (State::TakingCard(ending), _) => self.end(ending),
            (State::Received(received), Event::Act(Act::Finish | Act::Abandon)) => {
                self.end(Ending::Received(Box::new(received)))
            }
            (State::RegisteringInquiryNumber(_, received), Event::Act(Act::Abandon)) => {
                self.attempts.begin();
                self.leave(received)
            }
            (state @ State::Registering(..), Event::Act(Act::Abandon)) => self.go(state),
            (state, Event::Act(Act::Abandon)) => self.abandon(&state),
            (state, Event::Act(Act::ByNumbers)) if may_change_way(&state) => {
                let typed = state.papers().cloned().map(Box::new).or(self.typed.take());
                self.by_numbers_from(&state, typed)
            }
            (state, Event::Act(Act::Correct)) if may_correct(&state) => {
                let typed = state.papers().cloned().map(Box::new);
                self.by_numbers_from(&state, typed)
            }
            (state, Event::Act(Act::ByCard)) if may_try_card(&state) => {
                self.typed = state.papers().cloned().map(Box::new);
                let mut effects = self.break_off(&state);
                effects.extend(self.identify());
                effects
            }
            (State::Numbers(inner), event) => {
                let outcome =
                    number_reception::update(inner, event, Day::in_tokyo(now_ms), &mut self.attempts);
                self.by_numbers(outcome)
            }
            (State::Unentrusted(inner), event) => {
                let outcome = unentrusted_check::update(inner, &event);
                self.called(outcome)
            }
            (State::Identifying(inner), event) => {
                let outcome = identify::update(inner, event, &self.readers, &mut self.attempts);
                self.identified(outcome)
            }
            (State::Querying(evidence), Event::Answered(_, Answer::Qualification(answer))) => match answer {
                Ok(answer) => self.answered(&answer, evidence, Day::in_tokyo(now_ms)),
                Err(ErrorCode::NotLinked) => {
                    let offered = first_registration::start(evidence, self.method);
                    self.go(State::FirstRegistration(offered))
                }
                Err(code) => self.go(State::Failed(code, Box::new(State::Querying(evidence)))),
            },
            (State::FirstRegistration(inner), event) => {
                let outcome = first_registration::update(inner, event, &mut self.attempts);
                self.registered_card(outcome)
            }
            (State::NotCovered(_, evidence), Event::Act(Act::Retry)) => self.query(evidence),
            (State::Failed(code, _), Event::Act(Act::Retry)) if needs_new_evidence(code) => self.identify(),
            (state, event) => {
                let outcome = after_answer::update(state, event, &self.calls, &mut self.attempts);
                self.take(outcome)
            }
        };
        self.ask_on_its_own(now_ms);
        effects
    }

    /// 顔認証 that nobody waits for any more does not stay open on the patient screen.
    fn too_late(&self, answer: &Answer) -> Vec<Effect> {
        let Answer::FaceOpened(Ok(opened)) = answer else {
            return Vec::new();
        };
        if let State::Identifying(inner) = &self.state
            && identify::face_request(inner) == Some(&opened.face_request)
        {
            return Vec::new();
        }
        let face_request = opened.face_request.clone();
        vec![Effect {
            attempt: self.attempts.current(),
            request: Request::CancelFace { face_request },
        }]
    }

    fn resume(&mut self, readers: Readers, now_ms: i64) -> Vec<Effect> {
        self.give_up_late_question(now_ms);
        let saved = self.state.clone();
        let mut effects = self.update(Event::Readers(readers), now_ms);
        if self.state == saved
            && let Some(request) = pending(&self.state)
        {
            effects.push(self.ask(request));
        }
        effects
    }

    fn abandon(&mut self, state: &State) -> Vec<Effect> {
        let mut effects = self.break_off(state);
        effects.extend(self.end(Ending::Abandoned));
        effects
    }

    /// Nothing that is still under way may come back.
    fn break_off(&mut self, state: &State) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let State::Identifying(identify::State::EnteringPin(entry)) = state {
            effects.push(self.ask(Request::CancelPin {
                pin_request: entry.pin_request.clone(),
            }));
        }
        if let State::Identifying(inner) = state
            && let Some(face_request) = identify::face_request(inner)
        {
            let face_request = face_request.to_owned();
            effects.push(self.ask(Request::CancelFace { face_request }));
        }
        self.attempts.begin();
        effects
    }

    /// Every end waits for the card (D11): 「カードをお取りください」.
    fn end(&mut self, ending: Ending) -> Vec<Effect> {
        let lies_there = self
            .used_card
            .as_ref()
            .is_some_and(|presence| is_there(&self.readers, presence));
        self.go(if lies_there {
            State::TakingCard(ending)
        } else {
            State::Over(ending)
        })
    }

    fn go(&mut self, state: State) -> Vec<Effect> {
        self.state = state;
        Vec::new()
    }

    fn ask(&mut self, request: Request) -> Effect {
        let attempt: Attempt = self.attempts.begin();
        Effect { attempt, request }
    }
}
