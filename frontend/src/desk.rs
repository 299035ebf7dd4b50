//! The counter's side of the desk: what its page knows and the acts that need no flow.

mod acts;
pub mod drafts;
pub mod printing;

use crate::api::{Backend, Bridge, Fault};
use crate::browser::{self, Keep};
use crate::events::{Link, Live, follow};
use crate::locale::Locale;
use drafts::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::Way;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::desk::Configuration;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::patient::{PatientAct, PatientStep};
use madoguchi_shared::bridge::reception::{PendingInquiryNumber, ReceptionEntry};
use madoguchi_shared::identifier::InstitutionCode;
use printing::Printing;

const STAFF_KEY: &str = "madoguchi.staff";

/// What the counter page draws while no reception is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// The start and the lists.
    #[default]
    Lists,
    /// 一括取得; a reception that is opened meanwhile comes back to it.
    Monthly,
    /// The settings.
    Settings,
}

/// The desk, as a context of the counter page.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    bridge: StoredValue<Bridge>,
    tab: StoredValue<String>,
    listener: StoredValue<Option<Callback<Event>>>,
    page: StoredValue<Owner>,
    drafts: StoredValue<Vec<(String, Draft)>>,
    /// What the bridge tells.
    pub live: Live,
    /// The desk's configuration. `None` until the bridge gave it.
    pub configuration: RwSignal<Option<Configuration>>,
    /// Id of the member of staff on duty, always one of the configuration. `None`: not chosen.
    pub staff: RwSignal<Option<String>>,
    /// Today's receptions, newest first.
    pub receptions: RwSignal<Vec<ReceptionEntry>>,
    /// Whether [`Self::receptions`] were fetched once.
    pub book_known: RwSignal<bool>,
    /// 照会番号 that wait to be sent again, oldest first.
    pub pending: RwSignal<Vec<PendingInquiryNumber>>,
    /// The reception that is drawn. `None`: the list.
    pub opened: RwSignal<Option<ReceptionEntry>>,
    /// What is drawn as long as no reception is.
    pub room: RwSignal<Room>,
    /// In which way the newest reception was started.
    pub way: RwSignal<Way>,
    /// What went wrong with an act of this page; a reception shows its own problems itself.
    pub problem: RwSignal<Option<Fault>>,
    /// The patient chose the PIN, and the step has not changed since.
    pub pin_chosen: RwSignal<bool>,
    /// The patient called for staff, and nobody has answered.
    pub called: RwSignal<bool>,
    /// An act of the lists is under way: a second press does nothing.
    pub busy: RwSignal<bool>,
    /// The opened reception is covered, because nobody was at the desk.
    pub covered: RwSignal<bool>,
    /// What is shown over the page to be printed. `None`: nothing.
    pub printing: RwSignal<Option<Printing>>,
}

impl Desk {
    /// Makes the desk, and follows the bridge from now on.
    pub fn provide(bridge: Bridge, live: Live) -> Self {
        let desk = Self {
            bridge: StoredValue::new(bridge.clone()),
            tab: StoredValue::new(browser::random_id()),
            listener: StoredValue::new(None),
            page: StoredValue::new(Owner::current().unwrap_or_default()),
            drafts: StoredValue::new(Vec::new()),
            live,
            configuration: RwSignal::new(None),
            staff: RwSignal::new(None),
            receptions: RwSignal::new(Vec::new()),
            book_known: RwSignal::new(false),
            pending: RwSignal::new(Vec::new()),
            opened: RwSignal::new(None),
            room: RwSignal::new(Room::default()),
            way: RwSignal::new(Way::default()),
            problem: RwSignal::new(None),
            pin_chosen: RwSignal::new(false),
            called: RwSignal::new(false),
            busy: RwSignal::new(false),
            covered: RwSignal::new(false),
            printing: RwSignal::new(None),
        };
        provide_context(desk);
        desk.keep_current();
        let on_event = Callback::new(move |event| desk.told(event));
        spawn_local(follow(bridge, desk.tab(), live, on_event));
        desk.load_configuration_ahead();
        desk
    }

    /// The desk of this page.
    pub fn here() -> Self {
        expect_context()
    }

    /// The bridge.
    pub fn bridge(self) -> Bridge {
        self.bridge.get_value()
    }

    /// The backend that the configuration names; `None` before there is one.
    pub fn backend(self) -> Option<Backend> {
        let origin = self
            .configuration
            .with_untracked(|c| c.as_ref().map(|c| c.backend.clone()))?;
        Some(Backend::new(origin, self.bridge()))
    }

    /// Id of this tab, made at page load.
    pub fn tab(self) -> String {
        self.tab.get_value()
    }

    /// Gets every event of the bridge from now on, in order, none merged. One listener at a time.
    pub fn listen(self, listener: Callback<Event>) {
        self.listener.set_value(Some(listener));
    }

