//! 薬剤情報・健診情報閲覧 (F02): what opens the records, at which hour, and for whom.

mod consent;

use crate::support::cards::TestCard;
use crate::support::client;
use crate::support::{CLINIC, DECEMBER, NOON, Reply, World};
use madoguchi_people::find;
use madoguchi_sandbox::Clock;
use madoguchi_sandbox::test_desk::TestDesk;
use madoguchi_shared::backend::records::{
    CheckupAnswer, ConsentChoice, ConsentReceipt, ConsentRegistration, MedicationAnswer, RecordsKey,
    RecordsQuery,
};
use madoguchi_shared::backend::{CardQuery, Nonce, Operation};
use madoguchi_shared::date::Day;
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::{ErrorCode, Facility, Redacted};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
const BOTH: ConsentChoice = choice(true, true);

const fn choice(medications: bool, checkups: bool) -> ConsentChoice {
    ConsentChoice {
        medications,
        checkups,
    }
}

/// The part of the story on both databases: consent, both kinds read, and the day after.
pub(crate) async fn asked_and_seen(world: &World) {
    for person in ["tandoku-valid", "centenarian"] {
        world.consent(person, BOTH).await;
        let query = world.wanted(person);
        let medications: MedicationAnswer = world.medications(&query).await.answer();
        let checkups: CheckupAnswer = world.checkups(&query).await.answer();
        let (person, today) = (find(person).unwrap(), world.clock.today());
        assert_eq!(
            medications.medications,
            person.medications(today),
            "{}",
            person.id
        );
        assert_eq!(checkups.checkups, person.checkups(today), "{}", person.id);
    }
    world.clock.set(NOON + DAY_MS);
    assert_eq!(
        world.refusals("tandoku-valid").await,
        [Some(ErrorCode::ConsentNotToday); 2]
    );
    world.clock.set(NOON);
}

fn wanted(desk: &TestDesk, person: &str, today: Day) -> RecordsQuery {
    let person = find(person).unwrap();
    let paper = person.papers(today).swap_remove(0);
    RecordsQuery {
        institution_code: desk.institution_code.clone(),
        patient: RecordsKey {
            insurer_number: paper.insurer_number,
            insured_card_symbol: paper.symbol,
            insured_identification_number: paper.number,
            insured_branch_number: paper.branch,
            birthday: paper.birth_date.expose()[4..].into(),
        },
        from: Day::new(today.year() - 5, today.month(), today.day())
            .unwrap()
            .plus_days(1),
        until: today,
    }
}

/// The same, of the person whose consent [`consent_over_http`] registers.
pub(crate) fn of_today(desk: &TestDesk, today: Day) -> RecordsQuery {
    wanted(desk, "tandoku-valid", today)
}

/// A consent to both, at a sandbox that is asked over a connection.
pub(crate) async fn consent_over_http(address: &str, desk: &TestDesk) {
    let nonce: Nonce = client::nonce(address, desk).await.json();
    let clock = Clock::system();
    let card = TestCard::of("tandoku-valid", clock.today());
    let query = desk.card_query(IdentityMethod::Pin, card.in_hand(), &nonce.nonce, clock.now_ms());
    let registration = ConsentRegistration {
        institution_code: query.institution_code,
        evidence: query.evidence,
        choice: BOTH,
    };
    client::ask(address, desk, Operation::Consent, &registration)
        .await
        .json::<ConsentReceipt>();
}

impl World {
    async fn identified(&self, desk: &TestDesk, person: &str, method: IdentityMethod) -> CardQuery {
        let card = TestCard::of(person, self.clock.today());
        let nonce = self.nonce(desk).await;
        desk.card_query(method, card.in_hand(), &nonce, self.now())
    }

    async fn consent_with(&self, desk: &TestDesk, query: &CardQuery, choice: ConsentChoice) -> Reply {
        let registration = ConsentRegistration {
            institution_code: query.institution_code.clone(),
            evidence: query.evidence.clone(),
            choice,
        };
        self.ask(desk, Operation::Consent, &registration).await
    }

    async fn consent(&self, person: &str, choice: ConsentChoice) -> ConsentReceipt {
        let query = self.identified(&self.desk, person, IdentityMethod::Pin).await;
        self.consent_with(&self.desk, &query, choice).await.answer()
    }

    /// The last five years of a person, by 医療扶助 where there is any.
    fn wanted(&self, person: &str) -> RecordsQuery {
        wanted(&self.desk, person, self.clock.today())
    }

    async fn medications(&self, query: &RecordsQuery) -> Reply {
        self.ask(&self.desk, Operation::Medications, query).await
    }

    async fn checkups(&self, query: &RecordsQuery) -> Reply {
        self.ask(&self.desk, Operation::Checkups, query).await
    }

    /// What each kind is refused with; `None`: it is answered.
    async fn refusals(&self, person: &str) -> [Option<ErrorCode>; 2] {
        let query = self.wanted(person);
        [
            self.medications(&query).await.code(),
            self.checkups(&query).await.code(),
        ]
    }
}

