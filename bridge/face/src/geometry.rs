//! Where things are in a picture: pixels from its top left corner, x to the right, y down, fractions allowed.

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// An upright rectangle. It may reach over the picture's edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Greater than 0.
    pub width: f32,
    /// Greater than 0.
    pub height: f32,
}

/// The 68 points of a face in the order of iBUG 300-W, left and right as seen in the picture: jaw 0–16, brows 17–26,
/// nose bridge 27–30, nose base 31–35, left eye 36–41, right eye 42–47, outer lips 48–59, inner lips 60–67.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmarks(pub [Point; 68]);

/// A face that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// Where.
    pub area: Area,
    /// How sure the detector is, 0–1.
    pub score: f32,
    /// Its points.
    pub landmarks: Landmarks,
}