    /// Name of the institution, empty until it is known; tracked.
    pub fn institution(self) -> String {
        let name = self
            .configuration
            .with(|c| c.as_ref().map(|c| c.institution_name.clone()));
        name.unwrap_or_default()
    }

    /// Whether this tab holds the lease; tracked.
    pub fn holds_lease(self) -> bool {
        let tab = self.tab();
        self.live.lease.with(|holder| holder.as_ref() == Some(&tab))
    }

    /// Whether this tab holds the lease; not tracked.
    pub fn leads(self) -> bool {
        untrack(|| self.holds_lease())
    }

    /// Whether the line to the bridge is there; tracked.
    pub fn online(self) -> bool {
        self.live.link.get() == Link::Online
    }

    /// Whether the bridge has told all that the page begins with, or cannot be reached; tracked.
    pub fn knows_itself(self) -> bool {
        match self.live.link.get() {
            Link::Connecting => false,
            Link::Online => self.configuration.with(Option::is_some),
            Link::Lost(_) | Link::Refused => true,
        }
    }

    /// The backend and the institution this desk asks for; `None` until the desk is enrolled.
    pub fn enrolled_backend(self) -> Option<(Backend, InstitutionCode)> {
        let code = self
            .configuration
            .with_untracked(|c| c.as_ref()?.institution_code.clone())?;
        Some((self.backend()?, code))
    }

    /// Makes signals that live as long as the page.
    pub fn with_page<T>(self, make: impl FnOnce() -> T) -> T {
        self.page.with_value(|page| page.with(make))
    }

    /// Whether something can be done here now: connected, enrolled, with the lease, nothing under way; tracked.
    pub fn ready(self) -> bool {
        let enrolled = self
            .configuration
            .with(|c| c.as_ref().is_some_and(|c| c.desk_id.is_some()));
        self.live.link.get() == Link::Online && enrolled && self.holds_lease() && !self.busy.get()
    }

    /// Whether a patient can be received here now: [`Self::ready`], and someone is on duty; tracked.
    pub fn may_receive(self) -> bool {
        self.ready() && self.staff.get().is_some()
    }

    /// Chooses who is on duty, and keeps the id as long as this tab lives.
    pub fn choose_staff(self, id: Option<String>) {
        browser::keep(Keep::ThisTab, STAFF_KEY, id.as_deref());
        self.staff.set(id);
    }

    fn told(self, event: Event) {
        match &event {
            // Whoever calls is heard; a way is chosen in one's own turn.
            Event::PatientTouch(touch) if touch.act == PatientAct::AskStaff => self.called.set(true),
            Event::PatientTouch(touch) => {
                let own = self.live.patient_turn.with_untracked(|turn| *turn == touch.turn);
                if own && touch.act == PatientAct::UsePin {
                    self.pin_chosen.set(true);
                }
            }
            Event::PatientStep(update) => {
                self.pin_chosen.set(false);
                // Seen and gone on from. 目視 is where a call leads by itself: that is no answer yet.
                let seen = self.opened.with_untracked(Option::is_some) && !self.covered.get_untracked();
                if seen && update.step != PatientStep::StaffChecks {
                    self.called.set(false);
                }
            }
            Event::Snapshot(_) => {
                self.pin_chosen.set(false);
                self.forget_lost_line();
            }
            Event::Configuration => self.load_configuration(),
            Event::Readers(_)
            | Event::PatientScreen(_)
            | Event::PinRequestChanged(_)
            | Event::FaceRequestChanged(_)
            | Event::CameraTestChanged(_)
            | Event::Lease(_)
            | Event::Receptions
            | Event::Consents => {}
        }
        if let Some(listener) = self.listener.get_value() {
            listener.run(event);
        }
    }

    /// The line is there again: that something failed for want of it is history, and is being fetched anew.
    fn forget_lost_line(self) {
        let lost = |fault: &Fault| fault.code == ErrorCode::BridgeUnreachable;
        if self
            .problem
            .with_untracked(|problem| problem.as_ref().is_some_and(lost))
        {
            self.problem.set(None);
        }
    }

    /// Fetches what has to be fetched whenever the line is there, or the book has changed.
    fn keep_current(self) {
        Effect::new(move || {
            if self.live.link.get() == Link::Online {
                self.load_configuration();
            }
        });
        Effect::new(move || {
            if self.live.receptions.get() > 0 {
                self.load_lists();
            }
        });
        let locale = Locale::here();
        Effect::new(move || {
            self.configuration.with(|configuration| {
                let Some(configuration) = configuration else {
                    return;
                };
                locale.set_facility(configuration.facility);
                // Someone who has left the list is not on duty any more.
                let kept = self.staff.get_untracked();
                let kept = kept.or_else(|| browser::kept(Keep::ThisTab, STAFF_KEY));
                let known =
                    kept.filter(|id| configuration.staff.iter().any(|one| one.id == *id && !one.left));
                self.staff.set(known);
            });
        });
    }
}
