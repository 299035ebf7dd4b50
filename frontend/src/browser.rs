//! Small wishes to the browser: where the page is, what it keeps, random ids.

use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Storage, VisibilityState, Window};

/// What outlives what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// `localStorage`: until it is forgotten.
    Always,
    /// `sessionStorage`: as long as this tab.
    ThisTab,
}

/// The window. `None` outside of a browser, where the tests of the views are.
pub fn window() -> Option<Window> {
    cfg!(target_arch = "wasm32").then(web_sys::window).flatten()
}

/// Does something after a time, unless the handle takes it back. `None` outside of a browser: there no time passes.
pub fn after(time: Duration, act: impl FnOnce() + 'static) -> Option<TimeoutHandle> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    set_timeout_with_handle(act, time).ok()
}

/// Does something again and again, as long as the part of the page lives that asks for it. Never outside of a browser.
pub fn every(time: Duration, act: impl Fn() + 'static) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    // Refused only for a time that is no number of the browser's; ours are seconds.
    if let Ok(interval) = set_interval_with_handle(act, time) {
        on_cleanup(move || interval.clear());
    }
}

/// Does something when a key is pressed anywhere in the page, as long as the part lives that asks for it. Never outside of a
/// browser.
pub fn on_key(key: &'static str, act: impl Fn() + 'static) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == key {
            act();
        }
    });
    on_cleanup(move || handle.remove());
}

/// A kept text. `None`: none, or the browser keeps nothing.
pub fn kept(keep: Keep, key: &str) -> Option<String> {
    storage(keep)?.get_item(key).ok()?
}

/// Keeps a text, or forgets it with `None`. A browser that keeps nothing is no error: the page then starts anew.
pub fn keep(keep: Keep, key: &str, text: Option<&str>) {
    let Some(storage) = storage(keep) else {
        return;
    };
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
}

/// Path of the page, e.g. `/patient`.
pub fn path() -> String {
    let path = window().map(|window| window.location().pathname());
    path.and_then(Result::ok).unwrap_or_default()
}

/// `127.0.0.1:7780`
pub fn host() -> String {
    let host = window().map(|window| window.location().host());
    host.and_then(Result::ok).unwrap_or_default()
}

/// Takes the fragment, without `#`, out of the address: neither the history nor a copied address holds it on.
pub fn take_fragment() -> Option<String> {
    let window = window()?;
    let fragment = window.location().hash().ok()?;
    let fragment = fragment.strip_prefix('#').filter(|rest| !rest.is_empty())?;
    scrub(&window).ok()?;
    Some(fragment.to_owned())
}

/// Loads another page of this app.
pub fn go_to(path: &str) {
    if let Some(window) = window() {
        // Refused only for an address that cannot be parsed; ours are constants.
        let _ = window.location().replace(path);
    }
}

/// Loads this page anew.
pub fn reload() {
    if let Some(window) = window() {
        // Refused only for a page that is no document of ours.
        let _ = window.location().reload();
    }
}

/// Gives the focus to the first element that a selector finds, once what has just changed is drawn.
pub fn focus(selector: impl Into<String>) {
    let selector = selector.into();
    if cfg!(target_arch = "wasm32") {
        request_animation_frame(move || focus_now(&selector));
    }
}

/// Gives the focus at once: what a reader of barcodes types next comes within the same frame.
pub fn focus_now(selector: &str) {
    let document = window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(selector).ok()?);
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Refused only for an element that is not in the page.
        let _ = element.focus();
    }
}

/// Opens the browser's own window for printing; gives whether it has one. It may wait until that is closed.
pub fn print() -> bool {
    window().is_some_and(|window| window.print().is_ok())
}

/// Whether someone can see the page now.
pub fn is_visible() -> bool {
    let document = window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}

/// Whether someone can see the page; follows what the browser says as long as the view that asks lives.
pub fn visible() -> ReadSignal<bool> {
    let (visible, tell) = signal(is_visible());
    let handle = window_event_listener_untyped("visibilitychange", move |_| tell.set(is_visible()));
    on_cleanup(move || handle.remove());
    visible
}

/// A random id, 32 hex digits in the form of a UUID.
pub fn random_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// A UUIDv7: for what is kept and should sort by time, such as a reception.
pub fn time_ordered_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

fn storage(keep: Keep) -> Option<Storage> {
    let window = window()?;
    let storage = match keep {
        Keep::Always => window.local_storage(),
        Keep::ThisTab => window.session_storage(),
    };
    storage.ok()?
}

fn scrub(window: &Window) -> Result<(), JsValue> {
    let path = window.location().pathname()?;
    window
        .history()?
        .replace_state_with_url(&JsValue::NULL, "", Some(&path))
}
