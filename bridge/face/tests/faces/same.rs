//! The same person is near, another is far, from the pictures as they are.

use crate::support::{OTHER, SAME, embedding, face, picture, recogniser};

#[test]
fn one_face_is_found_in_each_picture() {
    for name in SAME.into_iter().chain([OTHER]) {
        let found = recogniser().find(&picture(name)).unwrap();
        assert_eq!(
            found.len(),
            1,
            "{name}: {:?}",
            found.iter().map(|face| face.area).collect::<Vec<_>>()
        );
    }
}

#[test]
fn the_same_person_is_near_and_another_is_far() {
    let same = SAME.map(|name| embedding(&picture(name)).unwrap());
    let other = embedding(&picture(OTHER)).unwrap();
    for (index, one) in same.iter().enumerate() {
        for (name, two) in SAME.iter().zip(&same).skip(index + 1) {
            let distance = recogniser().distance(one, two);
            println!("{} – {name}: {distance:.3}", SAME[index]);
            assert!(distance < 0.50);
        }
        let distance = recogniser().distance(one, &other);
        println!("{} – {OTHER}: {distance:.3}", SAME[index]);
        assert!(distance > 0.65);
    }
}

#[test]
fn the_points_are_on_the_face() {
    let face = face(&picture("obama")).unwrap();
    let points = &face.landmarks.0;
    let middle = face.area.left + face.area.width / 2.0;
    assert!(points[36].x < points[45].x && points[36].x < middle && points[45].x > middle);
    assert!(points[27].y < points[33].y && points[33].y < points[57].y && points[57].y < points[8].y);
}
