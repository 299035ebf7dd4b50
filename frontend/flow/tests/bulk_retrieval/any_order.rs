//! What holds whatever comes in which order.

use super::*;

/// One thing that happens, with answers to what was asked before as well as now.
#[derive(Clone, Debug)]
enum Happens {
    Act(u8),
    Found(bool),
    Head(u8),
    Rows(u64),
    Ended(bool),
    Woken,
    Kept(u8),
}

fn happens() -> impl Strategy<Value = (Happens, bool)> {
    let one = prop_oneof![
        2 => (0u8..5).prop_map(Happens::Act),
        1 => any::<bool>().prop_map(Happens::Found),
        2 => (0u8..5).prop_map(Happens::Head),
        4 => (1u64..150).prop_map(Happens::Rows),
        1 => any::<bool>().prop_map(Happens::Ended),
        1 => Just(Happens::Woken),
        4 => (0u8..4).prop_map(Happens::Kept),
    ];
    (one, prop::bool::weighted(0.85))
}

proptest! {
    /// A registry that keeps its word sees each row once and in order, whatever happens.
    #[test]
    fn every_row_is_kept_once_and_in_order(events in prop::collection::vec(happens(), 1..120)) {
        const TOTAL: u64 = 400;
        let mut desk = Desk::new();
        let (mut kept, mut oldest): (u64, Option<(Attempt, Attempt)>) = (0, None);
        for (what, newest) in events {
            let backend = desk.backend.clone();
            let registry = desk.registry.clone();
            let of = |effect: &Option<Effect<Request>>, old: Option<Attempt>| {
                let now = effect.as_ref().map(|effect| effect.attempt);
                if newest { now } else { old.or(now) }
            };
            let asking = of(&backend, oldest.map(|pair| pair.0));
            let keeping = of(&registry, oldest.map(|pair| pair.1));
            if oldest.is_none() && let (Some(asking), Some(keeping)) = (asking, keeping) {
                oldest = Some((asking, keeping));
            }
            let event = match (what, asking, keeping) {
                (Happens::Act(act), ..) => Event::Act(
                    [Act::Start(month()), Act::Cancel, Act::Retry, Act::OtherMonth, Act::Start(month())][usize::from(act)],
                ),
                (Happens::Found(ok), _, Some(attempt)) => {
                    let found = (kept > 0).then(|| progress(kept, TOTAL));
                    let asked = registry.as_ref().is_some_and(|effect| effect.attempt == attempt)
                        && matches!(desk.machine.state(), State::LookingUp(_));
                    if ok && asked && kept == TOTAL {
                        // Done: what is asked for now is another answer.
                        kept = 0;
                    }
                    Event::Found(attempt, if ok { Ok(found) } else { Err(ErrorCode::BridgeUnreachable) })
                }
                (Happens::Head(kind), Some(attempt), _) => {
                    let after = match backend.as_ref().map(|effect| &effect.request) {
                        Some(Request::Ask(order)) => order.cursor.as_ref().map_or(0, |cursor| cursor.after),
                        _ => 0,
                    };
                    Event::Head(attempt, match kind {
                        0 => Err(ErrorCode::BackendUnavailable),
                        1 => Ok(BulkHead { segment_of_result: "2".into(), ..head(0, after) }),
                        _ => Ok(head(TOTAL, after)),
                    })
                }
                (Happens::Rows(rows), Some(attempt), _) => Event::Rows(attempt, rows),
                (Happens::Ended(ok), Some(attempt), _) => {
                    Event::Ended(attempt, if ok { Ok(()) } else { Err(ErrorCode::BackendUnreachable) })
                }
                (Happens::Woken, Some(attempt), _) => Event::Woken(attempt),
                (Happens::Kept(kind), _, Some(attempt)) => {
                    let Some(Effect { attempt: now, request: Request::Keep { after, count, .. } }) = &registry else {
                        continue;
                    };
                    let told = if kind == 0 {
                        Err(ErrorCode::BridgeUnreachable)
                    } else {
                        // As the registry does it: what follows is new, what is there is passed over.
                        prop_assert!(*after <= kept, "a gap: {} behind {kept}", after);
                        kept = kept.max(after + *count as u64);
                        Ok(progress(kept, TOTAL))
                    };
                    Event::Kept(if newest { *now } else { attempt }, told)
                }
                _ => continue,
            };
            desk.happen(event);
            if let State::Receiving(receiving) = desk.machine.state() {
                prop_assert!(receiving.kept <= receiving.received && receiving.received <= receiving.total);
            }
            if let State::Registered(summary) = desk.machine.state() {
                prop_assert_eq!(summary.progress.kept, TOTAL);
            }
        }
    }
}
