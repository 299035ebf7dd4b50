//! Parts of a view that follow signals, each of one type for all places that use it: what the browser loads grows
//! with every type of closure a view holds, by two kilobytes each (`docs/adr/0009-size-of-the-app.md`).

use leptos::prelude::*;
use leptos::task::spawn_local;

/// A part that is drawn anew when what it reads changes.
pub type Redraw = Box<dyn Fn() -> AnyView + Send>;

/// Draws a part anew when what it reads changes.
pub fn redraw(draw: impl Fn() -> AnyView + Send + 'static) -> Redraw {
    Box::new(draw)
}

/// Draws a part a moment later: what the browser was given to do before it is under way by then, and answers come while it draws.
pub fn soon(draw: impl Fn() -> AnyView + Send + 'static) -> Redraw {
    let now = RwSignal::new(false);
    spawn_local(async move { now.set(true) });
    when(move || now.get(), draw)
}

/// Draws a part while a condition holds; drawn anew only when the condition changes.
pub fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + 'static,
) -> Redraw {
    let holds = Memo::new(move |_| condition());
    redraw(move || if holds.get() { draw() } else { ().into_any() })
}

/// Text that follows what it reads.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
}

/// A yes or no that follows what it reads, for attributes.
pub fn flag(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(read)
}
