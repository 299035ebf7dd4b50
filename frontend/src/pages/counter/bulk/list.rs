//! The rows: a grid of any length, of which only what is in sight is in the page.

use super::find::{Shown, Wanted};
use super::row::Cells;
use super::window::{ROW_PX, Window, scroll_to};
use super::{export, said, says};
use crate::components::redraw::{flag, redraw, text, when};
use crate::format;
use crate::locale::Locale;
use crate::runner::bulk::BulkRunner;
use crate::runner::bulk::lines::Lines;
use crate::text::Message;
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::backend::bulk::RowWorth;

const COLUMNS: [Message; 8] = [
    Message::BULK_COL_ROW,
    Message::BULK_COL_STATE,
    Message::BULK_COL_NAME,
    Message::BULK_COL_BIRTH,
    Message::BULK_COL_PAYER,
    Message::BULK_COL_RECIPIENT,
    Message::BULK_COL_ISSUE,
    Message::BULK_COL_PAYS,
];

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
                            let typed = event_target_value(&event);
                            shown.want(|wanted| wanted.text = typed.split_whitespace().collect());
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
                    disabled=flag(move || exporting.get())
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

#[component]
fn Grid(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let scroller = NodeRef::<Div>::new();
    let scrolled = RwSignal::new(0);
    let height = RwSignal::new(0);
    let active = RwSignal::new(0_usize);
    let window = Memo::new(move |_| Window::of(scrolled.get(), height.get(), shown.count()));
    let measure = move || {
        if let Some(element) = scroller.get_untracked() {
            scrolled.set(element.scroll_top());
            height.set(element.client_height());
        }
    };
    Effect::new(move || {
        scroller.track();
        measure();
    });
    // Something else is looked for: from the top.
    Effect::new(move |before: Option<()>| {
        let _ = shown.wanted();
        if before.is_some()
            && let Some(element) = scroller.get_untracked()
        {
            element.set_scroll_top(0);
            active.set(0);
            measure();
        }
    });
    let go = move |key: &str| -> bool {
        let last = untrack(|| shown.count()).saturating_sub(1);
        let page = usize::try_from((height.get_untracked() / ROW_PX - 1).max(1)).unwrap_or(1);
        let now = active.get_untracked().min(last);
        let to = match key {
            "ArrowDown" => now + 1,
            "ArrowUp" => now.saturating_sub(1),
            "PageDown" => now + page,
            "PageUp" => now.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            _ => return false,
        };
        let to = to.min(last);
        if let Some(element) = scroller.get_untracked()
            && let Some(top) = scroll_to(to, element.scroll_top(), element.client_height(), ROW_PX)
        {
            element.set_scroll_top(top);
        }
        measure();
        active.set(to);
        true
    };
    let on_key = move |event: KeyboardEvent| {
        if go(&event.key()) {
            event.prevent_default();
        }
    };
    let rows = redraw(move || {
        let Window { first, end } = window.get();
        let locale = Locale::here();
        let _ = locale.language();
        (first..end)
            .map(|at| grid_row(shown, at, active))
            .collect_view()
            .into_any()
    });
    let heads = redraw(move || {
        let head = |(at, message): (usize, Message)| {
            view! { <div role="columnheader" aria-colindex=(at + 1).to_string()>{said(message, &[])}</div> }
        };
        COLUMNS
            .into_iter()
            .enumerate()
            .map(head)
            .collect_view()
            .into_any()
    });
    let row_count = text(move || (shown.count() + 1).to_string());
    // Set by the program, not written into the page: the content security policy takes no style attribute.
    let tall = text(move || px(shown.count()));
    let active_id = text(move || {
        let (at, Window { first, end }) = (active.get(), window.get());
        if (first..end).contains(&at) {
            row_id(at)
        } else {
            String::new()
        }
    });
    view! {
        <div
            class="grid"
            role="grid"
            tabindex="0"
            aria-labelledby="bulk-list"
            aria-describedby="bulk-keys"
            aria-rowcount=row_count
            aria-colcount=COLUMNS.len().to_string()
            aria-activedescendant=active_id
            node_ref=scroller
            on:scroll=move |_| measure()
            on:keydown=on_key
        >
            <div role="rowgroup" class="heads">
                <div role="row" aria-rowindex="1">{heads}</div>
            </div>
            <div role="rowgroup" class="lines" style:height=tall>{rows}</div>
        </div>
    }
}

/// Height of so many rows.
fn px(rows: usize) -> String {
    let row = usize::try_from(ROW_PX).unwrap_or_default();
    format!("{}px", rows.saturating_mul(row))
}

fn row_id(at: usize) -> String {
    format!("bulk-row-{at}")
}

fn grid_row(shown: Shown, at: usize, active: RwSignal<usize>) -> AnyView {
    let runner = BulkRunner::here();
    let language = Locale::here().language();
    let row = shown.row(at);
    let (before, cells) = runner.with_lines(|lines| {
        let read = row.and_then(|row| lines.row(row));
        (lines.before(), Cells::of(read.as_ref()))
    });
    let number = row
        .and_then(|row| u64::try_from(row).ok())
        .map(|row| before + row + 1);
    let (class, worth) = match cells.worth() {
        RowWorth::Valid => ("state good", Message::BULK_VALID),
        RowWorth::Invalid => ("state warn", Message::BULK_INVALID),
        RowWorth::Error => ("state bad", Message::BULK_ERROR),
    };
    // Why it is in error stands in the list of what was not registered.
    let state = said(worth, &[]);
    let number = number.map(|number| number.to_string()).unwrap_or_default();
    let birth = format::short_day(&cells.birth, language);
    let rest = [birth, cells.payer, cells.recipient, cells.issue, cells.pays];
    let rest = rest
        .into_iter()
        .map(|text| view! { <div role="gridcell" class="number">{text}</div> })
        .collect_view();
    let selected = text(move || (active.get() == at).to_string());
    view! {
        <div
            role="row"
            id=row_id(at)
            aria-rowindex=(at + 2).to_string()
            aria-selected=selected
            style:top=px(at)
            on:click=move |_| active.set(at)
        >
            <div role="gridcell" class="number">{number}</div>
            <div role="gridcell" title=cells.reason><span class=class>{state}</span></div>
            <div role="gridcell">{cells.name}</div>
            {rest}
        </div>
    }
    .into_any()
}
