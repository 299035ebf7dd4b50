//! Everything that is printed, as it is drawn, at both facilities, in both languages.

use super::{call_sheet, carried, entry};
use crate::desk::Desk;
use crate::desk::printing::{CallSheet, CalledAbout, Carried, Carry};
use crate::drawn::html;
use crate::lazy;
use crate::lazy::Loading;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::desk::Configuration;
use madoguchi_shared::bridge::face::FaceSetup;
use madoguchi_shared::bridge::his::{Call, CallAnswer};
use madoguchi_shared::bridge::reception::{ReceptionEntry, ReceptionStatus};
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::{Facility, Language, Scheme};

/// Words of a scheme. 診察券 is no such word and is taken out before.
const SCHEMES: &[&str] = &[
    "扶助",
    "保険",
    "公費",
    "受給",
    "福祉",
    "保護",
    "資格",
    "券",
    "証",
    "負担",
    "委託",
    "nsur",
    "ssistance",
    "elfare",
    "icket",
    "ualif",
    "ertificate",
    "scheme",
];

/// 2026-11-30T15:00Z: a new month in Tokyo.
const MONTH_BEGINS_MS: i64 = 1_796_050_800_000;

#[test]
fn nothing_that_a_patient_carries_names_a_scheme() {
    for facility in Facility::ALL {
        for language in Language::ALL {
            for carry in [Carry::Slip, Carry::Card] {
                let html = drawn(move || lazy!(carried(someone(carry))), facility, language);
                assert!(html.contains("<h3") && html.contains("000001"), "{html}");
                assert!(!html.contains('{'), "a place is open: {html}");
                let said = match facility {
                    Facility::Clinic => html.replace("診察券", ""),
                    // 患者番号票 there: no word of a clinic.
                    Facility::Pharmacy => html.clone(),
                };
                for word in SCHEMES {
                    assert!(!said.contains(word), "{carry:?} {facility:?}: {word}\n{html}");
                }
                if facility == Facility::Pharmacy {
                    assert!(!html.contains("診察") && !html.contains("会計"), "{html}");
                }
            }
        }
    }
}

#[test]
fn what_goes_on_paper_is_in_japanese_whatever_the_screen_speaks() {
    for facility in Facility::ALL {
        let printouts: [fn() -> Loading; 4] = [
            || lazy!(carried(someone(Carry::Slip))),
            || lazy!(carried(someone(Carry::Card))),
            || lazy!(call_sheet(sheet(Scheme::MedicalAssistance))),
            || lazy!(call_sheet(sheet(Scheme::HealthInsurance))),
        ];
        for load in printouts {
            let [japanese, english] = Language::ALL.map(|language| {
                let html = drawn(load, facility, language);
                let (screen, rest) = html.split_once("<article").unwrap();
                assert_eq!(screen.contains("Before printing"), language == Language::En);
                rest.split_once("</article>").unwrap().0.to_owned()
            });
            assert_eq!(japanese, english);
            assert!(english.contains("lang=\"ja\""), "{english}");
        }
    }
}

#[test]
fn the_slip_tells_number_and_moment_and_keeps_the_name_to_itself() {
    let html = drawn(
        move || lazy!(carried(someone(Carry::Slip))),
        Facility::Clinic,
        Language::Ja,
    );
    for told in [
        "見本医院",
        "受付票",
        ">12<",
        "2026年12月1日（令和8年） 0:00",
        "roll",
    ] {
        assert!(html.contains(told), "{told}\n{html}");
    }
    assert!(!html.contains("見本 花子"), "{html}");
}

#[test]
fn the_card_has_name_kana_number_and_code() {
    let html = drawn(
        move || lazy!(carried(someone(Carry::Card))),
        Facility::Pharmacy,
        Language::Ja,
    );
    for told in [
        "患者番号票",
        "見本 花子",
        "ミホン ハナコ",
        "000001",
        "<svg",
        "M4,4h7v1h-7z",
    ] {
        assert!(html.contains(told), "{told}\n{html}");
    }
}

