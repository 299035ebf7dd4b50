//! What is known of the consent of one reception.

use crate::records_viewing::End;
use crate::request::ConsentDraft;
use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt};
use madoguchi_shared::date::Day;

const EVERYTHING: ConsentChoice = ConsentChoice {
    medications: true,
    checkups: true,
};

/// The last asking and what holds are two: who is asked again and does not answer has not taken back what they answered before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::reception) struct Consents {
    /// How the last asking ended; `None`: the patient was not asked.
    pub(super) last: Option<End>,
    /// The last asking, whether it has ended or not.
    pub(super) asked: Asked,
    /// The newest that the backend has. `None`: it has nothing of this reception.
    registered: Option<(ConsentReceipt, Answered)>,
    /// What is refused in that goes onto a chart that is not confirmed yet, too, ahead of the rest. `None`: nothing is.
    ahead: Option<Answered>,
    /// What the patient has refused since, and the backend does not have: nobody here asks for it any more, whatever was agreed to before, in
    /// this reception or another. `None`: nothing.
    refused: Option<(ConsentChoice, Answered)>,
}

/// One asking of the patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Id of who was at the counter; `None`: nobody was known to be.
    pub(super) by: Option<String>,
    /// When the backend's answer to it came, ms since 1970; 0: none yet.
    pub(super) answered_at_ms: i64,
}

/// An asking, and where its answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answered {
    asked: Asked,
    on_chart: OnChart,
    /// The chart that has it, or was to have it.
    chart: Option<String>,
}

/// What holds of what the patient answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// What may be seen by it.
    pub choice: ConsentChoice,
    /// Whether the chart has it.
    pub on_chart: OnChart,
}

/// Whether a chart has a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnChart {
    /// Written as soon as there is a chart.
    Due,
    /// It has it.
    Noted,
    /// The chart did not take it, and the receptionist went on: see [`Consents::offer_again`].
    LeftOff,
}

impl Consents {
    /// The backend has answered. Not before the last answer, also where the clock was set back since: of two at once the one that is
    /// noted last counts.
    pub(super) fn answered(&mut self, now_ms: i64) {
        let before = self.all().map(|answered| answered.asked.answered_at_ms).max();
        self.asked.answered_at_ms = before.map_or(now_ms, |before| now_ms.max(before));
    }

    pub(super) fn keep(&mut self, end: End) {
        match end {
            End::Registered(receipt) => {
                self.registered = Some((receipt, self.just_answered()));
                self.ahead = (receipt.choice != EVERYTHING).then(|| self.just_answered());
                self.refused = None;
            }
            End::Noted(_) => self.registered_stands(OnChart::Noted),
            End::RefusalNoted => self.refused_stands(OnChart::Noted),
            End::NotNoted(_, Some(_)) => self.registered_stands(OnChart::LeftOff),
            End::NotNoted(_, None) => self.refused_stands(OnChart::LeftOff),
            End::NotRegistered(_, choice) => self.take_back(choice),
            End::Unanswered | End::StaffWanted | End::LeftOut => self.offer_again(),
            End::TooLate => {}
        }
        // That an earlier answer came onto the chart, or a part of one, says nothing of the last asking.
        let noting = matches!(end, End::Noted(_) | End::RefusalNoted | End::NotNoted(..));
        let part = matches!(end, End::RefusalNoted | End::NotNoted(_, None)) && self.refused.is_none();
        let of_last = matches!(
            self.last,
            Some(End::Registered(_) | End::Noted(_) | End::NotNoted(..))
        );
        if !noting || of_last && !part {
            self.last = Some(end);
        }
    }

    /// Said now, whatever was said and noted before. What is agreed to counts for nothing: the backend does not have it.
    fn take_back(&mut self, choice: ConsentChoice) {
        self.offer_again();
        if choice != EVERYTHING {
            let before = self.refused.as_ref().map_or(EVERYTHING, |(before, _)| *before);
            self.refused = Some((before.and(choice), self.just_answered()));
        }
    }

    fn just_answered(&self) -> Answered {
        Answered {
            asked: self.asked.clone(),
            on_chart: OnChart::Due,
            chart: None,
        }
    }

    fn registered_stands(&mut self, on_chart: OnChart) {
        let registered = self.registered.as_mut().map(|(_, answered)| answered);
        for answered in registered.into_iter().chain(&mut self.ahead) {
            answered.on_chart = on_chart;
        }
    }

