//! A QR code as a path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Modules of white around it, as ISO/IEC 18004 asks for.
const QUIET: i32 = 4;

/// A code that is read although 15 % of it is dirty or worn.
pub(super) struct Qr {
    /// Modules of one side, the white around it included.
    pub(super) side: i32,
    /// Of the dark modules: one stroke for each run of a row.
    pub(super) path: String,
}

/// The code of a text and of nothing else; `None` when it does not fit into any code: some 2,300 bytes do.
pub(super) fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                let (left, top) = (x + QUIET, y + QUIET);
                // Never refused by a text.
                let _ = write!(path, "M{left},{top}h{run}v1h-{run}z");
            }
            x += run + 1;
        }
    }
    Some(Qr {
        side: code.size() + 2 * QUIET,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader of codes makes of the path, drawn with `scale` dots a module.
    fn read(qr: &Qr, scale: usize) -> Vec<String> {
        let side = usize::try_from(qr.side).unwrap();
        let mut dark = vec![false; side * side];
        for run in qr.path.split('M').skip(1) {
            let (left, rest) = run.split_once(',').unwrap();
            let (top, rest) = rest.split_once('h').unwrap();
            let (length, rest) = rest.split_once('v').unwrap();
            assert_eq!(rest, format!("1h-{length}z"));
            let [left, top, length] = [left, top, length].map(|text| text.parse::<usize>().unwrap());
            dark[top * side + left..][..length].fill(true);
        }
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, |x, y| {
            if dark[y / scale * side + x / scale] {
                0
            } else {
                255
            }
        });
        let grids = image.detect_grids();
        grids.into_iter().map(|grid| grid.decode().unwrap().1).collect()
    }

    #[test]
    fn a_reader_gets_the_text_and_nothing_else() {
        let longest = "A-1".repeat(16) + "99";
        for text in ["000001", "2-000007", "annex-2-123456", "B999999", &longest] {
            assert_eq!(read(&qr(text).unwrap(), 4), [text], "{text}");
        }
    }

    #[test]
    fn a_number_is_a_small_code() {
        // Version 1: 21 modules a side.
        assert_eq!(qr("000001").unwrap().side, 21 + 2 * QUIET);
        assert_eq!(qr("annex-2-123456").unwrap().side, 21 + 2 * QUIET);
        assert!(qr(&"x".repeat(3000)).is_none());
    }
}
