//! Keys for comparing names: what merely looks different on two papers is the same, and nothing more. Variants of
//! a kanji stay different: the receptionist sees both and decides.

use madoguchi_shared::kana;
use unicode_normalization::UnicodeNormalization as _;

/// Key of a 氏名: width folded (NFKC), spaces left out, upper case as lower.
pub fn name_key(name: &str) -> String {
    let folded = name.nfkc().filter(|c| !c.is_whitespace());
    // Once more: a letter that was made small, or lost its space, may now join the mark after it.
    folded.flat_map(char::to_lowercase).nfkc().collect()
}

/// Key of a 氏名カナ: as [`name_key`], and by its sound, see [`kana::by_sound`].
pub fn kana_key(kana: &str) -> String {
    kana::by_sound(&name_key(kana))
}

/// A 診察券番号 as it was typed, or read from a card while kana are on: width folded (NFKC), spaces left out, any hyphen as `-`.
pub fn patient_number(typed: &str) -> String {
    let folded = typed.nfkc().filter(|c| !c.is_whitespace());
    folded
        .map(|c| match c {
            '‐' | '‑' | '–' | '—' | '−' | '―' | 'ー' => '-',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_one_in_any_width() {
        for typed in ["2-000007", "２－０００００７", " 2−000007\t", "２ー０００００７"] {
            assert_eq!(patient_number(typed), "2-000007", "{typed}");
        }
        // Two desks may have prefixes that differ in case alone.
        assert_eq!(patient_number("B000007"), "B000007");
    }

    #[test]
    fn width_spaces_and_small_kana_do_not_count() {
        let key = kana_key("シヨウジ キヨウコ");
        for same in ["ｼｮｳｼﾞ ｷｮｳｺ", "ショウジ　キョウコ", "しょうじきょうこ", "ｼﾖｳｼﾞｷﾖｳｺ"]
        {
            assert_eq!(kana_key(same), key, "{same}");
        }
        assert_eq!(kana_key("ｼﾞﾖﾝ･ｽﾐｽ"), kana_key("ジョン スミス"));
        assert_eq!(kana_key("ケリ-"), kana_key("ｹﾘｰ"));
        assert_eq!(name_key("山田　花子"), name_key("山田 花子"));
        assert_eq!(name_key("ＪＯＨＮ Smith"), name_key("john SMITH"));
        // Folding leaves a capital and a mark that have no joint letter; the small one has.
        assert_eq!(name_key("K´"), "ḱ");
    }

    #[test]
    fn different_names_stay_different() {
        assert_ne!(name_key("髙橋 花子"), name_key("高橋 花子"));
        assert_ne!(kana_key("ハハ"), kana_key("ババ"));
        assert_ne!(kana_key("オノ"), kana_key("オオノ"));
        assert_ne!(kana_key("ユキ"), kana_key("ユーキ"));
    }

    proptest! {
        #[test]
        fn keys_are_stable(name in any::<String>()) {
            let key = name_key(&name);
            prop_assert_eq!(name_key(&key), key);
            let key = kana_key(&name);
            prop_assert!(!key.contains(char::is_whitespace));
        }
    }
}
