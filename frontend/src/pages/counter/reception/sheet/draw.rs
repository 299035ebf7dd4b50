//! Draws a step.

use super::super::changes;
use super::super::coverage::{CoverageView, Standings};
use super::{Button, Cell, Choice, Does, Part, Say, Sheet};
use crate::api::Fault;
use crate::components::redraw::{flag, text};
use crate::components::{Heading, ProblemPanel};
use crate::desk::printing::{Carried, Carry};
use crate::lazy;
use crate::locale::{Locale, t};
use crate::pages::counter::print;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;

/// The step as it is seen.
pub(in super::super) fn draw(sheet: Sheet) -> AnyView {
    sheet.into_iter().map(part).collect_view().into_any()
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Title(say) => view! { <Heading inner=true text=said(say) /> }.into_any(),
        Part::DescribedTitle(say, by) => {
            view! { <Heading inner=true text=said(say) described_by=by /> }.into_any()
        }
        Part::Live(id, sheet) => {
            view! { <div id=id class="stack" aria-live="polite">{draw(sheet)}</div> }.into_any()
        }
        Part::Text(say) => paragraph("", say),
        Part::Quiet(say) => paragraph("quiet", say),
        Part::Notice(say) => paragraph("notice", say),
        Part::Working(say) => {
            view! { <div class="working" role="progressbar" aria-label=said(say)></div> }.into_any()
        }
        Part::Problem(code, retry) => {
            let runner = Runner::here();
            let fault = Signal::stored(Some(Fault::from(code)));
            if retry {
                let retry = Callback::new(move |()| runner.act(Act::Retry));
                view! { <ProblemPanel fault on_retry=retry /> }.into_any()
            } else {
                view! { <ProblemPanel fault /> }.into_any()
            }
        }
        Part::Changes(changes) => lazy::part(Message::RECEPTION_LOADING, move || {
            lazy!(changes::draw(changes.clone()))
        }),
        Part::Table(head, rows) => {
            let head = head.into_iter().map(|say| (say, None)).collect();
            table(head, rows)
        }
        Part::Choices(choices) => {
            let choices = choices.into_iter().map(choice).collect_view();
            view! { <ul class="rows plain">{choices}</ul> }.into_any()
        }
        Part::Standings(coverage) => view! { <Standings coverage /> }.into_any(),
        Part::Coverage(coverage) => view! { <CoverageView coverage /> }.into_any(),
        Part::Actions(buttons) => {
            let buttons = buttons.into_iter().map(button).collect_view();
            view! { <div class="actions">{buttons}</div> }.into_any()
        }
        Part::View(make) => make(),
    }
}

fn paragraph(class: &'static str, say: Say) -> AnyView {
    view! { <p class=class>{said(say)}</p> }.into_any()
}

fn choice(choice: Choice) -> AnyView {
    let about = choice
        .about
        .into_iter()
        .map(|(say, same)| view! { <span>{said(say)} " " {same.map(mark)}</span> })
        .collect_view();
    let (who, same) = choice.who;
    view! {
        <li>
            <div>
                <p class="who">{who} " " {same.map(mark)}</p>
                <p class="about">{about}</p>
            </div>
            {button(choice.button)}
        </li>
    }
    .into_any()
}

/// A table; what its columns are, with what can be done about one; and the lines, each with its name first.
pub(in super::super) fn table(head: Vec<(Say, Option<AnyView>)>, rows: Vec<Vec<Cell>>) -> AnyView {
    let head = head
        .into_iter()
        .map(|(say, act)| view! { <th scope="col">{said(say)} " " {act}</th> });
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().enumerate().map(|(at, (say, same))| {
            if at == 0 {
                view! { <th scope="row">{said(say)}</th> }.into_any()
            } else {
                view! { <td>{said(say)} " " {same.map(mark)}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="wide">
            <table class="changes compared">
                <thead>
                    <tr>{head.collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn mark(same: bool) -> AnyView {
    let (class, message) = if same {
        ("state good", Message::SAME_MARK)
    } else {
        ("state warn", Message::OTHER_MARK)
    };
    view! { <span class=class>{t(message)}</span> }.into_any()
}

fn button(button: Button) -> AnyView {
    let runner = Runner::here();
    let desk = runner.desk();
    let Button {
        does,
        text,
        label,
        primary,
    } = button;
    let changes = matches!(does, Does::Act(_));
    let id = match &does {
        Does::Print(carried) => Some(match carried.first {
            Carry::Slip => "print-slip",
            Carry::Card => "print-card",
        }),
        Does::Act(_) | Does::Close => None,
    };
    let press = move |_| match &does {
        Does::Act(act) => runner.act((**act).clone()),
        Does::Close => desk.draw(None),
        Does::Print(carried) => {
            let carried = Carried {
                reception: Some(runner.order()),
                ..(**carried).clone()
            };
            let load = move || lazy!(print::carried(carried.clone()));
            desk.print(id.unwrap_or_default(), load);
        }
    };
    view! {
        <button
            type="button"
            id=id
            class=if primary { "button primary" } else { "button" }
            aria-label=label.map(said)
            disabled=flag(move || changes && !desk.holds_lease())
            on:click=press
        >
            {said(text)}
        </button>
    }
    .into_any()
}

fn said(say: Say) -> Signal<String> {
    let locale = Locale::here();
    text(move || say.said(locale.words()))
}
