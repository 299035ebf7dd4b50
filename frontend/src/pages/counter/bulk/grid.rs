//! The grid: of any length, with only what is in sight in the page, and the row that is gone to. Scrolling asks nothing of what grows
//! with the number of rows.

use super::find::Shown;
use super::pool::{COLUMNS, Line, Pool, px, row_id, row_of};
use super::row::Cells;
use super::window::{ROW_PX, Window, scroll_to};
use super::{export, said, says};
use crate::components::redraw::{redraw, text};
use crate::format;
use crate::locale::Locale;
use crate::runner::bulk::BulkRunner;
use crate::text::Message;
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use madoguchi_shared::Language;
use madoguchi_shared::backend::bulk::RowWorth;

const HEADS: [Message; COLUMNS] = [
    Message::BULK_COL_ROW,
    Message::BULK_COL_STATE,
    Message::BULK_COL_NAME,
    Message::BULK_COL_BIRTH,
    Message::BULK_COL_PAYER,
    Message::BULK_COL_RECIPIENT,
    Message::BULK_COL_ISSUE,
    Message::BULK_COL_PAYS,
];

/// Where the list is: what its rows are drawn by.
#[derive(Clone, Copy)]
struct Place {
    scroller: NodeRef<Div>,
    lines: NodeRef<Div>,
    /// How far it is scrolled, and its height, CSS pixels; measured when it may be another: to measure makes the browser lay out the
    /// page.
    seen: StoredValue<[i32; 2]>,
    /// The row that is gone to.
    active: RwSignal<usize>,
}

impl Place {
    fn measure(self) {
        if let Some(element) = self.scroller.get_untracked() {
            self.seen
                .set_value([element.scroll_top(), element.client_height()]);
        }
    }

    /// The rows in the page, of so many; the one that is gone to stays.
    fn rows(self, count: usize) -> Vec<usize> {
        let [scrolled, height] = self.seen.get_value();
        let Window { first, end } = Window::of(scrolled, height, count);
        let mut rows: Vec<usize> = (first..end).collect();
        let active = self.active.get_untracked();
        if let Err(at) = rows.binary_search(&active)
            && active < count
        {
            rows.insert(at, active);
        }
        rows
    }

    /// Goes to another row; gives whether the key does so.
    fn go(self, key: &str, count: usize) -> bool {
        let [_, height] = self.seen.get_value();
        let last = count.saturating_sub(1);
        let page = usize::try_from((height / ROW_PX - 1).max(1)).unwrap_or(1);
        let now = self.active.get_untracked().min(last);
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
        if let Some(element) = self.scroller.get_untracked()
            && let Some(top) = scroll_to(to, element.scroll_top(), element.client_height(), ROW_PX)
        {
            element.set_scroll_top(top);
        }
        self.measure();
        self.active.set(to);
        true
    }
}

#[component]
pub(super) fn Grid(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let runner = BulkRunner::here();
    let locale = Locale::here();
    let place = Place {
        scroller: NodeRef::new(),
        lines: NodeRef::new(),
        seen: StoredValue::new([0, 0]),
        active: RwSignal::new(0),
    };
    let pool = StoredValue::new_local(Pool::default());
    let words = [RowWorth::Valid, RowWorth::Invalid, RowWorth::Error].map(|worth| says(export::worth(worth)));
    let draw = move || {
        let Some(lines) = place.lines.get_untracked() else {
            return;
        };
        let (count, language, version) = untrack(|| (shown.count(), locale.language(), shown.version()));
        let words = words.map(|word| word.get_untracked());
        let read = |at| line(runner, shown, at, language, &words);
        let (rows, active) = (place.rows(count), place.active.get_untracked());
        pool.update_value(|pool| {
            // Refused only for elements that are no elements of the page.
            let _ = pool.show(&lines, &rows, active, (version, language), read);
        });
    };
    Effect::new(move || {
        place.scroller.track();
        place.measure();
    });
    // Something else is looked for: from the top.
    Effect::new(move |before: Option<()>| {
        let _ = shown.wanted();
        if before.is_some()
            && let Some(element) = place.scroller.get_untracked()
        {
            element.set_scroll_top(0);
            place.measure();
            place.active.set(0);
        }
    });
    Effect::new(move || {
        place.lines.track();
        let _ = (
            shown.count(),
            shown.version(),
            locale.language(),
            place.active.get(),
        );
        draw();
    });
    let on_scroll = move |_| {
        place.measure();
        draw();
    };
    let on_key = move |event: KeyboardEvent| {
        if place.go(&event.key(), untrack(|| shown.count())) {
            event.prevent_default();
        }
    };
    let on_press = move |event: leptos::ev::MouseEvent| {
        if let Some(row) = row_of(&event) {
            place.active.set(row);
        }
    };
    let heads = redraw(move || {
        let head = |(at, message): (usize, Message)| {
            view! { <div role="columnheader" aria-colindex=(at + 1).to_string()>{said(message, &[])}</div> }
        };
        HEADS.into_iter().enumerate().map(head).collect_view().into_any()
    });
    let row_count = text(move || (shown.count() + 1).to_string());
    // Set by the program, not written into the page: the content security policy takes no style attribute.
    let tall = text(move || px(shown.count()));
    let active_id = Memo::new(move |_| {
        let active = place.active.get();
        if active < shown.count() {
            row_id(active)
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
            aria-colcount=COLUMNS.to_string()
            aria-activedescendant=text(move || active_id.get())
            node_ref=place.scroller
            on:scroll=on_scroll
            on:keydown=on_key
        >
            <div role="rowgroup" class="heads">
                <div role="row" aria-rowindex="1">{heads}</div>
            </div>
            <div role="rowgroup" class="lines" style:height=tall node_ref=place.lines on:click=on_press></div>
        </div>
    }
}

/// What the row at a place of the list says; its line is read here, and kept nowhere.
fn line(runner: BulkRunner, shown: Shown, at: usize, language: Language, words: &[String; 3]) -> Line {
    let row = shown.row(at);
    let (before, cells) = runner.with_lines(|lines| {
        let read = row.and_then(|row| lines.row(row));
        (lines.before(), Cells::of(read.as_ref()))
    });
    let number = row
        .and_then(|row| u64::try_from(row).ok())
        .map(|row| (before + row + 1).to_string());
    let (class, word) = match cells.worth() {
        RowWorth::Valid => ("state good", &words[0]),
        RowWorth::Invalid => ("state warn", &words[1]),
        // Why stands in the list of what was not registered, too.
        RowWorth::Error => ("state bad", &words[2]),
    };
    let birth = format::short_day(&cells.birth, language);
    Line {
        texts: [
            number.unwrap_or_default(),
            word.clone(),
            cells.name,
            birth,
            cells.payer,
            cells.recipient,
            cells.issue,
            cells.pays,
        ],
        class,
        reason: cells.reason,
    }
}
