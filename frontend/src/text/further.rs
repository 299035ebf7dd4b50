//! The languages that the patient screen speaks besides Japanese and English, a table each. How to add one: `CONTRIBUTING.md`.

mod easy;
mod ko;
mod pt;
mod vi;
mod zh;

use super::Message;
use super::patient::Line;

/// A language of the patient screen alone.
pub struct Further {
    /// The BCP 47 tag, as in `<html lang>`.
    pub tag: &'static str,
    /// What it is called in itself.
    pub name: &'static str,
    text: fn(Line) -> &'static str,
}

impl Further {
    /// やさしい日本語. `simple` is the registered variant for a simplified form of any language; a screen reader goes by `ja`.
    pub const EASY_JA: Self = Self {
        tag: "ja-simple",
        name: "やさしい日本語",
        text: easy::text,
    };

    /// The languages of those who live here but do not read Japanese.
    pub const FOREIGN: [Self; 4] = [
        Self {
            tag: "zh-Hans",
            name: "中文（简体）",
            text: zh::text,
        },
        Self {
            tag: "ko",
            name: "한국어",
            text: ko::text,
        },
        Self {
            tag: "vi",
            name: "Tiếng Việt",
            text: vi::text,
        },
        Self {
            tag: "pt",
            name: "Português",
            text: pt::text,
        },
    ];

    /// The sentence with its places still open; `None` for one that only staff reads.
    pub fn text(&self, message: Message) -> Option<&'static str> {
        message.0.line.map(self.text)
    }
}

/// A table: name as in the table of the patient screen, then the sentence. A missing one does not compile.
macro_rules! translation {
    ($($name:ident $text:literal;)+) => {
        pub(super) fn text(line: crate::text::patient::Line) -> &'static str {
            match line {
                $(crate::text::patient::Line::$name => $text,)+
            }
        }
    };
}
use translation;

#[cfg(test)]
mod tests;