#[test]
fn without_a_reception_there_is_no_slip_and_without_a_chart_no_card() {
    let alone = Carried {
        reception: None,
        ..someone(Carry::Card)
    };
    let html = drawn(
        move || lazy!(carried(alone.clone())),
        Facility::Clinic,
        Language::Ja,
    );
    assert!(!html.contains("print-what") && html.contains("<svg"), "{html}");
    let unknown = ReceptionEntry {
        patient_number: None,
        ..line()
    };
    let html = drawn(
        move || lazy!(entry(unknown.clone())),
        Facility::Clinic,
        Language::Ja,
    );
    assert!(!html.contains("print-what") && html.contains("受付票"), "{html}");
    let html = drawn(|| lazy!(entry(line())), Facility::Clinic, Language::Ja);
    assert!(html.contains("print-what") && html.contains(">12<"), "{html}");
}

#[test]
fn the_call_sheet_stays_inside_and_has_no_number_of_the_qualification() {
    for scheme in Scheme::ALL {
        for facility in Facility::ALL {
            for language in Language::ALL {
                let html = drawn(move || lazy!(call_sheet(sheet(scheme))), facility, language);
                for told in [
                    "患者さんに渡さないでください",
                    "見本 花子",
                    "東福祉",
                    "03-0000-0000",
                    "山田",
                ] {
                    assert!(html.contains(told), "{told}\n{html}");
                }
                assert!(!html.contains('{'), "a place is open: {html}");
                for number in ["12131234", "1234567"] {
                    assert!(!html.contains(number), "{number}\n{html}");
                }
                let foreign = match scheme {
                    Scheme::MedicalAssistance => &["保険者", "nsurer"][..],
                    // What was typed into the field stands there as it is.
                    Scheme::HealthInsurance => &["福祉事務所", "扶助", "elfare", "ssistance"],
                };
                for word in foreign {
                    assert!(!html.contains(word), "{scheme:?}: {word}\n{html}");
                }
                if facility == Facility::Pharmacy {
                    assert!(!html.contains("医療券") && !html.contains("診察"), "{html}");
                }
            }
        }
    }
}

fn drawn(
    load: impl Fn() -> Loading + Send + Sync + 'static,
    facility: Facility,
    language: Language,
) -> String {
    let prepare = |desk: Desk| desk.configuration.set(Some(configuration(facility)));
    html(facility, language, prepare, || {
        lazy::part(Message::PRINT_LOADING, load)
    })
}

fn someone(first: Carry) -> Carried {
    Carried {
        first,
        reception: Some((12, MONTH_BEGINS_MS)),
        number: Some("000001".into()),
        name: Some("見本 花子".into()),
        kana: Some("ミホン ハナコ".into()),
    }
}

fn line() -> ReceptionEntry {
    ReceptionEntry {
        reception: "a".into(),
        number: 12,
        opened_at_ms: MONTH_BEGINS_MS,
        patient_name: Some("見本 花子".into()),
        patient_number: Some("000001".into()),
        status: ReceptionStatus::Received,
        finished: true,
        identified_by: None,
        inquiry_number: None,
        waiting_for: None,
        completed_at_ms: None,
    }
}

/// Of an answer that has the two numbers.
fn sheet(scheme: Scheme) -> CallSheet {
    let result = QualificationResult {
        name: Some("見本 花子".into()),
        name_kana: Some("ミホン ハナコ".into()),
        birthdate: Some("19550217".into()),
        insurer_number: Some("12131234".into()),
        insured_identification_number: Some("1234567".into()),
        ..QualificationResult::default()
    };
    CallSheet {
        scheme,
        reception: 12,
        whom: ["東福祉".to_owned(), "03-0000-0000".to_owned()].into(),
        about: CalledAbout::of(&result),
        calls: vec![Call {
            office: "東福祉".into(),
            telephone: "03-0000-0000".into(),
            person: "山田".into(),
            answer: CallAnswer::CallBack,
            note: "折り返し".into(),
            called_at_ms: MONTH_BEGINS_MS,
            staff_id: "sato".into(),
        }],
    }
}

fn configuration(facility: Facility) -> Configuration {
    Configuration {
        desk_id: Some("desk".into()),
        desk_name: "1番窓口".into(),
        institution_code: None,
        institution_name: "見本医院".into(),
        facility,
        backend: "https://example.jp".into(),
        staff: Vec::new(),
        simulated: false,
        face: FaceSetup::default(),
        now_ms: 0,
    }
}
