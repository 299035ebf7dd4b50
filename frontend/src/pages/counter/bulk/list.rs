//! The rows that came: search, filter, export, and the grid.

use super::find::{Shown, Wanted};
use super::grid::Grid;
use super::{export, row, said, says};
use crate::components::redraw::{text, when};
use crate::runner::bulk::BulkRunner;
use crate::runner::bulk::lines::Lines;
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::backend::bulk::RowWorth;

/// Search, filter, export, and the grid.
#[component]
pub(super) fn List() -> impl IntoView {
    let runner = BulkRunner::here();
    let shown = Shown::new();
    let filters = [
        None,
        Some(RowWorth::Valid),
        Some(RowWorth::Invalid),
        Some(RowWorth::Error),
    ];
    let filters = filters.map(|worth| filter(shown, worth)).collect_view();
    let found = text(move || said(Message::BULK_FOUND, &[("found", &shown.count().to_string())]));
    // Said aloud when something was looked for, not with everything that comes.
    let aloud = text(move || {
        let looked = shown.wanted() != Wanted::default();
        if looked { found.get() } else { String::new() }
    });
    let before = runner.with_lines(Lines::before);
    let exporting = RwSignal::new(false);
    let export = move |_| {
        let words = [RowWorth::Valid, RowWorth::Invalid, RowWorth::Error]
            .map(|worth| said(export::worth(worth), &[]));
        let head = export::head();
        exporting.set(true);
        spawn_local(async move {
            export::export(runner, shown, head, words).await;
            exporting.try_set(false);
        });
    };
    view! {
        <section class="stack" aria-labelledby="bulk-list">
            <h3 id="bulk-list">{says(Message::BULK_LIST)}</h3>
            {when(move || before > 0, move || {
                let row = (before + 1).to_string();
                view! { <p class="quiet">{said(Message::BULK_LIST_FROM, &[("row", &row)])}</p> }.into_any()
            })}
            <div class="find">
                <div class="field">
                    <label for="bulk-search">{says(Message::BULK_SEARCH)}</label>
                    <input
                        type="search"
                        id="bulk-search"
                        autocomplete="off"
                        spellcheck="false"
                        on:input=move |event| {
                            let typed = row::wanted(&event_target_value(&event));
                            shown.want(|wanted| wanted.text = typed);
                        }
                    />
                </div>
                <div class="filters" role="group" aria-label=says(Message::BULK_FILTER)>{filters}</div>
                <p class="number">{found}</p>
                <p class="visually-hidden" role="status">{aloud}</p>
            </div>
            <p id="bulk-keys" class="visually-hidden">{says(Message::BULK_LIST_KEYS)}</p>
            <Grid shown />
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    aria-describedby="bulk-export"
                    disabled=exporting
                    on:click=export
                >
                    {says(Message::BULK_EXPORT)}
                </button>
                <p id="bulk-export" class="quiet">{says(Message::BULK_EXPORT_TEXT)}</p>
            </div>
        </section>
    }
}

fn filter(shown: Shown, worth: Option<RowWorth>) -> AnyView {
    let pressed = text(move || (shown.wanted().worth == worth).to_string());
    let said = says(worth.map_or(Message::BULK_ALL, export::worth));
    view! {
        <button
            type="button"
            class="button"
            aria-pressed=pressed
            on:click=move |_| shown.want(|wanted| wanted.worth = worth)
        >
            {said}
        </button>
    }
    .into_any()
}
