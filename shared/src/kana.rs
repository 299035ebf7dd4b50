//! 氏名カナ as it is compared: qualification data has small kana in full size, and people type what they hear.

/// Hiragana as katakana, small kana as full size, `・` left out, any hyphen after kana as 長音; all else as it is. Of a text in
/// compatibility form (NFKC): half-width kana are not known.
pub fn by_sound(text: &str) -> String {
    let mut sound = String::with_capacity(text.len());
    let mut after_kana = false;
    for c in text.chars() {
        let c = match katakana(c) {
            '・' => continue,
            '-' | '‐' | '‑' | '–' | '—' | '−' | '―' if after_kana => 'ー',
            c => full_size(c),
        };
        after_kana = is_katakana(c);
        sound.push(c);
    }
    sound
}

/// A letter of katakana or 長音, full-width.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

fn katakana(c: char) -> char {
    /// From ぁ (U+3041) to ァ (U+30A1).
    const DISTANCE: u32 = 0x60;
    match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + DISTANCE).unwrap_or(c),
        _ => c,
    }
}

fn full_size(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_is_one() {
        for (text, sound) in [
            ("しょうじきょうこ", "シヨウジキヨウコ"),
            ("ショウジ キョウコ", "シヨウジ キヨウコ"),
            ("ジョン・スミス", "ジヨンスミス"),
            ("ケリ-", "ケリー"),
            ("ケ・-", "ケー"),
            ("12-34", "12-34"),
            ("山田", "山田"),
        ] {
            assert_eq!(by_sound(text), sound, "{text}");
        }
    }
}
