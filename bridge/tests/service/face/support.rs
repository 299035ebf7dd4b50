//! A room with a camera.

use crate::room::{Room, parts};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, Request};
use madoguchi_shared::bridge::face::FACE_REQUEST_HEADER;
use madoguchi_shared::bridge::patient::PatientStep;
use madoguchi_shared::bridge::training::TrainingCollationNumber;
use serde_json::{Value, json};
use std::ops::{Deref, DerefMut};
use std::time::Duration;
use tower::ServiceExt as _;

const REQUESTS: &str = "/api/v1/identity/face-requests";
const CANCELLATIONS: &str = "/api/v1/identity/face-request-cancellations";
const STATES: &str = "/api/v1/identity/face-request-states";
const PICTURES: &str = "/api/v1/identity/face-pictures";
const NUMBERS: &str = "/api/v1/identity/collation-numbers";
pub(super) const FRAMES: &str = "/api/v1/patient/face-frames";
const CAMERA_MISSING: &str = "/api/v1/patient/camera-missing";

/// Pictures that come sooner after another are not looked at.
const INTERVAL: Duration = Duration::from_millis(60);

pub(super) struct FaceRoom {
    room: Room,
    number: TrainingCollationNumber,
}

impl FaceRoom {
    pub(super) async fn with(person: &str) -> Self {
        let room = Room::with(person).await;
        let persons = room.desk.drawer.persons().persons;
        let person = persons.into_iter().find(|known| known.id == person).unwrap();
        Self {
            room,
            number: person.collation_number.unwrap(),
        }
    }

    pub(super) async fn open(&self) -> String {
        let request = self.desk.post(REQUESTS, &self.counter, self.opening()).await;
        request["faceRequest"].as_str().unwrap().to_owned()
    }

    pub(super) async fn refused_opening(&self) -> String {
        self.desk.refused(REQUESTS, &self.counter, self.opening()).await
    }

    /// A request whose photo was read.
    pub(super) async fn looking(&self) -> String {
        let id = self.open().await;
        assert_eq!(self.enter(&id, "a").await, json!("accepted"));
        id
    }

    pub(super) async fn cancel(&self, id: &str) {
        let reference = json!({ "faceRequest": id });
        self.desk.post(CANCELLATIONS, &self.counter, reference).await;
    }

    pub(super) async fn state(&self, id: &str) -> Value {
        let reference = json!({ "faceRequest": id });
        self.desk.post(STATES, &self.counter, reference).await
    }

    /// What is sent with the number of this card.
    pub(super) fn entry(&self, id: &str, act: &str) -> Value {
        let number = &self.number;
        let (year, month, day) = (number.birth_era_year, number.birth_month, number.birth_day);
        json!({
            "faceRequest": id,
            "act": act,
            "birthDate": format!("{year:02}{month:02}{day:02}"),
            "expiryYear": format!("{:04}", number.expiry_year),
            "securityCode": number.security_code,
        })
    }

    pub(super) async fn send(&self, token: &str, entry: &Value) -> Value {
        self.desk.call("POST", NUMBERS, Some(token), entry).await.body
    }

    /// The number of this card, from the patient screen.
    pub(super) async fn enter(&self, id: &str, act: &str) -> Value {
        self.send(&self.patient, &self.entry(id, act)).await
    }

    /// Another number.
    pub(super) async fn mistype(&self, id: &str, act: &str, confirmed: bool) -> Value {
        let mut entry = self.entry(id, act);
        let code = entry["securityCode"].as_str().unwrap();
        entry["securityCode"] = json!(if code == "0000" { "0001" } else { "0000" });
        entry["lastTryConfirmed"] = json!(confirmed);
        self.send(&self.patient, &entry).await
    }

    /// A picture of the patient screen, not too soon after the last.
    pub(super) async fn show(&self, id: &str, jpeg: &'static [u8]) -> Value {
        tokio::time::sleep(INTERVAL).await;
        self.show_as(&self.patient, id, jpeg).await
    }

