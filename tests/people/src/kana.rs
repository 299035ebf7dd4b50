//! Full-width katakana to half-width, as the national system writes names on the wire.

/// Full-width katakana whose half-width form is one letter, in the order of [`HALF`].
const FULL: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
const HALF: &str = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ";
/// Letters with a voiced mark, and the letters without it.
const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
const UNVOICED: &str = "カキクケコサシスセソタチツテトハヒフヘホウ";
/// Letters with a half-voiced mark, and the letters without it.
const HALF_VOICED: &str = "パピプペポ";
const PLAIN: &str = "ハヒフヘホ";

/// Half-width katakana with separate voiced marks; the full-width space becomes ASCII space. Other characters stay.
pub fn half_width(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if let Some(plain) = counterpart(letter, VOICED, UNVOICED) {
            out.push(counterpart(plain, FULL, HALF).unwrap_or(plain));
            out.push('ﾞ');
        } else if let Some(plain) = counterpart(letter, HALF_VOICED, PLAIN) {
            out.push(counterpart(plain, FULL, HALF).unwrap_or(plain));
            out.push('ﾟ');
        } else if letter == '\u{3000}' {
            out.push(' ');
        } else {
            out.push(counterpart(letter, FULL, HALF).unwrap_or(letter));
        }
    }
    out
}

fn counterpart(letter: char, from: &str, to: &str) -> Option<char> {
    let position = from.chars().position(|other| other == letter)?;
    to.chars().nth(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_letter() {
        assert_eq!(half_width("モギ　ハナコ"), "ﾓｷﾞ ﾊﾅｺ");
        assert_eq!(half_width("ヴァンペルト・ジュリー"), "ｳﾞｧﾝﾍﾟﾙﾄ･ｼﾞｭﾘｰ");
        assert_eq!(FULL.chars().count(), HALF.chars().count());
        assert_eq!(VOICED.chars().count(), UNVOICED.chars().count());
    }
}
