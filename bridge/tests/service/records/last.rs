//! Which answer counts: the one that was registered last, whenever it came onto the chart.

use super::*;

pub(super) const YES_YES: [bool; 2] = [true, true];
pub(super) const YES_NO: [bool; 2] = [true, false];
pub(super) const NO_YES: [bool; 2] = [false, true];
pub(super) const NO_NO: [bool; 2] = [false, false];

impl Consented {
    /// Comes onto the chart now; `later_ms`: how long after now it was answered, negative for before.
    pub(super) async fn note_of(&self, reception: u8, choice: [bool; 2], later_ms: i64) {
        assert_eq!(self.noted(reception, choice, later_ms).await, "");
    }

    /// The same. Gives the error; empty: there is none.
    pub(super) async fn noted(
        &self,
        reception: u8,
        [medications, checkups]: [bool; 2],
        later_ms: i64,
    ) -> String {
        let mut note = self.body(reception, medications, checkups, "20261130");
        note["answeredAtMs"] = json!(self.desk.clock.now_ms() + later_ms);
        let answer = self.desk.call("POST", CONSENTS, Some(&self.counter), &note).await;
        answer.code().to_owned()
    }

    /// The chart has other numbers than what is valid, and the reception has not registered it. Gives the error.
    pub(super) async fn note_unaskable(
        &self,
        reception: u8,
        [medications, checkups]: [bool; 2],
        later_ms: i64,
    ) -> String {
        let mut note = self.body(reception, medications, checkups, "20261130");
        note["answeredAtMs"] = json!(self.desk.clock.now_ms() + later_ms);
        note["valid"] = json!([{ "insurerNumber": "12131017", "insuredIdentificationNumber": "7654321" }]);
        self.desk.refused(CONSENTS, &self.counter, note).await
    }

    /// The backend did not take it.
    pub(super) async fn note_unregistered(&self, reception: u8, choice: [bool; 2]) {
        self.note_unregistered_at(reception, choice, self.desk.clock.now_ms())
            .await;
    }

    pub(super) async fn note_unregistered_at(
        &self,
        reception: u8,
        [medications, checkups]: [bool; 2],
        at_ms: i64,
    ) {
        let mut note = self.body(reception, medications, checkups, "");
        note.as_object_mut().unwrap().remove("consentDate");
        note["answeredAtMs"] = json!(at_ms);
        self.desk.post(CONSENTS, &self.counter, note).await;
    }

    /// The reception and the answer that the records screen goes by.
    pub(super) async fn last(&self) -> (String, [bool; 2]) {
        let patients = self.patients().await;
        assert_eq!(patients.as_array().unwrap().len(), 1, "one chart");
        let choice = &patients[0]["choice"];
        let given = ["medications", "checkups"].map(|kind| choice[kind].as_bool().unwrap());
        (patients[0]["reception"].as_str().unwrap().to_owned(), given)
    }

    pub(super) async fn rows(&self) -> Vec<(String, bool, bool, i64, i64, String)> {
        sqlx::query_as(
            "SELECT reception, medications, checkups, answered_at_ms, noted_at_ms, staff FROM consents ORDER BY reception",
        )
        .fetch_all(&self.desk.store)
        .await
        .unwrap()
    }
}

#[tokio::test]
async fn the_last_answer_of_the_day_counts() {
    let at = Consented::new(true, true).await;
    at.desk.clock.advance(1000);
    // Later in the day, in a reception of its own.
    open(&at.desk, &at.counter, 2).await;
    at.note(2, false, false, "20261130").await;
    let patients = at.patients().await;
    assert_eq!(patients.as_array().unwrap().len(), 1);
    assert_eq!(
        patients[0]["choice"],
        json!({ "medications": false, "checkups": false })
    );
    assert_eq!(
        at.target_refused().await,
        "CONSENT_REFUSED",
        "the 有 of before opens nothing any more"
    );
    // Agreed to again, in the first of the two.
    at.desk.clock.advance(1000);
    at.note(1, false, true, "20261130").await;
    let target = at.desk.post(TARGETS, &at.records, patient("000001")).await;
    assert!(target["key"].is_object());
    assert_eq!(
        target["choice"],
        json!({ "medications": false, "checkups": true })
    );
}

#[tokio::test]
async fn an_older_answer_that_comes_onto_the_chart_late_is_not_the_last() {
    let at = Consented::new(true, true).await;
    for reception in [2, 3] {
        open(&at.desk, &at.counter, reception).await;
    }
    at.desk.clock.advance(60_000);
    at.note_of(2, NO_NO, 0).await;
    at.desk.clock.advance(60_000);
    // Its chart did not take it before.
    at.note_of(3, YES_YES, -90_000).await;
    assert_eq!(at.last().await, (id(2), NO_NO));
    assert_eq!(at.target_refused().await, "CONSENT_REFUSED");
}

#[tokio::test]
async fn an_older_answer_of_the_same_reception_does_not_take_the_place_of_the_newer() {
    let at = Consented::new(true, true).await;
    at.desk.clock.advance(60_000);
    at.note_of(1, NO_YES, 0).await;
    let before = at.rows().await;
    at.desk.clock.advance(60_000);
    at.note_of(1, YES_YES, -90_000).await;
    assert_eq!(at.rows().await, before);
    assert_eq!(at.last().await, (id(1), NO_YES));
}

#[tokio::test]
async fn the_same_note_again_moves_nothing() {
    let at = Consented::new(true, true).await;
    open(&at.desk, &at.counter, 2).await;
    at.desk.clock.advance(60_000);
    at.note_of(2, NO_NO, 0).await;
    let before = at.rows().await;
    for (reception, choice, later_ms) in [(1, YES_YES, -120_000), (2, NO_NO, -60_000)] {
        at.desk.clock.set(crate::support::MORNING_MS + 120_000);
        at.note_of(reception, choice, later_ms).await;
        assert_eq!(at.rows().await, before, "{reception}");
    }
}
