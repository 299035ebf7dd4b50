//! Walks a machine through everything that can happen in a row.

use super::answers::answers;
use super::row::{Answers, Row};
use super::{Transition, bulk, machine, name, seen_from};
use crate::support::*;
use madoguchi_flow::reception::State;
use madoguchi_flow::{Act, Effect, Event, Reception, Way};
use madoguchi_shared::bridge::his::{CallAnswer, Questionnaire};
use madoguchi_shared::bridge::patient::{ConsentAnswer, ConsentQuestion, PatientAct};
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

/// Transitions, and what brings each about.
pub(crate) type Found = BTreeMap<Transition, BTreeSet<String>>;

/// A machine on its way.
#[derive(Clone)]
struct Node {
    machine: Reception,
    /// The question that is waited on.
    waiting: Option<Effect>,
    cards: Vec<&'static str>,
}

/// Everything that can happen in the row, from its own states.
pub(crate) fn explore(row: &Row) -> Found {
    if row.from == "bulk_retrieval" {
        return bulk::explore(row);
    }
    let mut found = Found::new();
    for way in row.ways {
        explore_from(row, *way, &mut found);
    }
    found
}

fn explore_from(row: &Row, way: Way, found: &mut Found) {
    let mut start = Node {
        machine: Reception::default(),
        waiting: None,
        cards: Vec::new(),
    };
    start.happen(Event::Readers(readers(&[])));
    start.happen(Event::Begun(row.facility, way));
    let mut seen = HashSet::from([start.signature()]);
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let from = name(node.machine.state());
        for (what, next) in node.steps(row) {
            let to = name(next.machine.state());
            if from != to && from.starts_with(row.from) {
                let to = seen_from(machine(&from), &to);
                found.entry((from.clone(), to)).or_default().insert(what);
            }
            if seen.insert(next.signature()) {
                queue.push_back(next);
            }
        }
    }
}

impl Node {
    fn happen(&mut self, event: Event) {
        let before = name(self.machine.state());
        let effects = self.machine.update(event, NOW);
        let newest = effects.into_iter().rev().find(|e| is_awaited(&e.request));
        if newest.is_some() || before != name(self.machine.state()) {
            self.waiting = newest;
        }
    }

    fn after(&self, event: Event) -> Self {
        let mut next = self.clone();
        next.happen(event);
        next
    }

    /// What makes a difference to what can follow.
    fn signature(&self) -> String {
        let state = format!("{:?}", self.machine.state());
        let count = |what: &str| state.matches(what).count().min(2).to_string();
        let asked = self
            .waiting
            .as_ref()
            .map(|effect| head(&format!("{:?}", effect.request)));
        [
            name(self.machine.state()),
            asked.unwrap_or_default(),
            self.cards.join(","),
            format!("{:?}", self.machine.method()),
            count("standing: Valid"),
            count("standing: Lost"),
            count("standing: Unentrusted"),
            count("number_known: true"),
            count("by_number: true"),
            count("basis: Covered"),
            count("NotUsable"),
            count("Unusable"),
            count("face: Open"),
            count("NotPassed"),
            count("face_failed: Some(Ended"),
            count("pictures: Some"),
            count("stage: Looking"),
            count("OtherPerson"),
            count("TakeCardAway"),
            count("NonceInvalid"),
            count("NotLinked"),
            count("papers: Some"),
            format!(
                "{:?}",
                self.machine.consent().map(|end| head(&format!("{end:?}")))
            ),
            self.machine.may_ask_consent().to_string(),
            self.machine.consent_held().is_some().to_string(),
            if let State::Consenting(_, back) = self.machine.state() {
                name(back)
            } else {
                String::new()
            },
            // Where a failed question leads back to.
            state.get(..90).unwrap_or_default().to_owned(),
        ]
        .join("|")
    }

    /// What can happen now, and what follows.
    fn steps(&self, row: &Row) -> Vec<(String, Self)> {
        let mut steps = Vec::new();
        let several: &[&[&'static str]] = &[&[], &["a"], &["a", "b"], &["left"]];
        // Which card it is concerns 本人確認 alone.
        let some = if row.from == "identify" {
            several
        } else {
            &several[..2]
        };
        for cards in some {
            // Taken away: the same in every state that has a card.
            let other = !self.cards.is_empty() && !cards.starts_with(&self.cards);
            let mut next = self.after(Event::Readers(readers(cards)));
            next.cards = cards.to_vec();
            if !other || name(self.machine.state()).ends_with("TakingCard") {
                steps.push(("cards".to_owned(), next));
            }
        }
        let yes = |about| PatientAct::Consent(ConsentAnswer { about, given: true });
        for act in [
            PatientAct::UseFace,
            PatientAct::UsePin,
            PatientAct::AskStaff,
            PatientAct::NoAnswer,
            PatientAct::ConsentBack,
            yes(ConsentQuestion::Medications),
            yes(ConsentQuestion::Checkups),
        ] {
            let what = format!("patient: {}", head(&format!("{act:?}")));
            steps.push((what, self.after(Event::Patient(act))));
        }
        steps.push((
            "PIN".to_owned(),
            self.after(Event::PinRequestChanged("p1".into())),
        ));
        steps.push((
            "face".to_owned(),
            self.after(Event::FaceRequestChanged("f1".into())),
        ));
        // While an answer is awaited the counter shows no button but that to give up.
        let acts = if self.waiting.is_none() {
            acts(row, &self.cards)
        } else {
            Vec::new()
        };
        for act in acts {
            let what = head(&format!("{act:?}"));
            steps.push((what, self.after(Event::Act(act))));
        }
        if let Some(Effect { attempt, request }) = &self.waiting {
            for (what, answer) in answers(request, row.answers) {
                steps.push((what.to_owned(), self.after(Event::Answered(*attempt, answer))));
            }
        }
        steps
    }
}

/// The name of a variant.
fn head(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

fn acts(row: &Row, cards: &[&str]) -> Vec<Act> {
    let mut acts = vec![
        Act::PapersTaken,
        Act::UseCard(cards.first().copied().unwrap_or_default().to_owned()),
        Act::UseFace,
        Act::UsePin,
        Act::UseByEye,
        Act::ConfirmByEye("s1".into()),
        Act::RefuseByEye,
        Act::OtherWay,
        Act::Retry,
        Act::PickChart("chart-000002".into()),
        Act::NewChart,
        Act::SamePerson,
        Act::SearchInstead,
        Act::SubmitQuestionnaire(Questionnaire::default()),
        Act::ConfirmUpdate { basics: true },
        Act::SubmitPapers(Box::new(row_papers(row))),
        Act::Correct,
        Act::OtherPaper,
        Act::PickPerson(1, "氏名".into()),
        Act::NoneOfThem,
        Act::ReceiveAtOwnExpense,
        Act::RegisterCard,
        Act::ConfirmLink,
        Act::ByNumbers,
        Act::ByCard,
        Act::AskConsent,
        Act::GoOn,
        Act::Finish,
    ];
    acts.extend(
        [CallAnswer::Usable, CallAnswer::NotUsable, CallAnswer::CallBack]
            .map(|answer| Act::RecordCall(call(answer))),
    );
    acts
}

fn row_papers(row: &Row) -> madoguchi_shared::bridge::his::Papers {
    let mut papers = papers();
    if row.answers == Answers::Insurance {
        papers.certificate.scheme = madoguchi_shared::Scheme::HealthInsurance;
    }
    papers
}
