//! Every part of the screen as it is drawn, at both facilities, in both languages.

use super::later;
use super::self_test::every_result;
use crate::desk::Desk;
use crate::drawn::html;
use leptos::prelude::*;
use madoguchi_shared::bridge::desk::{Configuration, Staff};
use madoguchi_shared::bridge::face::{FaceModel, FacePolicy, FaceSetup};
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::{Facility, Language};

/// Words of a scheme, and of a clinic alone.
const FOREIGN: &[&str] = &[
    "扶助",
    "保険",
    "券",
    "insurance",
    "assistance",
    "カルテ",
    "問診票",
    "診察",
];

const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#[test]
fn every_part_is_said_in_both_languages_and_at_both_facilities() {
    for facility in Facility::ALL {
        for language in Language::ALL {
            for face in [setup(true), setup(false)] {
                let html = drawn(facility, language, face);
                assert!(html.contains("<h2") && html.contains("<h3"), "{html}");
                assert!(!html.contains('{'), "a place is open: {html}");
                for word in FOREIGN {
                    assert!(!html.contains(word), "{word}\n{html}");
                }
            }
        }
    }
}

#[test]
fn whoever_is_off_the_list_can_be_put_back() {
    let html = drawn(Facility::Pharmacy, Language::Ja, setup(false));
    for told in ["一覧から外す: 受付 佐藤", "一覧に戻す: 受付 鈴木"] {
        assert!(html.contains(told), "{told}\n{html}");
    }
    assert!(!html.contains("一覧から外す: 受付 鈴木"), "{html}");
}

#[test]
fn policy_model_and_who_set_it_are_told() {
    let html = drawn(Facility::Clinic, Language::Ja, setup(true));
    for told in [
        "type=\"radio\"",
        "顔の部品",
        "1.2",
        "MIT",
        "ある所",
        HASH,
        "受付 佐藤が保存",
    ] {
        assert!(html.contains(told), "{told}\n{html}");
    }
    let none = drawn(Facility::Clinic, Language::Ja, setup(false));
    assert!(
        none.contains("--face-models") && !none.contains("SHA-256"),
        "{none}"
    );
}

fn setup(installed: bool) -> FaceSetup {
    let model = FaceModel {
        name: "顔の部品".into(),
        version: "1.2".into(),
        licence: "MIT".into(),
        origin: "ある所".into(),
        sha256: HASH.into(),
    };
    FaceSetup {
        policy: FacePolicy::Strict,
        set_by: Some("受付 佐藤".into()),
        models: installed.then_some(model).into_iter().collect(),
    }
}

fn drawn(facility: Facility, language: Language, face: FaceSetup) -> String {
    let prepare = |desk: Desk| desk.configuration.set(Some(configuration(facility, face)));
    html(facility, language, prepare, || {
        view! {
            {later()}
            {every_result()}
        }
        .into_any()
    })
}

fn configuration(facility: Facility, face: FaceSetup) -> Configuration {
    Configuration {
        desk_id: Some("d".into()),
        desk_name: "1番窓口".into(),
        institution_code: InstitutionCode::parse("1312345679").ok(),
        institution_name: "見本".into(),
        facility,
        backend: "https://backend.example".into(),
        staff: [("sato", "受付 佐藤", false), ("suzuki", "受付 鈴木", true)]
            .map(|(id, name, left)| Staff {
                id: id.into(),
                name: name.into(),
                left,
            })
            .into(),
        simulated: false,
        face,
        now_ms: 0,
    }
}
