//! An answer that is read as it comes: no byte of it is kept here, and it may take any time as long as it does not stand still.

use super::{Call, Peer, is_of, problem, request, silence};
use crate::api::Fault;
use crate::browser;
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::TimeoutHandle;
use madoguchi_shared::ErrorCode;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, DomException, ReadableStreamDefaultReader, Response};
use zeroize::Zeroizing;

/// A body under way; dropped, it is broken off.
pub struct Incoming {
    reader: ReadableStreamDefaultReader,
    stop: Stop,
    peer: Peer,
}

/// Breaks an answer off from elsewhere.
#[derive(Clone, Debug)]
pub struct Stop(AbortController);

impl Stop {
    /// For one request. Fails only where the browser has no such thing.
    pub fn new() -> Result<Self, Fault> {
        let controller = AbortController::new();
        controller.map(Self).map_err(|_| ErrorCode::Internal.into())
    }

    /// Breaks it off; nothing happens when it is over.
    pub fn now(&self) {
        self.0.abort();
    }

    /// As if the other side had not answered in time, unless the handle takes it back.
    fn after(&self, peer: Peer) -> Option<TimeoutHandle> {
        let controller = self.0.clone();
        browser::after(Duration::from_millis(u64::from(peer.timeout_ms)), move || {
            match DomException::new_with_message_and_name("", "TimeoutError") {
                Ok(reason) => controller.abort_with_reason(&reason),
                Err(_) => controller.abort(),
            }
        })
    }
}

/// Sends it, and gives the body of a good answer of this content type. `stop` breaks it off, before as after that.
pub(in crate::api) async fn incoming(call: &Call<'_>, kind: &str, stop: &Stop) -> Result<Incoming, Fault> {
    let peer = call.peer;
    let window = browser::window().ok_or(ErrorCode::Internal)?;
    let signal = stop.0.signal();
    let request = request(call, kind, &signal).map_err(|_| Fault::from(ErrorCode::Internal))?;
    let response = in_time(JsFuture::from(window.fetch_with_request(&request)), stop, peer).await?;
    let response: Response = response.dyn_into().map_err(|_| Fault::from(peer.nonsense))?;
    if !response.ok() {
        return Err(refused(&response, peer).await);
    }
    let body = response.body().filter(|_| is_of(&response, kind));
    let body = body.ok_or(Fault::from(peer.nonsense))?;
    let reader = ReadableStreamDefaultReader::new(&body).map_err(|_| Fault::from(peer.nonsense))?;
    Ok(Incoming {
        reader,
        stop: stop.clone(),
        peer,
    })
}

impl Incoming {
    /// The bytes that come next; `None`: that was all.
    pub async fn next(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
        let read = in_time(JsFuture::from(self.reader.read()), &self.stop, self.peer).await?;
        let part = |name: &str| Reflect::get(&read, &JsValue::from_str(name));
        if part("done").is_ok_and(|done| done.is_truthy()) {
            return Ok(None);
        }
        let value = part("value").and_then(JsCast::dyn_into::<Uint8Array>);
        let array = value.map_err(|_| Fault::from(self.peer.nonsense))?;
        let bytes = Zeroizing::new(array.to_vec());
        array.fill(0, 0, array.length());
        Ok(Some(bytes))
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        self.stop.now();
    }
}

async fn in_time(wait: JsFuture, stop: &Stop, peer: Peer) -> Result<JsValue, Fault> {
    let timer = stop.after(peer);
    let outcome = wait.await;
    if let Some(timer) = timer {
        timer.clear();
    }
    outcome.map_err(|error| silence(&error, peer))
}

async fn refused(response: &Response, peer: Peer) -> Fault {
    let Ok(buffer) = response.array_buffer() else {
        return peer.nonsense.into();
    };
    match JsFuture::from(buffer).await {
        Ok(buffer) if is_of(response, super::JSON) => problem(&Uint8Array::new(&buffer).to_vec(), peer),
        Ok(_) if response.status() == 503 => peer.unavailable.into(),
        Ok(_) => peer.nonsense.into(),
        Err(error) => silence(&error, peer),
    }
}
