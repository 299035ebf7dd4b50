//! The two pictures of 目視: the photo on the card and the last clear picture of the camera, side by side. They are the
//! browser's, never the program's, and given back when the step ends.

use crate::api::{Bridge, Fault};
use crate::components::redraw::redraw;
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::face::{FacePicture, FacePictureRequest};
use web_sys::Url;

/// Both, as far as the bridge has them.
pub(super) fn draw(face_request: String) -> AnyView {
    let bridge = Runner::here().desk().bridge();
    let picture = |which, name| {
        let request = FacePictureRequest {
            face_request: face_request.clone(),
            picture: which,
        };
        picture(bridge.clone(), request, name)
    };
    view! {
        <section class="faces" aria-label=t(Message::PICTURES_TITLE)>
            {picture(FacePicture::Card, Message::PICTURE_CARD)}
            {picture(FacePicture::Live, Message::PICTURE_LIVE)}
        </section>
        <p class="quiet">{t(Message::PICTURES_TEXT)}</p>
    }
    .into_any()
}

fn picture(bridge: Bridge, request: FacePictureRequest, name: Message) -> AnyView {
    // `None`: being fetched. An address that only this page can open.
    let shown = RwSignal::new(None::<Result<String, Fault>>);
    spawn_local(async move {
        let fetched = bridge.face_picture(&request).await.and_then(|picture| {
            Url::create_object_url_with_blob(&picture).map_err(|_| Fault::from(ErrorCode::Internal))
        });
        // Given back by the signal when the step is over by now.
        if let Some(Some(Ok(address))) = shown.try_set(Some(fetched)) {
            give_back(&address);
        }
    });
    on_cleanup(move || {
        if let Some(Some(Ok(address))) = shown.try_get_untracked() {
            give_back(&address);
        }
    });
    let image = redraw(move || match shown.get() {
        None => view! { <div class="working" role="progressbar" aria-label=t(name)></div> }.into_any(),
        Some(Ok(address)) => view! { <img src=address alt=t(name) /> }.into_any(),
        Some(Err(_)) => view! { <p class="none">{t(Message::PICTURE_NONE)}</p> }.into_any(),
    });
    view! {
        <figure>
            {image}
            <figcaption>{t(name)}</figcaption>
        </figure>
    }
    .into_any()
}

/// The browser forgets the picture once nothing shows it.
fn give_back(address: &str) {
    // Refused only for what is no address.
    let _ = Url::revoke_object_url(address);
}
