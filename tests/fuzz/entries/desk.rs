//! A request to the route for frames: guard, headers, body, the desk and the decoder behind it. The nets are not run: no
//! net finds a face in the drawn photo of the card, so [`Decoding`] stands in for them and decodes as they do.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, HeaderValue, Request};
use madoguchi_bridge::card::CardService;
use madoguchi_bridge::card::simulator::Drawer;
use madoguchi_bridge::clock::SystemClock;
use madoguchi_bridge::desk::face::{
    self, Begun, FaceMatcher, FrameInvalid, Gate, Judge, Look, PolicyStanding, Verdict,
};
use madoguchi_bridge::desk::identity::DeskIdentity;
use madoguchi_bridge::desk::key::DeskKey;
use madoguchi_bridge::desk::staff;
use madoguchi_bridge::his::registry::NumberPrefix;
use madoguchi_bridge::state::{Bridge, DeskReaders, Settings};
use madoguchi_bridge::store;
use madoguchi_face::{Format, Limits, decode};
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::face::{
    FACE_REQUEST_HEADER, FaceDoubt, FaceInstruction, FaceModel, FacePolicy,
};
use madoguchi_shared::bridge::routes::FACE_FRAMES;
use madoguchi_shared::bridge::settings::{FaceModelTest, ModelComputing, ModelFiles};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const PORT: u16 = 8_787;
const BACKEND: &str = "http://127.0.0.1:1";
const PERSON: &str = "tandoku-valid";
const NONCE: &str = "nonce-of-16-chars-or-more";
/// Headers that the bytes may set to anything, or set twice.
const HEADERS: [&str; 7] = [
    FACE_REQUEST_HEADER,
    "content-type",
    "content-length",
    "authorization",
    "origin",
    "host",
    "sec-fetch-site",
];

/// A desk with a card on the reader and a patient screen.
pub(crate) struct Desk {
    runtime: Runtime,
    app: Router,
    bridge: Arc<Bridge>,
    token: String,
    presence: String,
    number: [String; 3],
    acts: u32,
    _data: TempDir,
}

impl Desk {
    pub(crate) fn start() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let data = tempfile::tempdir().expect("a folder");
        let drawer = Drawer::of_synthetic_people(1, Arc::new(SystemClock));
        let bridge = runtime.block_on(bridge(&data, &drawer));
        let persons = drawer.persons().persons;
        let person = persons.into_iter().find(|known| known.id == PERSON);
        let number = person
            .and_then(|person| person.collation_number)
            .expect("a number");
        let act = serde_json::from_value(json!({ "act": { "insert": PERSON } })).expect("an act");
        drawer.act(&act).expect("the card is put down");
        let (token, presence) = runtime.block_on(async {
            let code = bridge.pairing.make_code(Role::Patient).await.expect("a code");
            let pairing = bridge.pairing.exchange(&code.code).await.expect("a pairing");
            (
                pairing.token.expose().to_owned(),
                bridge.readers.cards.card_present().await,
            )
        });
        Self {
            app: madoguchi_bridge::app(bridge.clone()),
            runtime,
            bridge,
            token,
            presence,
            number: [
                format!(
                    "{:02}{:02}{:02}",
                    number.birth_era_year, number.birth_month, number.birth_day
                ),
                format!("{:04}", number.expiry_year),
                number.security_code,
            ],
            acts: 0,
            _data: data,
        }
    }

    /// A new attempt, and one frame for it: the first byte says which header is another, the second how long that is, the
    /// rest is header and body. Status and answer.
    pub(crate) fn frame(&mut self, bytes: &[u8]) -> (u16, Value) {
        let id = self.looking();
        let (which, rest) = bytes.split_first().unwrap_or((&0xff, &[]));
        let (length, rest) = rest.split_first().unwrap_or((&0, &[]));
        let (value, body) = rest.split_at(usize::from(*length).min(rest.len()));
        let mut request = Request::post(FACE_FRAMES)
            .header("host", format!("127.0.0.1:{PORT}"))
            .header("origin", &self.bridge.settings.origin)
            .header("sec-fetch-site", "same-origin")
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "image/jpeg")
            .header(FACE_REQUEST_HEADER, id)
            .body(Body::from(body.to_vec()))
            .expect("a request");
        let name = HEADERS.get(usize::from(which & 0x7f));
        if let (Some(name), Ok(value)) = (name, HeaderValue::from_bytes(value)) {
            let name = HeaderName::from_static(name);
            if which & 0x80 == 0 {
                request.headers_mut().insert(name, value);
            } else {
                request.headers_mut().append(name, value);
            }
        }
        let app = self.app.clone();
        let (status, body) = self.runtime.block_on(async {
            let response = app.oneshot(request).await.expect("an answer");
            let status = response.status().as_u16();
            (
                status,
                to_bytes(response.into_body(), 1 << 20).await.expect("a body"),
            )
        });
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        assert!(status < 500, "{status} {body}");
        (status, body)
    }

    /// A face request whose photo was read: its first frame is never too soon.
    fn looking(&mut self) -> String {
        self.acts += 1;
        let [birth, year, code] = &self.number;
        let opening = json!({ "presence": self.presence, "nonce": NONCE });
        self.runtime.block_on(async {
            let opening = serde_json::from_value(opening).expect("an opening");
            let opened = face::open(&self.bridge, opening).await.expect("a request");
            let entry = json!({
                "faceRequest": opened.face_request,
                "act": self.acts.to_string(),
                "birthDate": birth,
                "expiryYear": year,
                "securityCode": code,
            });
            let entry = serde_json::from_value(entry).expect("an entry");
            face::enter(&self.bridge, entry).await.expect("the number");
            opened.face_request
        })
    }
}

