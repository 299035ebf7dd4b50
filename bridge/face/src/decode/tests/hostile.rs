//! Bytes that mean harm. None may panic, take long or take much.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Far above what was measured (README of `tests/fuzz`), since machines differ and this is not optimised.
const LONG: Duration = Duration::from_secs(10);

fn all() -> Vec<Vec<u8>> {
    let png = png_of(WIDTH as u32, HEIGHT as u32, ::png::ColorType::Rgb, &drawn());
    [
        BASELINE,
        PROGRESSIVE,
        GREY,
        CMYK,
        JP2,
        JP2_ALPHA,
        TILES,
        PORTRAITS[0],
        &png,
    ]
    .map(<[u8]>::to_vec)
    .to_vec()
}

#[test]
fn a_file_that_ends_early_is_refused() {
    for bytes in all() {
        let format = Format::of(&bytes).unwrap();
        // The end markers alone are not needed to see the picture; some encoders leave them away.
        for length in (12..bytes.len() - 12).step_by(bytes.len() / 40 + 1) {
            let error = decode(&bytes[..length], Limits::FRAME)
                .err()
                .unwrap_or_else(|| panic!("{format:?}: {length} of {} bytes were enough", bytes.len()));
            assert!(
                matches!(error, DecodeError::Truncated(_) | DecodeError::Broken { .. }),
                "{format:?} {length}: {error}"
            );
        }
    }
}

#[test]
fn a_header_of_100_megapixels_is_refused_at_once() {
    let huge = 10_000_u16.to_be_bytes();
    let mut jpeg = BASELINE.to_vec();
    let frame = position(&jpeg, &[0xff, 0xc0]);
    jpeg[frame + 5..frame + 7].copy_from_slice(&huge);
    jpeg[frame + 7..frame + 9].copy_from_slice(&huge);
    let mut progressive = PROGRESSIVE.to_vec();
    let frame = position(&progressive, &[0xff, 0xc2]);
    progressive[frame + 5..frame + 7].copy_from_slice(&huge);
    progressive[frame + 7..frame + 9].copy_from_slice(&huge);
    let mut jp2 = PORTRAITS[0].to_vec();
    let size = position(&jp2, &[0xff, 0x51]);
    for at in [size + 6, size + 10] {
        jp2[at..at + 4].copy_from_slice(&10_000_u32.to_be_bytes());
    }
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(10_000_u32.to_be_bytes());
    header.extend(10_000_u32.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    png.truncate(12);
    png.extend(&header);
    png.extend(crc(&header).to_be_bytes());
    png.extend(b"\0\0\0\0IDAT");
    for bytes in [jpeg, progressive, jp2, png] {
        let begin = Instant::now();
        assert_eq!(
            decode(&bytes, Limits::FRAME).unwrap_err(),
            DecodeError::TooManyPixels {
                width: 10_000,
                height: 10_000,
                limit: Limits::FRAME.pixels
            }
        );
        assert!(begin.elapsed() < Duration::from_millis(200));
    }
}

#[test]
fn more_behind_the_picture_than_fits_is_not_unpacked_for_long() {
    // A picture of 1 × 1 whose compressed data goes on for 60 MB.
    let mut packed = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut packed, 6_000, 10_000);
    encoder.set_color(::png::ColorType::Grayscale);
    encoder.set_compression(::png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    let row = vec![0; 6_000];
    for _ in 0..10_000 {
        std::io::Write::write_all(&mut stream, &row).unwrap();
    }
    stream.finish().unwrap();
    drop(writer);
    assert!(packed.len() < 1 << 20, "{}", packed.len());
    packed[16..20].copy_from_slice(&1_u32.to_be_bytes());
    packed[20..24].copy_from_slice(&1_u32.to_be_bytes());
    let sum = crc(&packed[12..29]);
    packed[29..33].copy_from_slice(&sum.to_be_bytes());
    let begin = Instant::now();
    let _ = decode(
        &packed,
        Limits {
            bytes: packed.len(),
            ..Limits::FRAME
        },
    );
    assert!(begin.elapsed() < LONG, "{:?}", begin.elapsed());
}

#[test]
fn a_codestream_may_not_ask_for_thousands() {
    let stream = TILES;
    let size = position(stream, &[0xff, 0x51]);
    let coding = position(stream, &[0xff, 0x52]);
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = stream.to_vec();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        decode(&changed, Limits::FRAME).unwrap_err()
    };
    // Tiles of one pixel; 16 384 channels; 38 bits; 65 535 layers; 32 levels; code-blocks of 4 × 4.
    for (at, bytes) in [
        (size + 22, &[0, 0, 0, 1, 0, 0, 0, 1][..]),
        (size + 38, &[0x40, 0]),
        (size + 40, &[37]),
        (coding + 6, &[0xff, 0xff]),
        (coding + 9, &[32]),
        (coding + 10, &[0, 0]),
    ] {
        let error = with(at, bytes);
        assert!(matches!(error, DecodeError::Unsupported { .. }), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_panic(
        which in 0_usize..9,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = all().swap_remove(which);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let begin = Instant::now();
        let _ = decode(&bytes, Limits::CARD_PHOTO);
        prop_assert!(begin.elapsed() < LONG);
    }

    #[test]
    fn changed_headers_never_panic(
        which in 0_usize..9,
        changes in prop::collection::vec((0_usize..250, 0_u8..8), 1..6),
    ) {
        let mut bytes = all().swap_remove(which);
        for (at, bit) in changes {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        let begin = Instant::now();
        let _ = decode(&bytes, Limits::CARD_PHOTO);
        prop_assert!(begin.elapsed() < LONG);
    }

    #[test]
    fn noise_never_panics(which in 0_usize..9, mut bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let start = all().swap_remove(which);
        bytes.splice(0..0, start[..24].iter().copied());
        let _ = decode(&bytes, Limits::CARD_PHOTO);
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
        .unwrap()
}

/// CRC-32 of PNG.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            }
        })
    })
}
