//! The paper says another name or birth date than the answer to its numbers: it may be somebody else's.

use super::sheet::{Part, Say, Sheet, act};
use super::step::described;
use crate::text::Message;
use madoguchi_flow::person::otherwise_on_paper;
use madoguchi_flow::{Act, number_reception};
use madoguchi_shared::bridge::his::{Paper, Papers, PatientBasics};

/// Whether it may be.
pub(super) fn is_it(papers: Option<&Papers>, answered: &PatientBasics) -> bool {
    papers.is_some_and(|papers| otherwise_on_paper(papers, answered))
}

/// The notice, when it may be. The step that begins with a heading then has both beside each other, and what is meant to
/// be pressed is to correct what was typed.
pub(super) fn warn(papers: Option<&Papers>, answered: &PatientBasics, now: &mut Sheet) -> Option<Part> {
    let papers = papers.filter(|papers| otherwise_on_paper(papers, answered))?;
    for part in now.iter_mut() {
        if let Part::Actions(buttons) = part {
            // Said once.
            buttons.retain(|button| !button.does.is(&Act::Correct));
            for button in buttons {
                button.primary = false;
            }
        }
    }
    let correct = act(Act::Correct, Message::CORRECT_ENTRIES).primary();
    let at = now.len().min(1);
    now.splice(at..at, [compared(papers, answered), Part::Actions(vec![correct])]);
    let scheme = papers.certificate.scheme;
    Some(Part::Notice(Say::of(Message::OTHERWISE_ON_PAPER, scheme)))
}

/// The same for a step of its own: the notice is said before its heading.
pub(super) fn before(papers: Option<&Papers>, answered: Option<&PatientBasics>, mut now: Sheet) -> Sheet {
    match answered.and_then(|answered| warn(papers, answered, &mut now)) {
        Some(notice) => described(vec![notice], now),
        None => now,
    }
}

fn compared(papers: &Papers, answered: &PatientBasics) -> Part {
    let paper = number_reception::sent(papers);
    let of_paper = match (papers.used, &papers.prescription) {
        (Paper::Prescription, Some(_)) => Message::PRESCRIPTION.into(),
        (Paper::Prescription, None) | (Paper::Certificate, _) => {
            Say::of(Message::CERTIFICATE, papers.certificate.scheme)
        }
    };
    let line = |name: Message, both: [Say; 2]| {
        let both = both.map(|say| (say, None));
        std::iter::once((name.into(), None)).chain(both).collect()
    };
    let names = [&paper.name, &answered.name].map(|name| Say::Plain(name.expose().clone()));
    let days = [&paper.birth_date, &answered.birth_date].map(|day| Say::Day(day.expose().clone()));
    Part::Table(
        vec![Message::ITEM.into(), of_paper, Message::IN_ANSWER.into()],
        vec![line(Message::FIELD_NAME, names), line(Message::FIELD_BIRTH, days)],
    )
}