async fn bridge(data: &TempDir, drawer: &Drawer) -> Arc<Bridge> {
    let clock = Arc::new(SystemClock);
    let store = store::open(data.path()).await.expect("a store");
    let settings = Settings::new(
        PORT,
        BACKEND.to_owned(),
        "1番窓口".to_owned(),
        None,
        NumberPrefix::keep(&store, None).await.expect("a prefix"),
        PolicyStanding::default(),
    );
    let enrolment = json!({
        "deskId": "01934b2c-0000-7000-8000-000000000001",
        "institutionCode": "1312345679",
        "institutionName": "見本クリニック",
        "facility": "clinic",
    });
    let identity = DeskIdentity::new(
        serde_json::from_value(enrolment).expect("an enrolment"),
        DeskKey::load_or_make(data.path()).expect("a key"),
        BACKEND.to_owned(),
        clock.clone(),
    );
    let readers = DeskReaders {
        cards: CardService::start_simulated(drawer.clone()),
        drawer: None,
    };
    let matcher: Arc<dyn FaceMatcher> = Arc::new(Decoding);
    let staff = staff::load_or_make(data.path(), true).expect("staff");
    Bridge::new(
        settings,
        clock,
        store,
        readers,
        staff,
        Some(identity),
        Some(matcher),
    )
    .expect("a bridge")
}

/// Decodes, and never decides.
struct Decoding;

impl FaceMatcher for Decoding {
    fn models(&self) -> Vec<FaceModel> {
        Vec::new()
    }

    fn begin(&self, photo: &[u8], _: FacePolicy) -> Begun {
        Begun {
            picture: decode(photo, Limits::CARD_PHOTO).ok(),
            judge: Some(Box::new(Self)),
        }
    }

    fn self_test(&self) -> FaceModelTest {
        FaceModelTest {
            files: ModelFiles::Right,
            computing: ModelComputing::NotTried,
            milliseconds: None,
        }
    }

    fn gate(&self, jpeg: &[u8]) -> Result<Gate, FrameInvalid> {
        Self.look(jpeg, Duration::ZERO).map(|_| Gate::Fit)
    }
}

impl Judge for Decoding {
    fn look(&mut self, jpeg: &[u8], _: Duration) -> Result<Look, FrameInvalid> {
        if Format::of(jpeg) != Some(Format::Jpeg) {
            return Err(FrameInvalid);
        }
        let image = decode(jpeg, Limits::FRAME).map_err(|_| FrameInvalid)?;
        Ok(Look {
            verdict: Verdict::Go(FaceInstruction::HoldStill),
            clear: Some(image),
        })
    }

    fn doubt(&self) -> FaceDoubt {
        FaceDoubt::NotMoved
    }
}
