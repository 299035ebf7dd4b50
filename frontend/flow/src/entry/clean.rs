//! What only looks different is made the same, before a field is read.

/// More than any field can take, in bytes: 100 characters of a name with a mark each, and room for spaces.
pub(super) const LONGEST_BYTES: usize = 1024;

/// Full-width letters, digits and signs in half width, any space, tab or line break as one space, invisible marks left out,
/// no space at either end.
pub(super) fn fold(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    for c in typed.chars() {
        match c {
            '！'..='～' => text.extend(char::from_u32(u32::from(c) - 0xFEE0)),
            '−' | '‐'..='―' => text.push('-'),
            c if invisible(c) => {}
            c if c.is_whitespace() => {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            c => text.push(c),
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Marks that show nothing and mean nothing here: joiners, directions (bidi), soft hyphen, byte order mark.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The digits of a text in which only spaces and hyphens stand between them; `None` when there is anything else.
pub(super) fn digits(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            // 長音 is what the hyphen key gives while kana are on.
            ' ' | '-' | 'ー' | 'ｰ' => {}
            _ => return None,
        }
    }
    Some(digits)
}
