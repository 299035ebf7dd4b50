//! Parts of the app that the start screen does not need: each is loaded when it is first needed, and not before
//! (`docs/adr/0009-size-of-the-app.md`).

use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::redraw;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use std::pin::Pin;

/// What a lazy view gives; the fault is that it could not be loaded.
pub type Drawn = Result<AnyView, Fault>;

/// What a lazy view returns of what it has drawn.
pub fn drawn(view: AnyView) -> Drawn {
    Ok(view)
}

/// A lazy view being loaded and drawn.
pub type Loading = Pin<Box<dyn Future<Output = Drawn>>>;

/// Calls a lazy function, the same way in a program that is cut into pieces and in one that is whole.
#[macro_export]
macro_rules! lazy {
    ($call:expr) => {{
        #[cfg(feature = "split")]
        let drawn = $call;
        #[cfg(not(feature = "split"))]
        let drawn = std::future::ready($call);
        let drawn: std::pin::Pin<Box<dyn Future<Output = _>>> = Box::pin(drawn);
        drawn
    }};
}

/// What `load` draws. Until it is there the progress stands in its place, said as `title`; when it cannot be loaded, the
/// problem with "try again". The heading is not part of it: it stands before, so that it is there at once.
pub fn part(title: Message, load: impl Fn() -> Loading + Send + Sync + 'static) -> AnyView {
    draw(title, None, Box::new(load))
}

/// As [`part`], with the heading and the way back in it: when it cannot be loaded, `leave` leads away.
pub fn page(
    title: Message,
    leave: Callback<()>,
    load: impl Fn() -> Loading + Send + Sync + 'static,
) -> AnyView {
    draw(title, Some(leave), Box::new(load))
}

fn draw(
    title: Message,
    leave: Option<Callback<()>>,
    load: Box<dyn Fn() -> Loading + Send + Sync>,
) -> AnyView {
    // `None`: being loaded.
    let loaded = RwSignal::new(None::<Result<(), Fault>>);
    let content = StoredValue::new_local(None::<AnyView>);
    let start = Callback::new(move |()| {
        loaded.set(None);
        // It belongs to the step it is drawn in, and finds what is provided there.
        let drawn = ScopedFuture::new(load());
        spawn_local(async move {
            let drawn = drawn.await.map(|view| {
                content.try_set_value(Some(view));
            });
            // Refused, as the value is, when the step is over by now.
            loaded.try_set(Some(drawn));
        });
    });
    start.run(());
    redraw(move || match loaded.get() {
        None => view! { <div class="working" role="progressbar" aria-label=t(title)></div> }.into_any(),
        Some(Ok(())) => content.try_update_value(Option::take).flatten().into_any(),
        Some(Err(fault)) => {
            let fault = Signal::stored(Some(fault));
            match leave {
                Some(leave) => view! { <ProblemPanel fault on_retry=start on_close=leave /> }.into_any(),
                None => view! { <ProblemPanel fault on_retry=start /> }.into_any(),
            }
        }
    })
    .into_any()
}
