//! One picture out of the stream, as JPEG. It stays with the browser, in a buffer that goes with the shutter.

use crate::browser;
use js_sys::{Function, Promise};
use madoguchi_shared::bridge::face::FRAME_LIMIT;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

/// As the screen shows it: what is judged is what the patient sees, and nobody beside it.
const ASPECT: (u32, u32) = (4, 3);
const WIDEST: u32 = 640;
/// Of JPEG, 0–1: what the eye would not tell from the original.
const QUALITY: f64 = 0.85;
/// From then on an element has a picture: `HTMLMediaElement.HAVE_CURRENT_DATA`.
const HAS_PICTURE: u16 = 2;

/// Takes pictures.
pub struct Shutter {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Shutter {
    /// `None`: the browser cannot draw.
    pub fn new() -> Option<Self> {
        let document = browser::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { canvas, context })
    }

    /// The picture that the element shows. `None`: it shows none yet, or one that is too large to be sent.
    pub async fn take(&self, video: &HtmlVideoElement) -> Option<Blob> {
        if video.ready_state() < HAS_PICTURE {
            return None;
        }
        let cut = Cut::of(video.video_width(), video.video_height())?;
        self.draw(video, cut).ok()?;
        let picture = JsFuture::from(self.jpeg()).await.ok()?;
        let picture: Blob = picture.dyn_into().ok()?;
        let limit = u32::try_from(FRAME_LIMIT).unwrap_or(u32::MAX);
        (picture.size() <= f64::from(limit)).then_some(picture)
    }

    fn draw(&self, video: &HtmlVideoElement, cut: Cut) -> Result<(), JsValue> {
        if (self.canvas.width(), self.canvas.height()) != cut.size {
            self.canvas.set_width(cut.size.0);
            self.canvas.set_height(cut.size.1);
        }
        let [left, top, width, height] = [cut.left, cut.top, cut.width, cut.height].map(f64::from);
        let (to_width, to_height) = (f64::from(cut.size.0), f64::from(cut.size.1));
        self.context
            .draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                video, left, top, width, height, 0.0, 0.0, to_width, to_height,
            )
    }

    fn jpeg(&self) -> Promise {
        Promise::new(&mut |done: Function, failed: Function| {
            let asked = self.canvas.to_blob_with_type_and_encoder_options(
                &done,
                "image/jpeg",
                &JsValue::from_f64(QUALITY),
            );
            if let Err(error) = asked {
                // It rejects the promise, whose answer does not matter.
                let _ = failed.call1(&JsValue::UNDEFINED, &error);
            }
        })
    }
}

impl Drop for Shutter {
    fn drop(&mut self) {
        // Gives the buffer back at once, not when the browser collects what is not used any more.
        self.canvas.set_width(0);
    }
}

/// The middle of a picture, and how large it becomes; all in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cut {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
    size: (u32, u32),
}

impl Cut {
    /// `None` for an empty picture.
    fn of(width: u32, height: u32) -> Option<Self> {
        let (across, down) = ASPECT;
        let cut_width = width.min(height.saturating_mul(across) / down);
        let cut_height = height.min(width.saturating_mul(down) / across);
        if cut_width == 0 || cut_height == 0 {
            return None;
        }
        let to_width = cut_width.min(WIDEST);
        Some(Self {
            left: (width - cut_width) / 2,
            top: (height - cut_height) / 2,
            width: cut_width,
            height: cut_height,
            size: (to_width, to_width * down / across),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_in_the_shape_of_the_screen() {
        let cut = |width, height| {
            let cut = Cut::of(width, height).unwrap();
            ([cut.left, cut.top, cut.width, cut.height], cut.size)
        };
        assert_eq!(cut(640, 480), ([0, 0, 640, 480], (640, 480)));
        assert_eq!(cut(1280, 720), ([160, 0, 960, 720], (640, 480)));
        // A tablet held upright.
        assert_eq!(cut(480, 640), ([0, 140, 480, 360], (480, 360)));
        assert_eq!(cut(320, 240), ([0, 0, 320, 240], (320, 240)));
    }

    #[test]
    fn an_empty_picture_is_none() {
        assert_eq!(Cut::of(0, 0), None);
        assert_eq!(Cut::of(1, 0), None);
    }
}
