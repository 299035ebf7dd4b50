//! One exchange by `fetch`: bytes out, bytes in, within a time. What is typed stands in the clients.

mod incoming;

pub use incoming::{Incoming, Stop};

pub(super) use incoming::incoming;

use super::Fault;
use crate::browser;
use js_sys::Uint8Array;
use madoguchi_shared::{ErrorCode, Problem, Secret};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::pin::Pin;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Blob, DomException, Headers, Request, RequestCache, RequestCredentials, RequestInit,
    Response,
};
use zeroize::Zeroizing;

const JSON: &str = "application/json";
const JPEG: &str = "image/jpeg";
const PNG: &str = "image/png";

/// What the other side is, told by how its silence is named.
#[derive(Clone, Copy)]
pub(super) struct Peer {
    /// Longest wait for the whole answer, ms.
    pub(super) timeout_ms: u32,
    /// No answer within that time.
    pub(super) timeout: ErrorCode,
    /// No connection.
    pub(super) unreachable: ErrorCode,
    /// A 503 that says nothing else, as of a proxy.
    pub(super) unavailable: ErrorCode,
    /// An answer that is not one of the contract.
    pub(super) nonsense: ErrorCode,
}

/// What is sent.
#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    /// Nothing: a GET.
    None,
    /// JSON to post.
    Json(&'a [u8]),
    /// A picture to post, JPEG, with a header that says what it is for. It stays with the browser: no copy of it is made
    /// here that would have to be wiped.
    Jpeg(&'a Blob, (&'static str, &'a str)),
}

/// One request.
pub(super) struct Call<'a> {
    /// Absolute, or a path of the page's own origin.
    pub(super) url: &'a str,
    /// For `Authorization: Bearer`.
    pub(super) bearer: Option<&'a Secret>,
    /// What is sent.
    pub(super) body: Body<'a>,
    /// Whom it goes to.
    pub(super) peer: Peer,
}

/// A request under way: gives the body of a good answer.
pub(super) type Sending<'a> = Pin<Box<dyn Future<Output = Result<Zeroizing<Vec<u8>>, Fault>> + 'a>>;

/// The body of a request. Apart from the sending, so that the browser loads the sending once and not per type.
#[inline(never)]
pub(super) fn encode<B: Serialize>(body: &B) -> Result<Zeroizing<Vec<u8>>, Fault> {
    serde_json::to_vec(body)
        .map(Zeroizing::new)
        .map_err(|_| ErrorCode::Internal.into())
}

/// Decodes an answer straight into its type. The bytes are wiped whatever happens (D10).
#[inline(never)]
pub(super) fn decode<T: DeserializeOwned>(
    bytes: Result<Zeroizing<Vec<u8>>, Fault>,
    peer: Peer,
) -> Result<T, Fault> {
    serde_json::from_slice(&bytes?).map_err(|_| peer.nonsense.into())
}

/// Sends it; the body of a good answer.
pub(super) fn send(call: Call<'_>) -> Sending<'_> {
    Box::pin(async move { exchange(&call).await })
}

/// The picture of a good answer. What is no picture is nonsense, whatever it says.
pub(super) async fn picture(call: &Call<'_>) -> Result<Blob, Fault> {
    let peer = call.peer;
    let response = response(call).await?;
    if !response.ok() {
        return match taken(response, peer).await {
            Ok(_) => Err(peer.nonsense.into()),
            Err(fault) => Err(fault),
        };
    }
    let blob = response.blob().map_err(|_| Fault::from(peer.nonsense))?;
    let blob: Blob = JsFuture::from(blob)
        .await
        .and_then(JsCast::dyn_into)
        .map_err(|error| silence(&error, peer))?;
    if blob.type_() == PNG {
        Ok(blob)
    } else {
        Err(peer.nonsense.into())
    }
}

/// The body of a good answer, as bytes.
async fn exchange(call: &Call<'_>) -> Result<Zeroizing<Vec<u8>>, Fault> {
    taken(response(call).await?, call.peer).await
}

async fn response(call: &Call<'_>) -> Result<Response, Fault> {
    let window = browser::window().ok_or(ErrorCode::Internal)?;
    let signal = AbortSignal::timeout_with_u32(call.peer.timeout_ms);
    let request = request(call, JSON, &signal).map_err(|_| Fault::from(ErrorCode::Internal))?;
    JsFuture::from(window.fetch_with_request(&request))
        .await
        .and_then(JsCast::dyn_into)
        .map_err(|error| silence(&error, call.peer))
}

/// The body of an answer in JSON.
async fn taken(response: Response, peer: Peer) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let json = is_of(&response, JSON);
    let buffer = response.array_buffer().map_err(|_| Fault::from(peer.nonsense))?;
    let buffer = JsFuture::from(buffer)
        .await
        .map_err(|error| silence(&error, peer))?;
    let array = Uint8Array::new(&buffer);
    let bytes = Zeroizing::new(array.to_vec());
    array.fill(0, 0, array.length());
    match (response.ok(), json) {
        (true, true) => Ok(bytes),
        (true, false) => Err(peer.nonsense.into()),
        (false, true) => Err(problem(&bytes, peer)),
        (false, false) if response.status() == 503 => Err(peer.unavailable.into()),
        (false, false) => Err(peer.nonsense.into()),
    }
}

fn request(call: &Call<'_>, accept: &str, signal: &AbortSignal) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", accept)?;
    if let Some(token) = call.bearer {
        let value = Zeroizing::new(["Bearer ", token.expose()].concat());
        headers.set("authorization", &value)?;
    }
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(signal));
    init.set_headers(&headers);
    let bytes = match call.body {
        Body::None => return Request::new_with_str_and_init(call.url, &init),
        Body::Json(body) => {
            headers.set("content-type", JSON)?;
            let bytes = Uint8Array::from(body);
            init.set_body(&bytes);
            Some(bytes)
        }
        Body::Jpeg(picture, (name, value)) => {
            headers.set("content-type", JPEG)?;
            headers.set(name, value)?;
            init.set_body(picture);
            None
        }
    };
    init.set_method("POST");
    let request = Request::new_with_str_and_init(call.url, &init);
    // The request has taken its own copy: this one need not stay, it may hold a PIN.
    if let Some(bytes) = bytes {
        bytes.fill(0, 0, bytes.length());
    }
    request
}

fn is_of(response: &Response, expected: &str) -> bool {
    let kind = response.headers().get("content-type").ok().flatten();
    kind.is_some_and(|kind| {
        let essence = kind.split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case(expected)
    })
}

fn silence(error: &JsValue, peer: Peer) -> Fault {
    let timed_out = error
        .dyn_ref::<DomException>()
        .is_some_and(|error| error.name() == "TimeoutError");
    if timed_out { peer.timeout } else { peer.unreachable }.into()
}

fn problem(body: &[u8], peer: Peer) -> Fault {
    match serde_json::from_slice::<Problem>(body) {
        Ok(problem) => Fault {
            code: problem.code,
            request_id: Some(problem.request_id),
        },
        Err(_) => peer.nonsense.into(),
    }
}
