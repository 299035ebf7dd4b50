//! Pictures at half their size, again and again: a picture that is much too large would lose lines between the places
//! that are looked at.

use crate::Image;

/// `image` at half its size, each pixel the mean of four, as often as it is still at least `times` too large; and how
/// many pixels of `image` a pixel then is. `None` where it is small enough as it is.
pub(crate) fn shrunk(image: &Image, times: f32) -> Option<(Image, f32)> {
    let mut times = times;
    let mut factor = 1.0;
    let mut smaller: Option<Image> = None;
    while times >= 2.0 {
        let Some(half) = half(smaller.as_ref().unwrap_or(image)) else {
            break;
        };
        smaller = Some(half);
        times /= 2.0;
        factor *= 2.0;
    }
    smaller.map(|image| (image, factor))
}

/// Half its size; an odd last row or column is left out. `None` for a side of one pixel.
fn half(image: &Image) -> Option<Image> {
    let (width, height) = (image.width() / 2, image.height() / 2);
    let row = image.width() * 3;
    let mut pixels = Vec::with_capacity(width * height * 3);
    for pair in image.pixels().chunks_exact(2 * row).take(height) {
        let (above, below) = pair.split_at(row);
        for (above, below) in above.chunks_exact(6).zip(below.chunks_exact(6)) {
            for channel in 0..3 {
                let sum = [
                    above[channel],
                    above[channel + 3],
                    below[channel],
                    below[channel + 3],
                ];
                let sum: u16 = sum.into_iter().map(u16::from).sum();
                pixels.push(((sum + 2) / 4) as u8);
            }
        }
    }
    Image::new(width, height, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_takes_the_mean_of_four() {
        let image = Image::new(4, 2, [[0; 6], [100; 6], [100; 6], [200; 6]].concat()).unwrap();
        let (smaller, factor) = shrunk(&image, 3.0).unwrap();
        assert_eq!((smaller.width(), smaller.height(), factor), (2, 1, 2.0));
        assert_eq!(smaller.pixels(), [50, 50, 50, 150, 150, 150]);
        assert!(shrunk(&image, 1.9).is_none());
        assert!(shrunk(&Image::new(1, 90, vec![0; 270]).unwrap(), 4.0).is_none());
    }
}
