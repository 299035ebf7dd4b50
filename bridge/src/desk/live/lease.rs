//! The lease: of several counter tabs one works, the others follow (D8).

use super::{Live, Now};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::desk::Lease;
use madoguchi_shared::bridge::event::Event;

impl Live {
    /// `LEASE_NOT_HELD` unless this tab of this pairing holds the lease.
    pub fn require_lease(&self, pairing: &str, tab: &str) -> Result<(), ErrorCode> {
        let now = self.now();
        let held = now.lease.as_ref().is_some_and(|(p, t)| p == pairing && t == tab);
        held.then_some(()).ok_or(ErrorCode::LeaseNotHeld)
    }

    /// Takes the lease for a tab. `LEASE_NOT_HELD` when the tab has no WebSocket open.
    pub fn take_lease(&self, pairing: &str, tab: &str) -> Result<Lease, ErrorCode> {
        let mut now = self.now();
        let wanted = (pairing.to_owned(), tab.to_owned());
        if !now.is_connected(&wanted) {
            return Err(ErrorCode::LeaseNotHeld);
        }
        if now.lease.as_ref() != Some(&wanted) {
            now.lease = Some(wanted);
            now.tell_lease();
        }
        Ok(Lease {
            holder: Some(tab.to_owned()),
        })
    }
}

impl Now {
    /// After screens have gone: if the holder is among them, the oldest counter tab takes over.
    pub(super) fn pass_lease_on(&mut self) {
        let Some(holder) = &self.lease else { return };
        if self.is_connected(holder) {
            return;
        }
        let mut counters = self.screens.iter().filter(|s| s.owner.role == Role::Counter);
        let next = counters.next();
        self.lease = next.map(|screen| (screen.owner.pairing.clone(), screen.owner.tab.clone()));
        self.tell_lease();
    }

    fn is_connected(&self, (pairing, tab): &(String, String)) -> bool {
        self.screens.iter().any(|screen| {
            let owner = &screen.owner;
            owner.role == Role::Counter && owner.pairing == *pairing && owner.tab == *tab
        })
    }

    fn tell_lease(&mut self) {
        let holder = self.lease.as_ref().map(|(_, tab)| tab.clone());
        self.tell(&Event::Lease(holder));
    }
}
