//! Interleaved 8-bit samples to RGB.

use zeroize::Zeroizing;

/// RGB of samples with 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGB, alpha) channels a pixel; alpha is dropped. `None`
/// for another number. Samples beyond the last whole pixel are left out.
pub(super) fn rgb(mut samples: Zeroizing<Vec<u8>>, channels: usize) -> Option<Vec<u8>> {
    if channels == 3 {
        return Some(std::mem::take(&mut *samples));
    }
    if !matches!(channels, 1 | 2 | 4) {
        return None;
    }
    let mut rgb = vec![0; samples.len() / channels * 3];
    let pixels = rgb.as_chunks_mut::<3>().0.iter_mut();
    for (to, from) in pixels.zip(samples.chunks_exact(channels)) {
        match *from {
            [grey] | [grey, _] => *to = [grey; 3],
            [red, green, blue, _] => *to = [red, green, blue],
            _ => {}
        }
    }
    Some(rgb)
}
