//! How far what is seen stands out towards the camera.

/// What the picture is laid over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A head of average shape. What is around it stays where it is.
    Head,
    /// A sheet of paper, all of it turned.
    Print,
}

/// Middle and half axes of a head seen from the front, in mm from the middle between the eyes: to the right, down.
const MIDDLE: (f32, f32) = (0.0, 30.0);
const HALF: (f32, f32) = (80.0, 130.0);
/// How far the middle of the face stands out before its edge. Ours, as below: rounded from what is known of adult faces.
const ROUND: f32 = 75.0;
/// The nose: from where to where down, how wide, how far it stands out.
const NOSE: (f32, f32) = (-4.0, 50.0);
const NOSE_WIDTH: f32 = 13.0;
const NOSE_OUT: f32 = 24.0;
/// Up to this many half axes from the middle it is the head that turns, from the second on nothing moves.
const RIM: (f32, f32) = (1.0, 1.7);

impl Shape {
    /// Towards the camera, in mm, from the plane through the middle between the eyes.
    pub(crate) fn depth(self, x: f32, y: f32) -> f32 {
        match self {
            Self::Print => 0.0,
            Self::Head => {
                let far = off(x, y).min(0.97);
                let round = ROUND * ((1.0 - far * far).sqrt() - (1.0 - off(0.0, 0.0).powi(2)).sqrt());
                round + nose(x, y)
            }
        }
    }

    /// The part of a turn that a place takes part in, 0–1.
    pub(crate) fn turns(self, x: f32, y: f32) -> f32 {
        match self {
            Self::Print => 1.0,
            Self::Head => {
                let rest = ((RIM.1 - off(x, y)) / (RIM.1 - RIM.0)).clamp(0.0, 1.0);
                rest * rest * (3.0 - 2.0 * rest)
            }
        }
    }

    /// What it is turned about: to the right, down, towards the camera. A head turns on its neck.
    pub(crate) fn pivot(self) -> [f32; 3] {
        match self {
            Self::Print => [0.0, 40.0, 0.0],
            Self::Head => [0.0, 40.0, -80.0],
        }
    }
}

/// From the middle of the head: 1 at its edge.
fn off(x: f32, y: f32) -> f32 {
    ((x - MIDDLE.0) / HALF.0).hypot((y - MIDDLE.1) / HALF.1)
}

/// Its ridge rises from the eyes to the tip and falls off to the lip within 14 mm.
fn nose(x: f32, y: f32) -> f32 {
    let along = ((y - NOSE.0) / (NOSE.1 - 14.0 - NOSE.0)).clamp(0.0, 1.0);
    let below = ((NOSE.1 - y) / 14.0).clamp(0.0, 1.0);
    NOSE_OUT * along.min(below) * (-(x / NOSE_WIDTH).powi(2)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_stands_out_in_the_middle_and_a_print_nowhere() {
        let depth = |x, y| Shape::Head.depth(x, y);
        assert!(depth(0.0, 36.0) > 20.0);
        assert!(depth(0.0, 0.0).abs() < 5.0);
        assert!(depth(45.0, 0.0) < -10.0);
        assert!(depth(75.0, 40.0) < -40.0);
        assert!((depth(-45.0, 0.0) - depth(45.0, 0.0)).abs() < 1e-3);
        assert!(Shape::Print.depth(0.0, 36.0).abs() < 1e-6);
    }

    #[test]
    fn what_is_around_a_head_stays() {
        assert!((Shape::Head.turns(0.0, 30.0) - 1.0).abs() < 1e-6);
        assert!(Shape::Head.turns(150.0, 30.0).abs() < 1e-6);
        assert!((Shape::Print.turns(900.0, 900.0) - 1.0).abs() < 1e-6);
    }
}
