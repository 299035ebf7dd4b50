//! Plays the scenarios of `tests/scenarios`, and holds the list of branches to them.
//!
//! [`play`] walks one file over any [`Stage`](play::Stage). There is one stage so far: the flow core with a real
//! backend (the sandbox), a real HIS (the bridge's registry) and cards of which only the behaviour is played. A stage
//! for the browser plays the same files.

// Helpers of the tests are tests, too.
#![allow(clippy::unwrap_used)]

mod backend;
mod cards;
mod core;
mod doctor;
mod face_desk;
mod his;
mod nation;
mod papers;
mod play;
mod spoilt;
mod transitions;
mod words;

#[path = "../../frontend/flow/tests/support/mod.rs"]
mod support;

#[path = "../../bridge/tests/service/support/log.rs"]
mod log;

use madoguchi_scenarios::scenario::Scenario;
use madoguchi_scenarios::{Branches, report, scenario};
use play::Played;
use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The folder of the scenarios.
fn root() -> &'static Path {
    Path::new("scenarios")
}

/// As many at a time as there are processors: they share no world, and each has a database of its own.
fn play_all(scenarios: &[Scenario]) -> Vec<Played> {
    let next = AtomicUsize::new(0);
    let work = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let mut played = Vec::new();
        while let place = next.fetch_add(1, Ordering::Relaxed)
            && let Some(scenario) = scenarios.get(place)
        {
            let play = play::play::<core::Core>(root(), scenario);
            played.push((place, runtime.as_ref().unwrap().block_on(play)));
        }
        played
    };
    let mut all: Vec<_> = thread::scope(|scope| {
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, played)| played).collect()
}

#[test]
fn every_scenario_goes_as_written_and_every_transition_is_walked() {
    let branches = Branches::load(root()).unwrap_or_else(|mistake| panic!("{mistake}"));
    let scenarios = scenario::all(root()).unwrap_or_else(|mistake| panic!("{mistake}"));
    assert!(!scenarios.is_empty(), "there are no scenarios");
    let mut differences = Vec::new();
    let mut walked = Vec::new();
    for (scenario, played) in scenarios.iter().zip(play_all(&scenarios)) {
        differences.extend(played.differences);
        walked.push((scenario, played.walked));
    }
    assert!(
        differences.is_empty(),
        "{} of what {} scenarios say is not so:\n{}",
        differences.len(),
        scenarios.len(),
        differences.join("\n")
    );
    let table = transitions::table(&branches, &walked);
    // For `cargo xtask rows`.
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("transitions.txt");
    std::fs::write(kept, transitions::print(&table)).unwrap();
    let missing: Vec<String> = table.iter().flat_map(transitions::Walked::missing).collect();
    assert!(missing.is_empty(), "no scenario walks\n{}", missing.join("\n"));
}

#[test]
fn the_page_of_the_flows_is_current() {
    let branches = Branches::load(root()).unwrap_or_else(|mistake| panic!("{mistake}"));
    let scenarios = scenario::all(root()).unwrap_or_else(|mistake| panic!("{mistake}"));
    let page = transitions::page(&branches, &scenarios);
    let file = Path::new("../docs/flows.md");
    if std::env::var_os("MADOGUCHI_WRITE_DOCS").is_some() {
        std::fs::write(file, &page).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap();
    assert!(
        written == page,
        "docs/flows.md is not current; MADOGUCHI_WRITE_DOCS=1 cargo test -p madoguchi-tests --test scenarios writes it"
    );
}

#[test]
fn every_branch_that_is_not_open_has_a_scenario_and_every_row_two_in_the_browser() {
    let branches = Branches::load(root()).unwrap_or_else(|mistake| panic!("{mistake}"));
    let scenarios = scenario::all(root()).unwrap_or_else(|mistake| panic!("{mistake}"));
    let table = report(&branches, &scenarios).unwrap_or_else(|mistake| panic!("{mistake}"));
    for row in table {
        assert!(
            row.missing.is_empty(),
            "no scenario for {}",
            row.missing.join(" ")
        );
        let name = &row.row;
        assert!(
            !row.lacks_the_browser(),
            "no happy or no unhappy scenario of {name} is marked `browser`"
        );
    }
}

#[tokio::test]
async fn a_scenario_that_says_what_is_not_so_fails() {
    let file = Path::new("F03/wrong.txt");
    let text = "title t\nbranches F03.4b\nfacility clinic\nperson tandoku-valid\n\
                do card: put down\ncounter over\npatient choose a way\n\
                do counter: compare by eye\ndo counter: it is the person\n\
                counter questionnaire: 医療扶助 valid\npatient take the card\n";
    let scenario = scenario::parse(file, text).unwrap();
    let differences = play::play::<core::Core>(root(), &scenario).await.differences;
    let at: Vec<_> = differences
        .iter()
        .map(|told| told.split(' ').next().unwrap())
        .collect();
    assert_eq!(
        at,
        ["F03/wrong.txt:6:", "F03/wrong.txt:9:"],
        "what is seen differs, and what the backend recorded is passed over: {differences:?}"
    );
}
