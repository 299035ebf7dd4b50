//! Requests of 一括取得, performed.

use super::batch::batch;
use super::lines::{Came, Nonsense};
use super::{BulkRunner, coded};
use crate::api::{Fault, Incoming, Stop};
use crate::{browser, clock};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use madoguchi_flow::bulk_retrieval::{Act, Event, Order, Request};
use madoguchi_flow::{Attempt, Effect as Asked};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::BulkQuery;
use madoguchi_shared::bridge::bulk::{BulkBatch, BulkMonth, BulkProgress};
use madoguchi_shared::identifier::InstitutionCode;
use std::time::Duration;

/// How long what has come is taken without a break, ms: less than a frame.
const AT_ONCE_MS: i64 = 8;

/// Most bytes of rows in one request to the bridge, which takes 256 kB.
const BATCH_BYTES: usize = 200_000;

impl BulkRunner {
    pub(super) async fn perform(self, effect: Asked<Request>) {
        let attempt = effect.attempt;
        match effect.request {
            Request::FetchState { month } => {
                let state = self.desk.bridge().bulk_state(&BulkMonth { month }).await;
                let found = coded(state).map(|state| state.retrieval);
                self.happen(Event::Found(attempt, found));
            }
            Request::Ask(order) => self.ask(attempt, order).await,
            Request::Wake { at_ms } => {
                let wait_ms = u64::try_from(at_ms - clock::now_ms()).unwrap_or(0);
                // A wait that was taken back is of an older attempt by then.
                browser::after(Duration::from_millis(wait_ms), move || {
                    // Where another tab leads now, it is that one's to ask.
                    self.happen(if self.desk.leads() {
                        Event::Woken(attempt)
                    } else {
                        Event::Act(Act::Cancel)
                    });
                });
            }
            Request::Keep {
                month,
                reception_number,
                asked_at_ms,
                total,
                after,
                count,
            } => {
                let request = BulkBatch {
                    tab: self.desk.tab(),
                    staff_id: self.staff.get_value(),
                    month,
                    reception_number,
                    asked_at_ms,
                    total,
                    after,
                    rows: Vec::new(),
                };
                let kept = self.keep(&request, count).await;
                self.happen(Event::Kept(attempt, coded(kept)));
            }
            Request::StopAsking => {
                if let Some(stop) = self.stop.try_update_value(Option::take).flatten() {
                    stop.now();
                }
            }
        }
    }

    async fn keep(self, request: &BulkBatch, count: usize) -> Result<BulkProgress, Fault> {
        let rows = self
            .lines
            .with_value(|lines| lines.list(request.after, count, BATCH_BYTES));
        let rows = rows.ok_or(Fault::from(ErrorCode::Internal))?;
        let body = batch(request, rows).ok_or(Fault::from(ErrorCode::Internal))?;
        self.desk.bridge().keep_bulk(&body).await
    }

    /// From the question to the last line of the answer.
    async fn ask(self, attempt: Attempt, order: Order) {
        let answer = order
            .cursor
            .as_ref()
            .map(|cursor| cursor.reception_number.clone());
        let after = order.cursor.as_ref().map_or(0, |cursor| cursor.after);
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        self.lines
            .update_value(|lines| lines.begin(answer.as_deref(), after));
        self.rows.set(self.lines.with_value(super::Lines::len));
        let (mut incoming, institution) = match self.open(order).await {
            Ok(opened) => opened,
            Err(fault) => return self.happen(Event::Head(attempt, Err(fault.code))),
        };
        let mut headed = false;
        let mut since_ms = 0;
        loop {
            match self.next(&mut incoming, turn).await {
                Ok(Some(Came { head, rows, ended })) => {
                    if let Some(head) = head {
                        if head.medical_institution_code != institution.as_str() {
                            return self.broke(attempt, headed, ErrorCode::BackendNonsense);
                        }
                        headed = true;
                        self.happen(Event::Head(attempt, Ok(head)));
                    }
                    if rows > 0 {
                        self.rows.set(self.lines.with_value(super::Lines::len));
                        self.happen(Event::Rows(attempt, rows));
                    }
                    if ended {
                        return self.happen(Event::Ended(attempt, Ok(())));
                    }
                    // What waits already would be taken in one go, however much it is: between, the page is drawn. With the first rows
                    // at once. A page that nobody sees is not drawn, and its timers hardly run.
                    if rows > 0 && browser::is_visible() && clock::now_ms() - since_ms >= AT_ONCE_MS {
                        TimeoutFuture::new(0).await;
                        since_ms = clock::now_ms();
                    }
                }
                Ok(None) => return self.broke(attempt, headed, ErrorCode::BackendUnreachable),
                Err(fault) => return self.broke(attempt, headed, fault.code),
            }
        }
    }

    /// An answer that ends before its last line. Before its first there is none at all.
    fn broke(self, attempt: Attempt, headed: bool, code: ErrorCode) {
        self.happen(if headed {
            Event::Ended(attempt, Err(code))
        } else {
            Event::Head(attempt, Err(code))
        });
    }

    /// The answer, and the institution that it is to be for.
    async fn open(self, order: Order) -> Result<(Incoming, InstitutionCode), Fault> {
        let (backend, institution_code) = self
            .desk
            .enrolled_backend()
            .ok_or(Fault::from(ErrorCode::DeskNotEnrolled))?;
        let query = BulkQuery {
            institution_code: institution_code.clone(),
            medical_treatment_month: order.month,
            cursor: order.cursor,
        };
        let stop = Stop::new()?;
        self.stop.try_set_value(Some(stop.clone()));
        let incoming = backend.bulk_query(&query, &stop).await?;
        Ok((incoming, institution_code))
    }

    /// What comes next; `None`: nothing more does.
    async fn next(self, incoming: &mut Incoming, turn: u32) -> Result<Option<Came>, Fault> {
        let Some(bytes) = incoming.next().await? else {
            return Ok(None);
        };
        // Another answer is being read, or the screen is gone.
        if self.turn.try_get_value() != Some(turn) {
            return Ok(None);
        }
        let came = self.lines.try_update_value(|lines| lines.take(&bytes));
        match came {
            Some(Ok(came)) => Ok(Some(came)),
            Some(Err(Nonsense)) => Err(ErrorCode::BackendNonsense.into()),
            // The screen is gone.
            None => Ok(None),
        }
    }
}
