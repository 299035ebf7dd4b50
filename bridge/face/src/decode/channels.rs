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
    // The size is exact: growing would leave copies behind.
    let mut rgb = Vec::with_capacity(samples.len() / channels * 3);
    for pixel in samples.chunks_exact(channels) {
        match *pixel {
            [grey] | [grey, _] => rgb.extend([grey; 3]),
            [red, green, blue, _] => rgb.extend([red, green, blue]),
            _ => {}
        }
    }
    Some(rgb)
}
