//! Acts of the counter that are one call each.

use super::{Desk, Room};
use crate::api::Fault;
use crate::runner::registration;
use crate::{browser, pairing};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::Way;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::desk::{Configuration, LeaseRequest};
use madoguchi_shared::bridge::pairing::PairingCodeRequest;
use madoguchi_shared::bridge::reception::{
    InquiryNumberOutcome, PendingInquiryNumber, ReceptionEntry, ReceptionOpening,
};
use madoguchi_shared::{ErrorCode, Secret};

impl Desk {
    /// Fetches the configuration.
    pub fn load_configuration(self) {
        self.attempt(async move {
            self.take_configuration(self.bridge().configuration().await?);
            Ok(())
        });
    }

    /// Fetches the configuration while the line is being opened. As soon as that is there it is fetched again: what changed meanwhile
    /// was not told, and why there is none was not said.
    pub(super) fn load_configuration_ahead(self) {
        spawn_local(async move {
            let ahead = self.bridge().configuration().await;
            if let Ok(configuration) = ahead
                && self.configuration.with_untracked(Option::is_none)
            {
                self.take_configuration(configuration);
            }
        });
    }

    fn take_configuration(self, configuration: Configuration) {
        let new = Some(configuration);
        if self.configuration.with_untracked(|known| *known != new) {
            self.configuration.set(new);
        }
    }

    /// Fetches today's receptions and the 照会番号 that wait.
    pub fn load_lists(self) {
        self.attempt(async move {
            let book = self.bridge().receptions().await?;
            self.forget_old_drafts(&book.entries);
            self.receptions.set(book.entries);
            self.book_known.set(true);
            let pending = self.bridge().pending_inquiry_numbers().await?;
            self.pending.set(pending.list);
            Ok(())
        });
    }

    /// Opens a new reception that goes this way, and draws it.
    pub fn open_reception(self, way: Way) {
        self.way.set(way);
        let opening = ReceptionOpening {
            reception: browser::time_ordered_id(),
            tab: self.tab(),
        };
        self.attempt_once(async move {
            let entry = self.bridge().open_reception(&opening).await?;
            self.draw(Some(entry));
            Ok(())
        });
    }

    /// Draws a reception of the list, or the list.
    pub fn draw(self, entry: Option<ReceptionEntry>) {
        self.problem.set(None);
        self.covered.set(false);
        if self.room.get_untracked() == Room::Settings {
            self.room.set(Room::Lists);
        }
        self.opened.set(entry);
    }

    /// Draws another room, when no reception is opened.
    pub fn go_to(self, room: Room) {
        self.problem.set(None);
        self.covered.set(false);
        self.room.set(room);
    }

    /// Takes the lease for this tab.
    pub fn take_lease(self) {
        let request = LeaseRequest { tab: self.tab() };
        self.attempt(async move {
            let lease = self.bridge().take_lease(&request).await?;
            self.live.lease.set(lease.holder);
            Ok(())
        });
    }

    /// Sends a 照会番号 again that waits in the list (S1); what becomes of it is noted there.
    pub fn send_again(self, waiting: PendingInquiryNumber) {
        self.attempt_once(async move {
            let (backend, institution) = self
                .enrolled_backend()
                .ok_or(Fault::from(ErrorCode::DeskNotEnrolled))?;
            let body = registration(institution, waiting.reference_number, waiting.key);
            let sent = backend.register_inquiry_number(&body).await;
            let problem = sent.as_ref().err().map(|fault| fault.code);
            let outcome = InquiryNumberOutcome {
                reception: waiting.reception,
                problem,
            };
            self.bridge().inquiry_number_outcome(&outcome).await?;
            sent.map(|_| ())
        });
    }

    /// Opens another screen of this desk in a window of its own and pairs it. Gives whether the browser let it open.
    pub fn open_screen(self, role: Role) -> bool {
        let Some(here) = browser::window() else {
            return false;
        };
        // At once, while the browser still counts it as the user's own act; the address follows.
        let Ok(Some(there)) = here.open_with_url_and_target("", window_of(role)) else {
            return false;
        };
        self.attempt(async move {
            let address = self.address_of(role).await;
            match address {
                Ok(address) => {
                    // Refused only for an address that cannot be parsed; this one is ours.
                    let _ = there.location().replace(address.expose());
                    Ok(())
                }
                Err(fault) => {
                    let _ = there.close();
                    Err(fault)
                }
            }
        });
        true
    }

    async fn address_of(self, role: Role) -> Result<Secret, Fault> {
        let request = PairingCodeRequest { role };
        let code = self.bridge().pairing_code(&request).await?.code;
        Ok(pairing::address(role, &code))
    }

    /// As [`Self::attempt`], unless such an act is under way: what would be done twice is done once.
    fn attempt_once(self, act: impl Future<Output = Result<(), Fault>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.attempt(async move {
            let outcome = act.await;
            self.busy.set(false);
            outcome
        });
    }

    /// Does something, and shows why when it came to nothing.
    fn attempt(self, act: impl Future<Output = Result<(), Fault>> + 'static) {
        spawn_local(async move {
            if let Err(fault) = act.await {
                self.problem.set(Some(fault));
            }
        });
    }
}

/// Name of a screen's window, so that opening it again uses the same one.
fn window_of(role: Role) -> &'static str {
    match role {
        Role::Counter => "madoguchi-counter",
        Role::Patient => "madoguchi-patient",
        Role::Records => "madoguchi-records",
    }
}