    pub(super) async fn show_as(&self, token: &str, id: &str, jpeg: &'static [u8]) -> Value {
        let mut request = self.frame(token, jpeg);
        let id = HeaderValue::from_str(id).unwrap();
        request.headers_mut().insert(FACE_REQUEST_HEADER, id);
        self.desk.send(request).await.body
    }

    /// Without the header that names the request.
    pub(super) fn frame(&self, token: &str, jpeg: &'static [u8]) -> Request<Body> {
        Request::post(FRAMES)
            .header("host", format!("127.0.0.1:{}", self.desk.port))
            .header("origin", &self.desk.origin)
            .header("sec-fetch-site", "same-origin")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "image/jpeg")
            .body(Body::from(jpeg))
            .unwrap()
    }

    pub(super) async fn lose_camera(&self, token: &str, id: &str) -> Value {
        let missing = json!({ "faceRequest": id });
        self.desk
            .call("POST", CAMERA_MISSING, Some(token), &missing)
            .await
            .body
    }

    /// The picture, or the code of the refusal.
    pub(super) async fn picture(&self, id: &str, which: &str) -> (Vec<u8>, String) {
        let request = Request::post(PICTURES)
            .header("host", format!("127.0.0.1:{}", self.desk.port))
            .header("origin", &self.desk.origin)
            .header("sec-fetch-site", "same-origin")
            .header("authorization", format!("Bearer {}", self.counter))
            .header("content-type", "application/json")
            .body(Body::from(
                json!({ "faceRequest": id, "picture": which }).to_string(),
            ))
            .unwrap();
        let response = self.desk.app.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        assert_eq!(head.headers["cache-control"], "no-store");
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        if head.headers["content-type"] == "image/png" {
            return (body, String::new());
        }
        let problem: Value = serde_json::from_slice(&body).unwrap();
        (Vec::new(), problem["code"].as_str().unwrap().to_owned())
    }

    /// Waits until the request is as wanted.
    pub(super) async fn becomes(&self, id: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..200 {
            let state = self.state(id).await;
            if wanted(&state) {
                return state;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("it stays at {}", self.state(id).await);
    }

    pub(super) async fn ended(&self, id: &str, code: &str) {
        self.becomes(id, |state| *state == json!({ "ended": code })).await;
    }

    /// The evidence, once it is there.
    pub(super) async fn passed(&self, id: &str) -> Value {
        let state = self.becomes(id, |state| state["passed"].is_object()).await;
        state["passed"].clone()
    }

    /// The card will be pulled before its APDU of this index, from now.
    pub(super) fn pull_before(&self, index: u32) {
        let act = serde_json::from_value(json!({ "act": { "pullBefore": index } })).unwrap();
        self.desk.drawer.act(&act).unwrap();
    }
}

impl Deref for FaceRoom {
    type Target = Room;

    fn deref(&self) -> &Room {
        &self.room
    }
}

impl DerefMut for FaceRoom {
    fn deref_mut(&mut self) -> &mut Room {
        &mut self.room
    }
}

pub(super) fn is_number(step: &PatientStep, tries: u8, last_was_wrong: bool) -> bool {
    matches!(step, PatientStep::FaceNumber { tries_left, wrong, .. } if (*tries_left, *wrong) == (tries, last_was_wrong))
}

pub(super) fn is_look(step: &PatientStep) -> bool {
    matches!(step, PatientStep::FaceLook { .. })
}

/// The assertion of an evidence.
pub(super) fn evidence_method(evidence: &Value) -> Value {
    let (_, canonical) = parts(evidence["assertion"].as_str().unwrap());
    serde_json::from_slice(&canonical).unwrap()
}

/// The one grey of a PNG of 4 × 3 pixels.
pub(super) fn grey_of(png: &[u8]) -> u8 {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (4, 3));
    assert!(pixels.iter().all(|value| *value == pixels[0]));
    pixels[0]
}
