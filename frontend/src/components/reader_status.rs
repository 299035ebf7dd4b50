//! The readers and what lies on them.

use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::{Reader, Readers};

/// One line for each reader; says so when there is none or the card service is down.
#[component]
pub fn ReaderStatus(
    /// As last told.
    #[prop(into)]
    readers: Signal<Readers>,
) -> impl IntoView {
    let fault = Signal::derive(move || readers.with(problem).map(Fault::from));
    let lines = move || readers.get().list.into_iter().map(line).collect_view();
    view! {
        <section class="panel stack" aria-labelledby="readers-title">
            <h2 id="readers-title">{t(Message::READERS_TITLE)}</h2>
            <ProblemPanel fault />
            <ul class="rows plain" aria-live="polite">
                {lines}
            </ul>
        </section>
    }
}

fn line(reader: Reader) -> impl IntoView {
    let (class, message) = match reader.card {
        None => ("state", Message::READER_EMPTY),
        Some(card) if card.in_use => ("state warn", Message::READER_IN_USE),
        Some(_) => ("state good", Message::READER_CARD),
    };
    view! {
        <li>
            <span class="who">{reader.name}</span>
            <span class=class>{t(message)}</span>
        </li>
    }
}

fn problem(readers: &Readers) -> Option<ErrorCode> {
    let none = readers.list.is_empty().then_some(ErrorCode::ReaderNone);
    readers.problem.or(none)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_service_is_named_before_a_missing_reader() {
        let mut readers = Readers::default();
        assert_eq!(problem(&readers), Some(ErrorCode::ReaderNone));
        readers.problem = Some(ErrorCode::PcscDown);
        assert_eq!(problem(&readers), Some(ErrorCode::PcscDown));
    }
}
