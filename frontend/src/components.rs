//! Parts of pages; one job each.

mod collation_pad;
mod early;
mod face_look;
pub mod free_text;
mod heading;
mod language_switch;
mod pad;
mod pin_pad;
mod problem_panel;
mod reader_status;
pub mod redraw;
mod staff_picker;
pub mod text_field;

pub use collation_pad::{CollationPad, NUMBER_SAID};
pub use early::Early;
pub use face_look::FaceLook;
pub use heading::{Heading, take_focus};
pub use language_switch::{LanguageSwitch, PatientLanguages};
pub use pin_pad::{PIN_SAID, PinPad};
pub use problem_panel::ProblemPanel;
pub use reader_status::ReaderStatus;
pub use staff_picker::StaffPicker;
