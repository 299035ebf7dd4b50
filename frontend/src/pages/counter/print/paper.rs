//! What it is printed on. The desk keeps what was chosen last, of each printout; nothing of anybody is in that.

use crate::browser::{self, Keep};
use crate::locale::Locale;
use crate::text::Message;
use leptos::context::Provider;
use leptos::prelude::*;
use madoguchi_shared::Language;

/// A page, as `@page` of the stylesheet has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// A4, upright.
    A4,
    /// Of a roll 80 mm wide, as printers for receipts have it.
    Roll,
    /// A card of 85.6 × 54 mm.
    Card,
}

impl Paper {
    const ALL: [Self; 3] = [Self::A4, Self::Roll, Self::Card];

    /// Name in the stylesheet, and as it is kept.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Roll => "roll",
            Self::Card => "card",
        }
    }

    /// A sheet of it with what `draw` puts there, in Japanese whatever the screen speaks; `kind`: class of the printout.
    pub(super) fn sheet(self, kind: &str, draw: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
        let class = ["printed ", kind, " ", self.tag()].concat();
        let japanese = Locale::here().only(Language::Ja);
        view! {
            <Provider value=japanese>
                <article class=class lang=Language::Ja.tag()>
                    {draw()}
                </article>
            </Provider>
        }
        .into_any()
    }

    /// What it is called.
    pub(super) fn name(self) -> Message {
        match self {
            Self::A4 => Message::ON_A4,
            Self::Roll => Message::ON_ROLL,
            Self::Card => Message::ON_CARD,
        }
    }

    /// What was chosen last for `key` among `offered`, at first the first of these.
    pub(super) fn kept(key: &str, offered: [Self; 2]) -> Self {
        let kept = browser::kept(Keep::Always, key);
        let kept = Self::ALL
            .into_iter()
            .find(|paper| kept.as_deref() == Some(paper.tag()));
        kept.filter(|paper| offered.contains(paper)).unwrap_or(offered[0])
    }

    /// Keeps it for `key`.
    pub(super) fn keep(self, key: &str) {
        browser::keep(Keep::Always, key, Some(self.tag()));
    }
}
