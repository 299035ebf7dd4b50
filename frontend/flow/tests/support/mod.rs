//! A small world around the machine: readers, a backend and a registry that answer from a script.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

mod made;

pub use made::*;

use madoguchi_flow::journal::{Entry, replay};
use madoguchi_flow::reception::State;
use madoguchi_flow::{Act, Answer, Attempt, Effect, Event, Reception, Request, Way};
use madoguchi_shared::Facility;

/// 2026-11-22T10:00+09:00.
pub const NOW: i64 = 1_795_309_200_000;

pub struct Desk {
    pub machine: Reception,
    /// What the bridge would keep.
    pub journal: Vec<String>,
    pub waiting: Vec<Effect>,
    pub asked: Vec<Request>,
    /// Every state it was in, in order.
    pub passed: Vec<State>,
    /// What time it is, ms since 1970.
    pub now: i64,
}

impl Desk {
    pub fn start(cards: &[&str]) -> Self {
        Self::start_at(NOW, cards)
    }

    pub fn start_at(now: i64, cards: &[&str]) -> Self {
        let mut desk = Self {
            machine: Reception::default(),
            journal: Vec::new(),
            waiting: Vec::new(),
            asked: Vec::new(),
            passed: vec![Reception::default().state().clone()],
            now,
        };
        desk.cards(cards);
        desk
    }

    /// A reception at a pharmacy, before the prescription is taken.
    pub fn start_at_a_pharmacy(now: i64, cards: &[&str]) -> Self {
        let mut desk = Self::start_at(now, &[]);
        desk.happen(Event::Begun(Facility::Pharmacy, Way::Card))
            .cards(cards);
        desk
    }

    pub fn happen(&mut self, event: Event) -> &mut Self {
        let before = self.machine.clone();
        let effects = self.machine.update(event.clone(), self.now);
        if self.machine != before {
            let entry = Entry {
                at_ms: self.now,
                event,
            };
            self.journal
                .push(serde_json::to_string(&entry).expect("an event is JSON"));
            self.passed.push(self.machine.state().clone());
        }
        self.take(effects);
        self
    }

    /// A page takes the reception up again from its journal alone.
    pub fn reload(&mut self, cards: &[&str]) -> &mut Self {
        let entries = self
            .journal
            .iter()
            .map(|entry| serde_json::from_str(entry).expect("and comes back"));
        self.machine = replay(entries);
        self.waiting.clear();
        self.happen(Event::Resumed(readers(cards)))
    }

    pub fn cards(&mut self, cards: &[&str]) -> &mut Self {
        self.happen(Event::Readers(readers(cards)))
    }

    pub fn act(&mut self, act: Act) -> &mut Self {
        self.happen(Event::Act(act))
    }

    /// Answers the newest question.
    pub fn answer(&mut self, answer: Answer) -> &mut Self {
        let attempt = self.waiting.last().expect("something was asked").attempt;
        self.waiting.clear();
        self.happen(Event::Answered(attempt, answer))
    }

    pub fn newest(&self) -> Option<(Attempt, &Request)> {
        self.waiting
            .last()
            .map(|effect| (effect.attempt, &effect.request))
    }

    pub fn state(&self) -> &State {
        self.machine.state()
    }

    /// Up to the query, by eye.
    pub fn identified_by_eye(presence: &str) -> Self {
        let mut desk = Self::start(&[presence]);
        desk.answer(nonce())
            .answer(inspection(3))
            .act(Act::UseByEye)
            .act(Act::ConfirmByEye("s1".into()));
        desk.answer(Answer::Evidence(Ok(evidence(presence))));
        desk
    }

    fn take(&mut self, effects: Vec<Effect>) {
        self.asked
            .extend(effects.iter().map(|effect| effect.request.clone()));
        let awaited = effects.into_iter().filter(|effect| is_awaited(&effect.request));
        self.waiting.extend(awaited);
    }
}

pub fn is_awaited(request: &Request) -> bool {
    !matches!(
        request,
        Request::CancelFace { .. } | Request::CancelPin { .. } | Request::NoteInquiryNumber { .. }
    )
}
