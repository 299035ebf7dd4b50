//! What is known of the consent of one reception.

use crate::records_viewing::End;
use crate::request::ConsentDraft;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::{ConsentChoice, ConsentReceipt};

/// The last asking and what holds are two: who is asked again and does not answer has not taken back what they answered before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::reception) struct Consents {
    /// How the last asking ended; `None`: the patient was not asked.
    pub(super) last: Option<End>,
    /// The last asking, whether it has ended or not.
    pub(super) asked: Asked,
    /// The newest that the backend has. `None`: it has nothing of this reception.
    registered: Option<Registered>,
    /// What the patient has refused since, and the backend does not have: nobody here asks for it any more, whatever was agreed to before, in
    /// this reception or another. `None`: nothing.
    refused: Option<Refused>,
    /// A chart has something of what was answered in this reception, whatever was answered since.
    noted: bool,
}

/// One asking of the patient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Id of who was at the counter; `None`: nobody was known to be.
    pub(super) by: Option<String>,
    /// When the backend's answer to it came, ms since 1970; 0: none yet.
    pub(super) answered_at_ms: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Registered {
    receipt: ConsentReceipt,
    asked: Asked,
    /// All of it, on the chart that is the patient's.
    whole: Place,
    /// What is refused in it, on a chart that is not confirmed yet.
    ahead: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Refused {
    choice: ConsentChoice,
    asked: Asked,
    place: Place,
}

/// Where an answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
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
    /// Written as soon as the chart is known; what is agreed to, as soon as it is confirmed.
    Due,
    /// It has it.
    Noted,
    /// The chart did not take it, and the receptionist went on: see [`Consents::offer_again`].
    LeftOff,
}

impl Consents {
    /// The backend has answered. Not before the last answer, also where the clock was set back since.
    pub(super) fn answered(&mut self, now_ms: i64) {
        let registered = self.registered.as_ref().map(|registered| &registered.asked);
        let refused = self.refused.as_ref().map(|refused| &refused.asked);
        let before = registered
            .into_iter()
            .chain(refused)
            .map(|asked| asked.answered_at_ms);
        self.asked.answered_at_ms = before.max().map_or(now_ms, |before| now_ms.max(before));
    }

    /// The chart has answered. Where its numbers are others, or the clock was set back, it has what was refused, and not the rest.
    pub(super) fn chart_answered(&mut self, answer: Result<(), ErrorCode>) {
        self.noted |= matches!(
            answer,
            Ok(()) | Err(ErrorCode::ConsentNumbersChanged | ErrorCode::ConsentOrderUnclear)
        );
    }

    pub(super) fn keep(&mut self, end: End) {
        match end {
            End::Registered(receipt) => {
                self.registered = Some(Registered {
                    receipt,
                    asked: self.asked.clone(),
                    whole: Place::due(),
                    ahead: Place::due(),
                });
                self.refused = None;
            }
            End::Noted(receipt) => {
                self.whole_stands(OnChart::Noted);
                // What was refused since is not in it any more.
                if let Some(registered) = &mut self.registered {
                    registered.receipt = receipt;
                }
            }
            End::RefusalNoted => self.refusals_stand(OnChart::Noted),
            End::NotNoted(_, Some(_)) => self.whole_stands(OnChart::LeftOff),
            End::NotNoted(_, None) => self.refusals_stand(OnChart::LeftOff),
            End::NotRegistered(_, choice) => self.take_back(choice),
            End::Unanswered | End::StaffWanted | End::LeftOut => self.offer_again(),
            End::TooLate => {}
        }
        // That an earlier answer came onto the chart, or a part of one, says nothing of the last asking.
        let says = match end {
            End::Noted(_) | End::NotNoted(_, Some(_)) => matches!(
                self.last,
                Some(End::Registered(_) | End::Noted(_) | End::NotNoted(..))
            ),
            End::RefusalNoted | End::NotNoted(_, None) => false,
            End::Registered(_)
            | End::NotRegistered(..)
            | End::Unanswered
            | End::StaffWanted
            | End::LeftOut
            | End::TooLate => true,
        };
        if says {
            self.last = Some(end);
        }
    }

    /// Said now, whatever was said and noted before. What is agreed to counts for nothing: the backend does not have it.
    fn take_back(&mut self, choice: ConsentChoice) {
        self.offer_again();
        if choice != ConsentChoice::EVERYTHING {
            let before = self
                .refused
                .as_ref()
                .map_or(ConsentChoice::EVERYTHING, |before| before.choice);
            self.refused = Some(Refused {
                choice: before.and(choice),
                asked: self.asked.clone(),
                place: Place::due(),
            });
        }
    }

