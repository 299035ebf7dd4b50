//! What a played camera sees: one picture of a face, laid over a head of average shape that is turned; or the same
//! picture as a flat print. And the photo on a card, cut out of such a picture.
//!
//! **Simulated.** It shows that what the desk does with a person before its camera works as a whole: the camera, the pages,
//! the bridge, the flow. It does not show that a living person is told from this: a head that is computed and turned as
//! asked passes the challenge, which is a hurdle and no more (`docs/face.md`).

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels: a picture has at most 2²⁴ of them"
)]

mod draw;
mod photo;
mod shape;
mod view;
mod yuv;

pub use photo::card_photo;
pub use shape::Shape;
pub use view::{HEIGHT, Held, View, WIDTH};
pub use yuv::i420;
