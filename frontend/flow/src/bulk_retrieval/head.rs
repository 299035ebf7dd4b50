//! The first line of an answer.

use super::{Broken, BulkRetrieval, Order, Receiving, Refusal, Request, State, Stream};
use crate::Effect;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::{BulkCursor, BulkHead};
use madoguchi_shared::code::SegmentOfResult;

/// How long to wait where the backend does not say it, ms.
const ASK_AGAIN_AFTER_MS: i64 = 5000;
/// Longest wait that the backend can ask for, ms.
const LONGEST_WAIT_MS: i64 = 600_000;

impl BulkRetrieval {
    pub(super) fn head(&mut self, head: Result<BulkHead, ErrorCode>, now_ms: i64) -> Vec<Effect<Request>> {
        let State::Asking(order) = &self.state else {
            return Vec::new();
        };
        let order = order.clone();
        let head = match head {
            Ok(head) => head,
            Err(ErrorCode::BulkCursorInvalid) if order.cursor.is_some() => {
                return self.ask(Order::of(order.month, now_ms));
            }
            Err(code) => return self.go(State::BrokenOff(order, Broken::Failed(code))),
        };
        match head.segment_of_result {
            SegmentOfResult::InProgress => self.wait(&order, head, now_ms),
            // Another answer than the one that is kept in part, or that one has changed: it begins anew.
            SegmentOfResult::Normal if !order.is_of(&head) => {
                let mut effects = self.stop_asking();
                effects.extend(self.ask(Order::of(order.month, now_ms)));
                effects
            }
            SegmentOfResult::Normal
                if head.medical_treatment_month == order.month
                    && head.after == order.after()
                    && head.total >= head.after =>
            {
                self.state = State::Receiving(Box::new(Receiving {
                    month: order.month,
                    reception_number: head.reception_number,
                    asked_at_ms: order.asked_at_ms,
                    total: head.total,
                    received: head.after,
                    kept: head.after,
                    stream: Stream::Open,
                    keeping: false,
                    progress: None,
                }));
                Vec::new()
            }
            SegmentOfResult::Normal => {
                let broken = Broken::Failed(ErrorCode::BackendNonsense);
                self.stop(State::BrokenOff(order, broken))
            }
            SegmentOfResult::Abnormal | SegmentOfResult::Unknown(_) => {
                let refusal = Refusal {
                    code: head.error_code,
                    message: head.error_message,
                };
                self.stop(State::Refused(order, refusal))
            }
        }
    }

    /// 処理中: asks again later, under the number that it has now.
    fn wait(&mut self, order: &Order, head: BulkHead, now_ms: i64) -> Vec<Effect<Request>> {
        let wait_ms = head
            .ask_again_after_seconds
            .map_or(ASK_AGAIN_AFTER_MS, |seconds| i64::from(seconds) * 1000);
        let at_ms = now_ms + wait_ms.clamp(1000, LONGEST_WAIT_MS);
        let same = order
            .cursor
            .as_ref()
            .is_some_and(|cursor| cursor.reception_number == head.reception_number);
        let order = Order {
            month: order.month,
            cursor: Some(BulkCursor {
                reception_number: head.reception_number,
                after: if same { order.after() } else { 0 },
            }),
            total: order.total.filter(|_| same),
            asked_at_ms: if same || order.cursor.is_none() {
                order.asked_at_ms
            } else {
                now_ms
            },
        };
        let mut effects = self.stop(State::Waiting(order, at_ms));
        let attempt = self.asking.begin();
        effects.push(Effect {
            attempt,
            request: Request::Wake { at_ms },
        });
        effects
    }
}