    fn refused_stands(&mut self, on_chart: OnChart) {
        let refused = self.refused.as_mut().map(|(_, answered)| answered);
        let ahead = self.ahead.as_mut().filter(|ahead| ahead.on_chart == OnChart::Due);
        for answered in refused.into_iter().chain(ahead) {
            answered.on_chart = on_chart;
        }
    }

    /// What the chart did not take is offered to it once more: the patient was asked anew, or the chart was registered.
    pub(in crate::reception) fn offer_again(&mut self) {
        let registered = self.registered.as_mut().map(|(_, answered)| answered);
        let refused = self.refused.as_mut().map(|(_, answered)| answered);
        for answered in registered.into_iter().chain(refused).chain(&mut self.ahead) {
            if answered.on_chart == OnChart::LeftOff {
                answered.on_chart = OnChart::Due;
            }
        }
    }

    /// What the backend has, without what was refused since, once that is on the chart.
    pub(super) fn held(&self) -> Option<Held> {
        let (receipt, answered) = self.registered.as_ref()?;
        let mut choice = receipt.choice;
        if let Some((refused, there)) = &self.refused
            && there.on_chart == OnChart::Noted
        {
            choice = choice.and(*refused);
        }
        Some(Held {
            choice,
            on_chart: answered.on_chart,
        })
    }

    /// What was refused, and the backend does not have.
    pub(super) fn refused(&self) -> Option<Held> {
        let (choice, answered) = self.refused.as_ref()?;
        Some(Held {
            choice: *choice,
            on_chart: answered.on_chart,
        })
    }

    /// Whether a chart has a refusal of this reception, or gets it as soon as one is found.
    pub(super) fn refusal_stays(&self) -> bool {
        let refused = self.refused.as_ref().map(|(_, answered)| answered);
        let mut refused = refused.into_iter().chain(&self.ahead);
        refused.any(|answered| answered.on_chart != OnChart::LeftOff)
    }

    /// What has to go onto this chart now, with the time and in the name of when it was answered; `None`: nothing. `certain`: it is this
    /// chart. Otherwise only what is refused goes onto it: that opens nothing.
    pub(super) fn due(&mut self, chart: &str, certain: bool) -> Option<ConsentDraft> {
        let (mut left, mut at_ms) = (EVERYTHING, 0);
        if let Some((refused, answered)) = &self.refused {
            left = *refused;
            // A refusal that was noted before this is not newer than it: this has it already.
            at_ms = answered
                .chart
                .as_ref()
                .map_or(0, |_| answered.asked.answered_at_ms);
        }
        let ahead = self.ahead.as_mut().zip(self.registered.as_ref());
        let ahead =
            ahead.and_then(|(answered, (receipt, _))| answered.goes_onto(chart, receipt.choice, None));
        if certain
            && let Some((receipt, answered)) = &mut self.registered
            && let Some(draft) =
                answered.goes_onto(chart, receipt.choice.and(left), Some(receipt.consent_date))
        {
            return Some(ConsentDraft {
                answered_at_ms: draft.answered_at_ms.max(at_ms),
                ..draft
            });
        }
        let refused = self.refused.as_mut();
        let refused = refused.and_then(|(choice, answered)| answered.goes_onto(chart, *choice, None));
        match (ahead, refused) {
            // Refused since: with its time, and in the name of who asked then.
            (Some(ahead), Some(refused)) => Some(ConsentDraft {
                choice: ahead.choice.and(refused.choice),
                ..refused
            }),
            (ahead, refused) => refused.or(ahead),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Answered> {
        let registered = self.registered.iter().map(|(_, answered)| answered);
        registered.chain(self.refused.iter().map(|(_, answered)| answered))
    }
}

impl Answered {
    /// The draft for a chart that has yet to get it. What went onto another before goes onto this one now.
    fn goes_onto(
        &mut self,
        chart: &str,
        choice: ConsentChoice,
        consent_date: Option<Day>,
    ) -> Option<ConsentDraft> {
        let another = self.chart.as_deref().is_some_and(|before| before != chart);
        if self.on_chart != OnChart::Due && !another {
            return None;
        }
        self.on_chart = OnChart::Due;
        self.chart = Some(chart.to_owned());
        Some(ConsentDraft {
            chart: chart.to_owned(),
            choice,
            consent_date,
            answered_at_ms: self.asked.answered_at_ms,
            asked_by: self.asked.by.clone(),
        })
    }
}
