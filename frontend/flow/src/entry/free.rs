//! 記号・番号 and 氏名: free text within bounds.

use super::Slip;

/// Characters of 記号 and of 番号 (`domain.md` §1.5).
const LONGEST_SYMBOL: usize = 20;

/// Characters of 氏名.
const LONGEST_NAME: usize = 100;

/// 記号 or 番号: letters, digits, kanji, kana, hyphens; spaces left out.
pub(super) fn symbol(text: &str) -> Result<String, Slip> {
    let mut symbol = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => {}
            // 長音 is what the hyphen key gives while kana are on; after kana it is 長音.
            'ー' | 'ｰ' if symbol.chars().next_back().is_none_or(|before| before.is_ascii()) => {
                symbol.push('-');
            }
            '-' | '.' | '/' | '0'..='9' | 'A'..='Z' | 'a'..='z' | '・' | '･' => symbol.push(c),
            c if japanese(c) => symbol.push(c),
            _ => return Err(Slip::Character),
        }
    }
    bounded(symbol, LONGEST_SYMBOL)
}

/// A name in kanji, kana or Latin letters. ● and 〓 stand for what a machine could not print.
pub(super) fn name(text: &str) -> Result<String, Slip> {
    let of_a_name = |c| {
        japanese(c)
            || matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
            || matches!(
                c,
                ' ' | '-' | '.' | ',' | '\'' | '’' | '(' | ')' | '●' | '〓' | '゛' | '゜'
            )
    };
    // A name of marks alone is none.
    if !text.chars().all(of_a_name) || !text.chars().any(|c| japanese(c) || c.is_ascii_alphabetic()) {
        return Err(Slip::Character);
    }
    bounded(text.to_owned(), LONGEST_NAME)
}

/// Kana, kanji of every plane, 々〆〇, and the selectors that choose the form of a kanji.
fn japanese(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe00}'..='\u{fe0f}' | '\u{ff65}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}' | '\u{e0100}'..='\u{e01ef}')
}

fn bounded(text: String, longest: usize) -> Result<String, Slip> {
    if text.chars().count() > longest {
        Err(Slip::TooLong)
    } else {
        Ok(text)
    }
}