#[tokio::test]
async fn the_evidence_of_the_reception_is_enough_and_a_foreign_one_is_not() {
    let world = World::new().await;
    for method in [IdentityMethod::Pin, IdentityMethod::Face, IdentityMethod::ByEye] {
        let query = world.identified(&world.desk, "tandoku-valid", method).await;
        assert_eq!(world.query(&world.desk, &query).await.code(), None);
        let reply = world.consent_with(&world.desk, &query, BOTH).await;
        assert_eq!(reply.code(), None, "{method:?}");
    }
    let query = world
        .identified(&world.desk, "tandoku-valid", IdentityMethod::Pin)
        .await;
    world.clock.set(NOON + 5 * MINUTE_MS);
    let late = world.consent_with(&world.desk, &query, BOTH).await;
    assert_eq!(late.code(), Some(ErrorCode::NonceInvalid));
    for (person, code) in [
        ("cert-revoked", ErrorCode::CertificateRevoked),
        ("cert-expired", ErrorCode::CertificateExpired),
        ("first-registration", ErrorCode::NotLinked),
    ] {
        let query = world.identified(&world.desk, person, IdentityMethod::Pin).await;
        let reply = world.consent_with(&world.desk, &query, BOTH).await;
        assert_eq!(reply.code(), Some(code), "{person}");
    }
    assert_eq!(world.count("SELECT COUNT(*) FROM consent").await, 2);
}

#[tokio::test]
async fn only_one_person_in_force_is_answered_about() {
    let world = World::new().await;
    for person in ["tandoku-valid", "several-matches", "heiyo-both-valid"] {
        world.consent(person, BOTH).await;
    }
    let good = world.wanted("tandoku-valid");
    let with = |change: fn(&mut RecordsQuery)| {
        let mut query = good.clone();
        change(&mut query);
        query
    };
    for (query, code) in [
        (
            with(|q| q.patient.birthday = "0413".into()),
            ErrorCode::RecordsPersonUnknown,
        ),
        (
            with(|q| q.patient.insured_identification_number = "7654320".into()),
            ErrorCode::RecordsPersonUnknown,
        ),
        (world.wanted("tandoku-lost"), ErrorCode::RecordsPersonUnknown),
        (world.wanted("several-matches"), ErrorCode::RecordsPersonSeveral),
        (
            with(|q| q.patient.birthday = "0231".into()),
            ErrorCode::BodyInvalid,
        ),
        (
            with(|q| q.patient.birthday = "19680412".into()),
            ErrorCode::BodyInvalid,
        ),
        (with(|q| q.from = q.from.plus_days(-1)), ErrorCode::BodyInvalid),
        (with(|q| q.from = q.until.plus_days(1)), ErrorCode::BodyInvalid),
        (
            with(|q| q.patient.insurer_number = Redacted::new(" ".to_owned())),
            ErrorCode::BodyInvalid,
        ),
    ] {
        assert_eq!(world.medications(&query).await.code(), Some(code));
        assert_eq!(world.checkups(&query).await.code(), Some(code));
    }
    // With the branch number of the health insurance it is one of the twins.
    let today = world.clock.today();
    let card = find("several-matches").unwrap().papers(today).swap_remove(1);
    let mut query = world.wanted("several-matches");
    query.patient.insurer_number = card.insurer_number;
    query.patient.insured_card_symbol = card.symbol;
    query.patient.insured_identification_number = card.number;
    query.patient.insured_branch_number = card.branch;
    assert_eq!(world.medications(&query).await.code(), None);
}

#[tokio::test]
async fn the_period_is_kept_to_the_day() {
    let world = World::new().await;
    world.consent("tandoku-valid", BOTH).await;
    let query = world.wanted("tandoku-valid");
    let all: MedicationAnswer = world.medications(&query).await.answer();
    assert_eq!(all.consent_date, world.clock.today());
    assert_eq!(
        all.medications,
        find("tandoku-valid").unwrap().medications(world.clock.today())
    );
    let on = all.medications[3].dispensed_on;
    let of_one_day = RecordsQuery {
        from: on,
        until: on,
        ..query.clone()
    };
    let some: MedicationAnswer = world.medications(&of_one_day).await.answer();
    assert!(!some.medications.is_empty());
    assert!(some.medications.iter().all(|it| it.dispensed_on == on));
    let checkups: CheckupAnswer = world.checkups(&query).await.answer();
    assert_eq!(
        checkups.checkups,
        find("tandoku-valid").unwrap().checkups(world.clock.today())
    );
    let none: CheckupAnswer = world.checkups(&of_one_day).await.answer();
    assert!(none.checkups.is_empty());
}

#[tokio::test]
async fn every_question_is_recorded_with_its_end() {
    let world = World::new().await;
    world.refusals("tandoku-valid").await;
    world.consent("tandoku-valid", choice(true, false)).await;
    world.refusals("tandoku-valid").await;
    for (operation, outcome, times) in [
        ("/v1/consents", "ANSWERED", 1),
        ("/v1/records/medications", "CONSENT_NONE", 1),
        ("/v1/records/medications", "ANSWERED", 1),
        ("/v1/records/checkups", "CONSENT_NONE", 1),
        ("/v1/records/checkups", "CONSENT_REFUSED", 1),
    ] {
        let text = format!(
            "SELECT COUNT(*) FROM answer_record WHERE person_id = 'tandoku-valid' \
             AND operation = '{operation}' AND outcome = '{outcome}'"
        );
        let counted = world.count(Box::leak(text.into_boxed_str())).await;
        assert_eq!(counted, times, "{operation} {outcome}");
    }
}
