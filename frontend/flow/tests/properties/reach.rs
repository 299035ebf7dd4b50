//! How far the random walks get.

use super::*;

/// The properties mean something only if the random walks get far.
#[test]
fn random_walks_reach_the_end_of_the_flow() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut queried, mut registered, mut received) = (0, 0, 0);
    let (mut by_numbers, mut unentrusted, mut own_expense) = (0, 0, 0);
    let (mut linked, mut by_face, mut with_pictures, mut asked_again) = (0, 0, 0, 0);
    for _ in 0..2000 {
        let mut run = Run::new();
        for what in &moves().new_tree(&mut runner).unwrap().current() {
            run.play(what);
            received += usize::from(matches!(run.desk.state(), State::Received(_)));
        }
        queried += usize::from(
            run.desk
                .asked
                .iter()
                .any(|r| matches!(r, Request::QueryCard { .. })),
        );
        let was_linked = run.desk.asked.windows(2).any(|pair| {
            matches!(pair, [Request::LinkCard { evidence }, Request::QueryCard { evidence: again }] if evidence == again)
        });
        linked += usize::from(was_linked);
        let passed = &run.desk.passed;
        by_face += usize::from(passed.windows(2).any(|pair| {
            matches!(
                pair,
                [State::Identifying(identify::State::Facing(_)), State::Querying(_)]
            )
        }));
        with_pictures += usize::from(passed.iter().any(|state| {
            matches!(state, State::Identifying(identify::State::ComparingByEye(ways)) if ways.pictures.is_some())
        }));
        let mut registrations = run
            .desk
            .asked
            .iter()
            .filter(|r| matches!(r, Request::RegisterConsent { .. }));
        let consents = passed
            .windows(2)
            .filter(|pair| {
                !matches!(pair[0], State::Consenting(..)) && matches!(pair[1], State::Consenting(..))
            })
            .count();
        asked_again += usize::from(registrations.next().is_some() && consents > 1);
        let mut drafts = run.desk.asked.iter().filter_map(|request| match request {
            Request::Register(draft) => Some(draft),
            _ => None,
        });
        if let Some(draft) = drafts.next() {
            registered += 1;
            by_numbers += usize::from(draft.papers.is_some());
            unentrusted += usize::from(draft.basis == Basis::Unentrusted);
            own_expense += usize::from(draft.basis == Basis::OwnExpense);
        }
    }
    assert!(
        queried > 100 && registered > 20 && received > 10,
        "{queried} {registered} {received}"
    );
    assert!(linked > 5 && asked_again > 0, "{linked} {asked_again}");
    assert!(by_face > 10 && with_pictures > 3, "{by_face} {with_pictures}");
    assert!(
        by_numbers > 5 && unentrusted > 5 && own_expense > 5,
        "{by_numbers} {unentrusted} {own_expense}"
    );
}
