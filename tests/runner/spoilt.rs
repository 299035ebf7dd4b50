//! A HIS that writes something wrong fails the scenario that it writes it in.

use crate::core::Core;
use crate::play::{Stage, play};
use crate::root;
use crate::transitions::Transition;
use madoguchi_scenarios::scenario::{Given, Lane, Step, load};
use std::collections::BTreeSet;

/// What goes wrong in the database, by scenario, and what is told of it.
const SPOILT: &[(&str, &str, &str)] = &[
    (
        "F03/first-visit",
        "CREATE TRIGGER spoilt AFTER INSERT ON registrations \
         BEGIN UPDATE registrations SET questionnaire = NULL; END",
        "but not the questionnaire",
    ),
    (
        "F03/first-visit",
        "CREATE TRIGGER spoilt AFTER INSERT ON charts \
         BEGIN UPDATE charts SET basics = replace(basics, '19680412', '19680413'); END",
        "but not the basics",
    ),
    (
        "F03/first-visit",
        "CREATE TRIGGER spoilt AFTER INSERT ON qualifications \
         BEGIN UPDATE qualifications SET result = replace(result, '1234566', '1234574'); END",
        "but not what the backend answered",
    ),
    (
        "F03/first-visit",
        "CREATE TRIGGER spoilt AFTER INSERT ON inquiry_numbers \
         BEGIN UPDATE inquiry_numbers SET reference_number = '000009'; END",
        "but not the number to send",
    ),
    (
        "F03/first-visit",
        "CREATE TRIGGER spoilt AFTER UPDATE ON inquiry_numbers BEGIN DELETE FROM inquiry_numbers; END",
        "no number is held",
    ),
    (
        "F03/second-visit-update",
        "CREATE TRIGGER spoilt AFTER UPDATE ON qualifications \
         BEGIN DELETE FROM qualifications WHERE superseded_at_ms IS NOT NULL; END",
        "but not the history",
    ),
    (
        "F05/first-visit",
        "CREATE TRIGGER spoilt AFTER INSERT ON papers BEGIN DELETE FROM papers; END",
        "but not the papers",
    ),
    (
        "F11/usable",
        "CREATE TRIGGER spoilt AFTER INSERT ON calls BEGIN UPDATE calls SET answer = 'notUsable'; END",
        "but not the calls",
    ),
    (
        "F03/chart-picked",
        "CREATE TRIGGER spoilt AFTER INSERT ON registrations \
         BEGIN INSERT INTO charts SELECT 'x', '000099', basics, birth_date, name_key, kana_key, 0, NULL \
         FROM charts LIMIT 1; END",
        "but not that alone",
    ),
    (
        "F11/usable",
        "CREATE TRIGGER spoilt AFTER INSERT ON charts BEGIN UPDATE charts SET kana_key = '200' || '5445'; END",
        "a number of the qualification that is not entrusted is in the HIS",
    ),
    (
        // The statement itself is logged.
        "F11/usable",
        "CREATE TRIGGER spoilt AFTER DELETE ON charts BEGIN UPDATE charts SET kana_key = '2005445'; END",
        "a number of the qualification that is not entrusted is in the log",
    ),
];

/// The flow core with a HIS that is spoilt once the world is as given. `WHICH`: of [`SPOILT`].
struct Spoilt<const WHICH: usize>(Core);

impl<const WHICH: usize> Stage for Spoilt<WHICH> {
    async fn set(pharmacy: bool, person: &str, given: &[(usize, Given)]) -> Result<Self, String> {
        let core = Core::set(pharmacy, person, given).await?;
        core.his.spoil(SPOILT[WHICH].1).await;
        Ok(Self(core))
    }

    async fn act(&mut self, step: &Step) -> Result<(), String> {
        self.0.act(step).await
    }

    async fn look(&mut self, lane: Lane) -> String {
        self.0.look(lane).await
    }

    fn walked(&self) -> BTreeSet<Transition> {
        self.0.walked()
    }
}

async fn is_told<const WHICH: usize>() {
    let (scenario, _, told) = SPOILT[WHICH];
    let scenario = load(root(), scenario).unwrap();
    let differences = play::<Spoilt<WHICH>>(root(), &scenario).await.differences;
    assert!(
        differences.iter().any(|line| line.contains(told)),
        "{told}: {differences:#?}"
    );
}

#[tokio::test]
async fn what_the_his_writes_wrong_fails_the_scenario() {
    is_told::<0>().await;
    is_told::<1>().await;
    is_told::<2>().await;
    is_told::<3>().await;
    is_told::<4>().await;
    is_told::<5>().await;
    is_told::<6>().await;
    is_told::<7>().await;
    is_told::<8>().await;
    is_told::<9>().await;
    is_told::<10>().await;
    assert_eq!(SPOILT.len(), 11, "each has its line here");
}
