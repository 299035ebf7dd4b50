//! The camera of the patient screen. It is on only while a step may need it (`pages/patient/camera_time.rs`); nothing of
//! what it sees is kept.

mod fault;
mod shutter;
mod stream;

pub use madoguchi_shared::bridge::face::CameraFault;
pub use shutter::Shutter;

use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use leptos::task::spawn_local;
use std::time::Duration;
use stream::Stream;
use web_sys::HtmlVideoElement;

/// From then on a camera that has not answered is said to be slow.
const SLOW_AFTER: Duration = Duration::from_secs(2);

/// From then on it counts as missing. Long enough for the slowest webcam, and for someone to allow it.
const SILENT_AFTER: Duration = Duration::from_secs(8);

/// Where the camera stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not asked for.
    Off,
    /// Asked for.
    Starting,
    /// Asked for, and it takes longer than it should.
    Slow,
    /// It gives pictures.
    Ready,
    /// There are none to be had.
    Missing(CameraFault),
}

/// The camera. Copies are the same one.
#[derive(Clone, Copy)]
pub struct Camera {
    standing: RwSignal<Standing>,
    stream: StoredValue<Option<Stream>, LocalStorage>,
    /// Counts what was asked of it: an answer to an older question is dropped.
    round: StoredValue<u32>,
}

impl Camera {
    /// Switched off.
    pub fn new() -> Self {
        Self {
            standing: RwSignal::new(Standing::Off),
            stream: StoredValue::new_local(None),
            round: StoredValue::new(0),
        }
    }

    /// Where it stands; tracked.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// Why there are no pictures; tracked. `None`: there are, or there may still be.
    pub fn fault(self) -> Option<CameraFault> {
        match self.standing.get() {
            Standing::Missing(fault) => Some(fault),
            Standing::Off | Standing::Starting | Standing::Slow | Standing::Ready => None,
        }
    }

    /// Switches it on. Nothing happens when it is on; one that was missing is tried again.
    pub fn start(self) {
        if !matches!(
            self.standing.get_untracked(),
            Standing::Off | Standing::Missing(_)
        ) {
            return;
        }
        let round = self.next_round();
        self.standing.set(Standing::Starting);
        self.unless_answered(round, SLOW_AFTER, Standing::Slow);
        self.unless_answered(round, SILENT_AFTER, Standing::Missing(CameraFault::Silent));
        spawn_local(async move {
            let ended = move || self.tell(round, Standing::Missing(CameraFault::Silent));
            let opened = Stream::open(ended).await;
            // One that is not wanted any more is switched off by being dropped.
            if !self.is_now(round) {
                return;
            }
            match opened {
                Ok(stream) => {
                    self.stream.set_value(Some(stream));
                    self.standing.set(Standing::Ready);
                }
                Err(fault) => self.standing.set(Standing::Missing(fault)),
            }
        });
    }

    /// Switches it off.
    pub fn stop(self) {
        self.next_round();
        self.stream.set_value(None);
        self.standing.set(Standing::Off);
    }

    /// Lets an element show what it sees; nothing while it gives no pictures.
    pub fn show_in(self, video: &HtmlVideoElement) {
        self.stream.with_value(|stream| {
            if let Some(stream) = stream {
                stream.show_in(video);
            }
        });
    }

    fn next_round(self) -> u32 {
        let next = self.round.get_value().wrapping_add(1);
        self.round.set_value(next);
        next
    }

    /// Whether nothing else was asked of it since, and the screen is still there.
    fn is_now(self, round: u32) -> bool {
        self.round.try_get_value() == Some(round)
    }

    fn tell(self, round: u32, standing: Standing) {
        if self.is_now(round) {
            self.standing.set(standing);
        }
    }

    fn unless_answered(self, round: u32, after: Duration, standing: Standing) {
        set_timeout(
            move || {
                let waiting = matches!(
                    self.standing.try_get_untracked(),
                    Some(Standing::Starting | Standing::Slow)
                );
                if waiting {
                    self.tell(round, standing);
                }
            },
            after,
        );
    }
}

impl Default for Camera {
    fn default() -> Self {
        Self::new()
    }
}
