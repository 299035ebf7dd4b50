//! Tickets for WebSockets: one use, ten seconds, bound to origin, role and pairing.

use super::live::Admission;
use super::secret;
use crate::digest;
use madoguchi_shared::{ErrorCode, Secret};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// How long a ticket is good.
pub const TICKET_LIFE: Duration = Duration::from_secs(10);

/// Most tickets at a time; with more, the oldest goes.
const TICKETS: usize = 64;

/// Tickets that were given out and not used yet, by the hash of the ticket.
#[derive(Default)]
pub struct Tickets {
    open: Mutex<HashMap<String, Ticket>>,
}

struct Ticket {
    admits: Admission,
    origin: String,
    until: Instant,
}

impl Tickets {
    /// Makes a ticket for a screen of this origin.
    pub fn issue(&self, admits: Admission, origin: &str) -> Secret {
        let ticket = secret::random();
        let now = Instant::now();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, ticket| ticket.until > now);
        if open.len() >= TICKETS {
            let oldest = open.iter().min_by_key(|(_, ticket)| ticket.until);
            if let Some(oldest) = oldest.map(|(hash, _)| hash.clone()) {
                open.remove(&oldest);
            }
        }
        open.insert(
            digest::sha256(ticket.expose().as_bytes()),
            Ticket {
                admits,
                origin: origin.to_owned(),
                until: now + TICKET_LIFE,
            },
        );
        ticket
    }

    /// Uses a ticket up. `TICKET_INVALID` when unknown, used, too old, or of another origin.
    pub fn take(&self, ticket: &str, origin: &str) -> Result<Admission, ErrorCode> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked up by hash: the time it takes says nothing about the ticket.
        let found = open.remove(&digest::sha256(ticket.as_bytes()));
        found
            .filter(|ticket| ticket.until > Instant::now() && ticket.origin == origin)
            .map(|ticket| ticket.admits)
            .ok_or(ErrorCode::TicketInvalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::bridge::Role;

    const ORIGIN: &str = "http://127.0.0.1:7780";

    #[tokio::test(start_paused = true)]
    async fn a_ticket_is_good_once() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(patient(), ORIGIN);
        assert_eq!(tickets.take(ticket.expose(), ORIGIN), Ok(patient()));
        assert_eq!(
            tickets.take(ticket.expose(), ORIGIN),
            Err(ErrorCode::TicketInvalid)
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_ticket_is_good_for_ten_seconds() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(patient(), ORIGIN);
        tokio::time::advance(TICKET_LIFE).await;
        assert_eq!(
            tickets.take(ticket.expose(), ORIGIN),
            Err(ErrorCode::TicketInvalid)
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_ticket_of_another_origin_is_burnt() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(patient(), ORIGIN);
        assert!(tickets.take(ticket.expose(), "http://127.0.0.1:7781").is_err());
        assert!(tickets.take(ticket.expose(), ORIGIN).is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn there_are_never_more_than_64() {
        let tickets = Tickets::default();
        let first = tickets.issue(patient(), ORIGIN);
        tokio::time::advance(Duration::from_millis(1)).await;
        for _ in 0..TICKETS {
            tickets.issue(patient(), ORIGIN);
        }
        assert!(tickets.take(first.expose(), ORIGIN).is_err());
    }

    fn patient() -> Admission {
        Admission {
            pairing: "p".into(),
            role: Role::Patient,
            tab: "t".into(),
        }
    }
}