    fn whole_stands(&mut self, on_chart: OnChart) {
        if let Some(registered) = &mut self.registered {
            registered.whole.on_chart = on_chart;
            // It is part of that.
            registered.ahead.on_chart = on_chart;
        }
    }

    /// What was refused, with the time and the name of the last refusal, is one note.
    fn refusals_stand(&mut self, on_chart: OnChart) {
        let ahead = self.registered.as_mut().map(|registered| &mut registered.ahead);
        let refused = self.refused.as_mut().map(|refused| &mut refused.place);
        for place in ahead.into_iter().chain(refused) {
            if place.on_chart == OnChart::Due {
                place.on_chart = on_chart;
            }
        }
    }

    /// What the chart did not take is offered to it once more: the patient was asked anew, or the chart was registered.
    pub(in crate::reception) fn offer_again(&mut self) {
        let registered = self.registered.as_mut();
        let registered = registered.map(|registered| [&mut registered.whole, &mut registered.ahead]);
        let refused = self.refused.as_mut().map(|refused| &mut refused.place);
        for place in registered.into_iter().flatten().chain(refused) {
            if place.on_chart == OnChart::LeftOff {
                place.on_chart = OnChart::Due;
            }
        }
    }

    /// What the backend has, without what was refused since, once that is on the chart.
    pub(super) fn held(&self) -> Option<Held> {
        let registered = self.registered.as_ref()?;
        let mut choice = registered.receipt.choice;
        if let Some(refused) = &self.refused
            && refused.place.on_chart == OnChart::Noted
        {
            choice = choice.and(refused.choice);
        }
        Some(Held {
            choice,
            on_chart: registered.whole.on_chart,
        })
    }

    /// What was refused, and the backend does not have.
    pub(super) fn refused(&self) -> Option<Held> {
        let refused = self.refused.as_ref()?;
        Some(Held {
            choice: refused.choice,
            on_chart: refused.place.on_chart,
        })
    }

    /// Where that is which is refused in what the backend has; `None`: nothing is.
    pub(super) fn ahead(&self) -> Option<OnChart> {
        let registered = self.registered.as_ref()?;
        (registered.receipt.choice != ConsentChoice::EVERYTHING).then_some(registered.ahead.on_chart)
    }

    /// Whether a chart has something of what was answered in this reception.
    pub(super) fn noted(&self) -> bool {
        self.noted
    }

    /// What has to go onto this chart now, with the time and in the name of when it was answered; `None`: nothing. `certain`: it is this
    /// chart. Otherwise only what is refused goes onto it: that opens nothing.
    pub(super) fn due(&mut self, chart: &str, certain: bool) -> Option<ConsentDraft> {
        let draft = |choice, consent_date, asked: &Asked| ConsentDraft {
            chart: chart.to_owned(),
            choice,
            consent_date,
            answered_at_ms: asked.answered_at_ms,
            asked_by: asked.by.clone(),
        };
        let (mut left, mut at_ms) = (ConsentChoice::EVERYTHING, 0);
        if let Some(refused) = &self.refused {
            left = refused.choice;
            // A refusal that was noted before this is not newer than it: this has it already.
            if refused.place.chart.is_some() {
                at_ms = refused.asked.answered_at_ms;
            }
        }
        let mut due = None;
        if let Some(registered) = &mut self.registered {
            let ConsentReceipt { choice, consent_date } = registered.receipt;
            let ahead = choice != ConsentChoice::EVERYTHING && registered.ahead.takes(chart);
            if certain && registered.whole.takes(chart) {
                let whole = draft(choice.and(left), Some(consent_date), &registered.asked);
                let answered_at_ms = whole.answered_at_ms.max(at_ms);
                return Some(ConsentDraft {
                    answered_at_ms,
                    ..whole
                });
            }
            due = ahead.then(|| draft(choice, None, &registered.asked));
        }
        if let Some(refused) = &mut self.refused
            && refused.place.takes(chart)
        {
            let before = due.map_or(ConsentChoice::EVERYTHING, |due| due.choice);
            due = Some(draft(before.and(refused.choice), None, &refused.asked));
        }
        due
    }
}

impl Place {
    fn due() -> Self {
        Self {
            on_chart: OnChart::Due,
            chart: None,
        }
    }

    /// Whether this chart has yet to get it. What went onto another before goes onto this one now.
    fn takes(&mut self, chart: &str) -> bool {
        let another = self.chart.as_deref().is_some_and(|before| before != chart);
        if self.on_chart != OnChart::Due && !another {
            return false;
        }
        self.on_chart = OnChart::Due;
        self.chart = Some(chart.to_owned());
        true
    }
}
