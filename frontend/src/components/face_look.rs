//! The camera's pictures go to the bridge, and its instruction is shown: one at a time, in large letters. No picture is
//! kept; with the step the camera is switched off (`pages/patient/camera_time.rs`).

mod calm;
mod frame;
mod words;

use crate::api::Bridge;
use crate::camera::{Camera, Shutter, Standing};
use crate::clock;
use crate::components::redraw::{redraw, text};
use crate::locale::{Locale, t};
use crate::text::Message;
use calm::Calm;
use frame::{Arrow, Oval};
use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::face::FaceInstruction;

/// From one picture to the next, ms: eight a second. Never two at once: a slow bridge gets fewer.
const INTERVAL_MS: i64 = 125;
/// After a picture that there was not, or that the bridge did not take, ms.
const NO_PICTURE_MS: u32 = 60;
const NO_ANSWER_MS: u32 = 500;

/// Looks, until all is seen or another step is put up.
#[component]
pub fn FaceLook(
    /// Where the pictures go.
    bridge: Bridge,
    /// The request they are for.
    face_request: String,
    /// Where they come from.
    camera: Camera,
    /// What is said when the camera takes longer than usual.
    #[prop(default = Message::PATIENT_CAMERA_SLOW)]
    slow: Message,
) -> impl IntoView {
    let locale = Locale::here();
    let video = NodeRef::<html::Video>::new();
    let told = RwSignal::new(None::<FaceInstruction>);
    Effect::new(move || {
        if camera.standing() == Standing::Ready
            && let Some(video) = video.get()
        {
            camera.show_in(&video);
        }
    });
    spawn_local(async move {
        look(&bridge, &face_request, video, told).await;
        if told.try_get_untracked() == Some(Some(FaceInstruction::Over)) {
            camera.stop();
        }
    });
    // A signal of its own: the same words are not said again.
    let message = Memo::new(move |_| match (told.get(), camera.standing()) {
        (Some(instruction), _) => words::of(instruction),
        (None, Standing::Ready) => Message::PATIENT_FACE_LOOK_HERE,
        (None, Standing::Slow) => slow,
        (None, Standing::Off | Standing::Starting | Standing::Missing(_)) => Message::PATIENT_CAMERA_STARTS,
    });
    let said = text(move || locale.say(message.get()));
    let over = Memo::new(move |_| told.get() == Some(FaceInstruction::Over));
    let picture = redraw(move || {
        if over.get() {
            return view! { <div class="working" role="progressbar" aria-label=t(Message::PATIENT_WAIT)></div> }
                .into_any();
        }
        view! {
            <div class="picture">
                <video node_ref=video playsinline aria-hidden="true"></video>
                <Oval told />
                {redraw(move || told.get().and_then(frame::direction).map(|way| view! { <Arrow way /> }).into_any())}
            </div>
            <p class="quiet">{t(Message::PATIENT_FACE_TIP)}</p>
        }
        .into_any()
    });
    view! {
        <section class="look" aria-label=t(Message::PATIENT_FACE)>
            <p class="instruction" aria-live="polite">
                {said}
            </p>
            {picture}
        </section>
    }
}

/// Sends pictures one after the other and tells what is to be done.
async fn look(
    bridge: &Bridge,
    face_request: &str,
    video: NodeRef<html::Video>,
    told: RwSignal<Option<FaceInstruction>>,
) {
    let Some(shutter) = Shutter::new() else {
        return;
    };
    let mut calm = Calm::default();
    while !told.is_disposed() {
        let started_ms = clock::now_ms();
        let element = video.try_get_untracked().flatten();
        let picture = match &element {
            Some(element) => shutter.take(element).await,
            None => None,
        };
        let pause_ms = match picture {
            None => NO_PICTURE_MS,
            Some(picture) => match bridge.judge_frame(face_request, &picture).await {
                Ok(instruction) => {
                    let now_ms = clock::now_ms();
                    if let Some(instruction) = calm.next(instruction, now_ms) {
                        // Refused when the step is over by now.
                        told.try_set(Some(instruction));
                    }
                    if instruction == FaceInstruction::Over {
                        return;
                    }
                    u32::try_from(INTERVAL_MS - (now_ms - started_ms)).unwrap_or_default()
                }
                Err(_) => NO_ANSWER_MS,
            },
        };
        TimeoutFuture::new(pause_ms).await;
    }
}
