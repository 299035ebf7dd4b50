//! What is known of the consent of one reception.

use crate::records_viewing::End;
use crate::request::ConsentDraft;
use madoguchi_shared::backend::records::ConsentChoice;
use madoguchi_shared::date::Day;

/// The last asking and what holds are two: who is asked again and does not answer has not taken back what they answered before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::reception) struct Consents {
    /// How the last asking ended; `None`: the patient was not asked.
    pub(super) last: Option<End>,
    /// The last asking, whether it has ended or not.
    pub(super) asked: Asked,
    /// What holds, and the asking that made it what it is. `None`: nothing of this reception.
    held: Option<(Held, Asked)>,
}

/// One asking of the patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Id of who was at the counter; `None`: nobody was known to be.
    pub(super) by: Option<String>,
    /// When the backend's answer to it came, ms since 1970; 0: none yet.
    pub(super) answered_at_ms: i64,
}

/// What holds of what the patient answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The newest that the backend has, without what the patient has taken back since, whether the backend took that or not.
    pub choice: ConsentChoice,
    /// 同意日; `None`: the backend has nothing of this reception. What is refused counts all the same, and nothing else.
    pub consent_date: Option<Day>,
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
        let before = self.held.as_ref().map(|(_, asked)| asked.answered_at_ms);
        self.asked.answered_at_ms = before.map_or(now_ms, |before| now_ms.max(before));
    }

    pub(super) fn keep(&mut self, end: End) {
        match end {
            End::Registered(receipt) => self.hold(receipt.choice, Some(receipt.consent_date)),
            End::Noted(_) | End::RefusalNoted => self.stands(OnChart::Noted),
            End::NotNoted(_) => self.stands(OnChart::LeftOff),
            End::NotRegistered(_, choice) => self.take_back(choice),
            End::Unanswered | End::StaffWanted | End::LeftOut => self.offer_again(),
            End::TooLate => {}
        }
        // That an earlier answer came onto the chart says nothing of the last asking.
        let noting = matches!(end, End::Noted(_) | End::RefusalNoted | End::NotNoted(_));
        let of_last = matches!(
            self.last,
            Some(End::Registered(_) | End::Noted(_) | End::NotNoted(_))
        );
        if !noting || of_last {
            self.last = Some(end);
        }
    }

    fn hold(&mut self, choice: ConsentChoice, consent_date: Option<Day>) {
        let held = Held {
            choice,
            consent_date,
            on_chart: OnChart::Due,
        };
        self.held = Some((held, self.asked.clone()));
    }

    /// What the patient refuses now is not given any more on the chart, although the backend does not know of it: nobody here asks for it
    /// then. That goes for what was agreed to in an earlier reception, too.
    fn take_back(&mut self, choice: ConsentChoice) {
        const EVERYTHING: ConsentChoice = ConsentChoice {
            medications: true,
            checkups: true,
        };
        let held = self.held();
        let before = held.map_or(EVERYTHING, |held| held.choice);
        let left = before.and(choice);
        if left == before {
            self.offer_again();
        } else {
            self.hold(left, held.and_then(|held| held.consent_date));
        }
    }

    fn stands(&mut self, on_chart: OnChart) {
        if let Some((held, _)) = &mut self.held {
            held.on_chart = on_chart;
        }
    }

    /// What the chart did not take is offered to it once more: the patient was asked anew, or the chart was registered.
    pub(in crate::reception) fn offer_again(&mut self) {
        if self.held().is_some_and(|held| held.on_chart == OnChart::LeftOff) {
            self.stands(OnChart::Due);
        }
    }

    pub(super) fn held(&self) -> Option<Held> {
        self.held.as_ref().map(|(held, _)| *held)
    }

    /// Whether something has to go onto the chart now.
    pub(super) fn is_due(&self) -> bool {
        self.held().is_some_and(|held| held.on_chart == OnChart::Due)
    }

    /// What has to go onto this chart now, with the time and in the name of when it was answered; `None`: nothing.
    pub(super) fn due(&self, chart: String) -> Option<ConsentDraft> {
        let (held, asked) = self.held.as_ref().filter(|_| self.is_due())?;
        Some(ConsentDraft {
            chart,
            choice: held.choice,
            consent_date: held.consent_date,
            answered_at_ms: asked.answered_at_ms,
            asked_by: asked.by.clone(),
        })
    }
}
