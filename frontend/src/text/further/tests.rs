use super::*;
use crate::text::patient::PATIENT;
use crate::text::tests::places;
use madoguchi_shared::Language;

fn languages() -> impl Iterator<Item = &'static Further> {
    [&Further::EASY_JA].into_iter().chain(&Further::FOREIGN)
}

fn each(check: impl Fn(&str, &Further, &str, Message)) {
    for (name, message) in PATIENT {
        for further in languages() {
            let text = further.text(*message).unwrap();
            check(
                &format!("{name}, {}: {text}", further.tag),
                further,
                text,
                *message,
            );
        }
    }
}

#[test]
fn every_sentence_has_the_same_places_in_each_language() {
    each(|about, _, text, message| {
        assert!(!text.trim().is_empty(), "{about}");
        assert_eq!(places(text), places(message.text(Language::Ja)), "{about}");
    });
}

#[test]
fn each_sentence_is_said_in_its_own_language() {
    each(|about, further, text, message| {
        // A unit of one character may be the same in two of them.
        if text.chars().count() > 1 {
            for language in Language::ALL {
                assert_ne!(text, message.text(language), "{about}");
            }
            let twins = languages().filter(|other| other.text(message) == Some(text));
            assert_eq!(twins.count(), 1, "{about}");
        }
        if further.tag != Further::EASY_JA.tag {
            let rest = without_quotes(text);
            assert!(!rest.contains(is_kana), "{about}");
            let korean = rest.contains(is_hangul);
            let (latin, chinese) = (["vi", "pt"].contains(&further.tag), further.tag == "zh-Hans");
            assert_eq!(korean, further.tag == "ko", "{about}");
            assert!(
                !latin || rest.contains(|c: char| c.is_ascii_alphabetic()),
                "{about}"
            );
            assert!(!chinese || rest.contains(is_han), "{about}");
        }
    });
}

#[test]
fn nothing_names_a_scheme() {
    each(|about, _, text, _| {
        let text = text.to_lowercase();
        for word in [
            // やさしい日本語, 中文
            "資格",
            "扶助",
            "保険",
            "ほけん",
            "保护",
            "生活保",
            "券",
            "保险",
            "资格",
            "救助",
            "医疗",
            // 한국어
            "보험",
            "급여",
            "자격",
            "부조",
            "보호",
            // Tiếng Việt
            "bảo hiểm",
            "trợ cấp",
            "cứu trợ",
            "phúc lợi",
            // Português
            "seguro",
            "assistência",
            "auxílio",
            "benefício",
        ] {
            assert!(!text.contains(word), "{about}");
        }
    });
}

#[test]
fn easy_japanese_keeps_words_apart_and_sentences_short() {
    for (name, message) in PATIENT {
        let text = Further::EASY_JA.text(*message).unwrap();
        for sentence in text.split_inclusive('。') {
            assert!(sentence.chars().count() <= 45, "{name}: {sentence}");
            let longest = sentence.split(' ').map(|words| words.chars().count()).max();
            assert!(longest.is_some_and(|longest| longest <= 20), "{name}: {sentence}");
        }
        for hard in ["職員", "認証", "入力", "照合", "有効期限", "お声がけ"] {
            assert!(!text.contains(hard), "{name}: {text}");
        }
    }
}

#[test]
fn tags_and_names_are_their_own() {
    let tags = Language::ALL
        .map(Language::tag)
        .into_iter()
        .chain(languages().map(|l| l.tag));
    let mut tags: Vec<_> = tags.collect();
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags, ["en", "ja", "ja-simple", "ko", "pt", "vi", "zh-Hans"]);
}

/// What stands in 「」 or brackets is as it is written on the card or a button.
fn without_quotes(text: &str) -> String {
    let mut depth = 0_u32;
    let mut rest = String::new();
    for c in text.chars() {
        match c {
            '「' | '（' | '(' => depth += 1,
            '」' | '）' | ')' => depth -= 1,
            c if depth == 0 => rest.push(c),
            _ => {}
        }
    }
    rest
}

fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{30ff}').contains(&c)
}

fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
