use super::*;
use crate::drawn::{bridge, patient_html};
use crate::text::Further;
use madoguchi_shared::Language;

#[test]
fn every_step_speaks_each_language_and_no_other() {
    for step in steps() {
        let japanese = drawn(&step, |locale| locale.speak(Language::Ja));
        for further in [&Further::EASY_JA].into_iter().chain(&Further::FOREIGN) {
            let html = drawn(&step, |locale| locale.speak_further(further));
            let heading = further.text(super::title(&step)).unwrap();
            assert!(html.contains(heading), "{step:?}: {html}");
            assert_ne!(html, japanese);
            if further.tag != Further::EASY_JA.tag {
                let kana: String = said(&html)
                    .chars()
                    .filter(|c| ('ぁ'..='ヿ').contains(c))
                    .collect();
                assert_eq!(kana, "", "{step:?}, {}: {html}", further.tag);
            }
        }
    }
}

/// Every step, with all that its fields make it say.
fn steps() -> Vec<PatientStep> {
    let request = || "a".to_owned();
    let mut steps = vec![
        PatientStep::Idle,
        PatientStep::PutCard,
        PatientStep::OneCardOnly,
        PatientStep::Wait,
        PatientStep::Underway,
        PatientStep::FaceLook {
            face_request: request(),
        },
        PatientStep::CameraTest {
            camera_test: request(),
        },
        PatientStep::StaffChecks,
        PatientStep::TakeCard,
        PatientStep::Done,
        PatientStep::Answered,
        PatientStep::AskStaff,
    ];
    for (face, pin) in [(true, true), (true, false), (false, true), (false, false)] {
        steps.push(PatientStep::ChooseWay { face, pin });
    }
    for (tries_left, wrong) in [(3, false), (2, true), (1, true)] {
        steps.push(PatientStep::EnterPin {
            pin_request: request(),
            tries_left,
            wrong,
        });
        steps.push(PatientStep::FaceNumber {
            face_request: request(),
            tries_left,
            wrong,
        });
    }
    steps
}

fn drawn(step: &PatientStep, speak: impl FnOnce(Locale)) -> String {
    patient_html(speak, || {
        let ways = Ways {
            act: Callback::new(|_| ()),
            pin: Signal::stored(true),
        };
        let (step, bridge, camera) = (step.clone(), bridge(), Camera::new());
        view! { <Step step bridge camera ways /> }.into_any()
    })
}

/// Without what is as on the card: the drawing of one, and what is quoted.
fn said(html: &str) -> String {
    let mut rest = html.to_owned();
    for (from, to) in [("<svg", "</svg>"), ("「", "」"), ("(", ")"), ("（", "）")] {
        while let Some(start) = rest.find(from) {
            let length = rest[start..].find(to).unwrap() + to.len();
            rest.replace_range(start..start + length, "");
        }
    }
    rest
}
