//! What lies over the picture: the oval for the face, and an arrow to where it should turn.

use leptos::prelude::*;
use madoguchi_shared::bridge::face::FaceInstruction;

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Left,
    Right,
    Down,
}

/// As in a mirror, the patient's own left is on the left of the picture.
pub(super) fn direction(instruction: FaceInstruction) -> Option<Direction> {
    match instruction {
        FaceInstruction::TurnLeft => Some(Direction::Left),
        FaceInstruction::TurnRight => Some(Direction::Right),
        FaceInstruction::Nod => Some(Direction::Down),
        FaceInstruction::LookHere
        | FaceInstruction::ComeCloser
        | FaceInstruction::MoveBack
        | FaceInstruction::MoveToCentre
        | FaceInstruction::LookStraight
        | FaceInstruction::MoreLight
        | FaceInstruction::LessLight
        | FaceInstruction::OnePersonOnly
        | FaceInstruction::HoldStill
        | FaceInstruction::Blink
        | FaceInstruction::Over => None,
    }
}

/// Whether the face is where it should be.
fn is_in_place(instruction: FaceInstruction) -> bool {
    matches!(instruction, FaceInstruction::HoldStill | FaceInstruction::Blink)
        || direction(instruction).is_some()
}

/// The oval; what is around it is dimmed. Its line is whole when the face is in place, and broken before.
#[component]
pub(super) fn Oval(
    /// The instruction that is shown.
    told: RwSignal<Option<FaceInstruction>>,
) -> impl IntoView {
    let in_place = Memo::new(move |_| told.get().is_some_and(is_in_place));
    view! {
        <svg
            class="oval"
            class:in-place=move || in_place.get()
            viewBox="0 0 640 480"
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path
                class="around"
                fill-rule="evenodd"
                d="M0 0h640v480H0zM320 50a132 178 0 0 0 0 356a132 178 0 0 0 0-356z"
            ></path>
            <ellipse class="under" cx="320" cy="228" rx="132" ry="178"></ellipse>
            <ellipse class="line" cx="320" cy="228" rx="132" ry="178"></ellipse>
        </svg>
    }
}

/// Beside the oval, on the side to turn to.
#[component]
pub(super) fn Arrow(
    /// Where it points.
    way: Direction,
) -> impl IntoView {
    let (class, path) = match way {
        Direction::Left => ("arrow left", "M62 20L22 60l40 40M26 60h72"),
        Direction::Right => ("arrow right", "M58 20l40 40-40 40M94 60H22"),
        Direction::Down => ("arrow down", "M20 58l40 40 40-40M60 94V22"),
    };
    view! {
        <svg class=class viewBox="0 0 120 120" aria-hidden="true">
            <circle cx="60" cy="60" r="58"></circle>
            <path d=path></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrow_is_on_the_side_of_the_patients_own_hand() {
        assert_eq!(direction(FaceInstruction::TurnLeft), Some(Direction::Left));
        assert_eq!(direction(FaceInstruction::TurnRight), Some(Direction::Right));
        assert_eq!(direction(FaceInstruction::Blink), None);
        assert!(is_in_place(FaceInstruction::Blink) && !is_in_place(FaceInstruction::ComeCloser));
    }
}
