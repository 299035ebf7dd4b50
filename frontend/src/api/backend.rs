//! Client of the qualification backend. Every request carries a desk token that the bridge signs for exactly
//! the bytes that are sent (D5).

use super::http::{self, Body, Call, Incoming, Peer, Stop};
use super::{Bridge, Fault};
use crate::browser;
use js_sys::Uint8Array;
use madoguchi_shared::backend::bulk::{BulkQuery, NDJSON};
use madoguchi_shared::backend::records::{
    CheckupAnswer, ConsentReceipt, ConsentRegistration, MedicationAnswer, RecordsQuery,
};
use madoguchi_shared::backend::{
    CardLink, CardLinkResult, CardQuery, InquiryNumberReceipt, InquiryNumberRegistration, Nonce,
    NonceRequest, NumberQuery, Operation,
};
use madoguchi_shared::bridge::desk::DeskTokenRequest;
use madoguchi_shared::qualification::{QualificationAnswer, received};
use madoguchi_shared::{ErrorCode, Secret};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Write as _;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

const PEER: Peer = Peer {
    timeout_ms: 8_000,
    timeout: ErrorCode::BackendTimeout,
    unreachable: ErrorCode::BackendUnreachable,
    unavailable: ErrorCode::BackendUnavailable,
    nonsense: ErrorCode::BackendNonsense,
};

/// The backend of this desk. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Backend {
    origin: String,
    bridge: Bridge,
}

impl Backend {
    /// The backend at an origin such as `https://example.jp`; the bridge signs for it.
    pub fn new(origin: String, bridge: Bridge) -> Self {
        Self { origin, bridge }
    }

    /// Fetches a nonce.
    pub async fn nonce(&self, body: &NonceRequest) -> Result<Nonce, Fault> {
        self.post(Operation::Nonce, body).await
    }

    /// 資格照会 by card.
    pub async fn card_query(&self, body: &CardQuery) -> Result<QualificationAnswer, Fault> {
        self.query(Operation::CardQuery, body).await
    }

    /// 資格照会 by the numbers on a paper.
    pub async fn number_query(&self, body: &NumberQuery) -> Result<QualificationAnswer, Fault> {
        self.query(Operation::NumberQuery, body).await
    }

    async fn query<B: Serialize>(
        &self,
        operation: Operation,
        body: &B,
    ) -> Result<QualificationAnswer, Fault> {
        let bytes = self.send(operation, body).await?;
        received::read(&bytes).map_err(|_| PEER.nonsense.into())
    }

    /// 初回登録
    pub async fn link_card(&self, body: &CardLink) -> Result<CardLinkResult, Fault> {
        self.post(Operation::CardLink, body).await
    }

    /// 照会番号登録
    pub async fn register_inquiry_number(
        &self,
        body: &InquiryNumberRegistration,
    ) -> Result<InquiryNumberReceipt, Fault> {
        self.post(Operation::InquiryNumber, body).await
    }

    /// 一括取得, to be read as it comes; `stop` breaks it off.
    pub async fn bulk_query(&self, body: &BulkQuery, stop: &Stop) -> Result<Incoming, Fault> {
        let signed = self.sign(Operation::BulkQuery, body).await?;
        http::incoming(&signed.call(), NDJSON, stop).await
    }

    /// 同意登録
    pub async fn register_consent(&self, body: &ConsentRegistration) -> Result<ConsentReceipt, Fault> {
        self.post(Operation::Consent, body).await
    }

    /// 薬剤情報
    pub async fn medications(&self, body: &RecordsQuery) -> Result<MedicationAnswer, Fault> {
        self.post(Operation::Medications, body).await
    }

    /// 健診情報
    pub async fn checkups(&self, body: &RecordsQuery) -> Result<CheckupAnswer, Fault> {
        self.post(Operation::Checkups, body).await
    }

    async fn post<B: Serialize, T: DeserializeOwned>(
        &self,
        operation: Operation,
        body: &B,
    ) -> Result<T, Fault> {
        http::decode(self.send(operation, body).await, PEER)
    }

    /// The bytes of a good answer; wiped when dropped.
    async fn send<B: Serialize>(&self, operation: Operation, body: &B) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let signed = self.sign(operation, body).await?;
        http::send(signed.call()).await
    }

    /// The bytes of a body, serialised once: the token is good for these and no others.
    async fn sign<B: Serialize>(&self, operation: Operation, body: &B) -> Result<Signed, Fault> {
        let bytes = http::encode(body)?;
        let body_sha256 = sha256_hex(&bytes)
            .await
            .map_err(|_| Fault::from(ErrorCode::Internal))?;
        let request = DeskTokenRequest {
            operation,
            body_sha256,
        };
        let token = self.bridge.desk_token(&request).await?.token;
        Ok(Signed {
            url: [&self.origin, operation.path()].concat(),
            bytes,
            token,
        })
    }
}

/// A request with the token that is good for it alone.
struct Signed {
    url: String,
    bytes: Zeroizing<Vec<u8>>,
    token: Secret,
}

impl Signed {
    fn call(&self) -> Call<'_> {
        Call {
            url: &self.url,
            bearer: Some(&self.token),
            body: Body::Json(&self.bytes),
            peer: PEER,
        }
    }
}

/// Lower-case hex, by the browser's own SHA-256.
async fn sha256_hex(bytes: &[u8]) -> Result<String, JsValue> {
    let window = browser::window().ok_or(JsValue::UNDEFINED)?;
    let array = Uint8Array::from(bytes);
    let digest = window
        .crypto()?
        .subtle()
        .digest_with_str_and_js_u8_array("SHA-256", &array)?;
    let digest = JsFuture::from(digest).await?;
    array.fill(0, 0, array.length());
    let mut hex = String::with_capacity(64);
    for byte in Uint8Array::new(&digest).to_vec() {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}
