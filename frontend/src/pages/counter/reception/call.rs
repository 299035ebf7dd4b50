//! 電話照会: whom to call, what to say there, and what was answered.

use super::sheet::Part;
use crate::components::Early;
use crate::components::free_text::{FreeText, free_text, too_long};
use crate::components::redraw::{flag, redraw, text};
use crate::desk::Desk;
use crate::desk::printing::{CallSheet, CalledAbout};
use crate::lazy::{Drawn, drawn};
use crate::locale::{Locale, t};
use crate::pages::counter::print;
use crate::runner::Runner;
use crate::text::{Message, Words};
use crate::{browser, clock, lazy};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_flow::Act;
use madoguchi_flow::coverage::{Coverage, Standing};
use madoguchi_shared::bridge::his::{Call, CallAnswer};
use madoguchi_shared::qualification::QualificationResult;
use madoguchi_shared::terms::Term;
use madoguchi_shared::{Language, Redacted, Scheme};

/// Id of the button for the sheet.
const PRINT: &str = "print-call";

/// Calls of one reception that the bridge keeps.
const MOST: usize = 20;

/// The sheet for the call and what was answered; `None` where nothing is 未委託. `open`: it is what is to be done now;
/// `stays`: the step is the same after an answer.
pub(super) fn sheet(coverage: &Coverage, open: bool, stays: bool) -> Option<Part> {
    let asked = coverage
        .qualifications
        .iter()
        .find(|q| q.standing == Standing::Unentrusted)?;
    Some(about(asked.result.clone(), asked.scheme, open, stays))
}

/// The same about what is known of somebody: a qualification that was lost, or what stands on a paper.
pub(super) fn about(result: QualificationResult, scheme: Scheme, open: bool, stays: bool) -> Part {
    let called = CalledAbout::of(&result);
    let office = result.insurer_name.unwrap_or_default();
    let load = move || lazy!(draw(called.clone(), office.clone(), scheme, open, stays));
    Part::View(Box::new(move || lazy::part(Message::RECEPTION_LOADING, load)))
}

/// What the answer is called.
pub(in crate::pages::counter) fn answer_name(answer: CallAnswer) -> Message {
    match answer {
        CallAnswer::Usable => Message::CALL_USABLE,
        CallAnswer::NotUsable => Message::CALL_NOT_USABLE,
        CallAnswer::CallBack => Message::CALL_BACK,
    }
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(call, fallible, wasm_split_path = leptos::wasm_split)
)]
fn draw(about: CalledAbout, office: String, scheme: Scheme, open: bool, stays: bool) -> Drawn {
    let locale = Locale::here();
    let runner = Runner::here();
    let calls = runner.calls();
    // A call that was begun before the reception was left goes on as it was.
    let begun = runner.desk().draft(&runner.reception()).call_to(scheme);
    let [office, telephone, ..] =
        begun.unwrap_or_else(|| [office, String::new(), String::new(), String::new()]);
    let (office, telephone) = (RwSignal::new(office), RwSignal::new(telephone));
    offer_number(runner.desk(), office, telephone);
    // Drawn anew after each call: empty, and a second press falls into the void.
    let whom = text(move || locale.words_of(scheme).word(Term::Payer).to_owned());
    let before = StoredValue::new(None::<usize>);
    let form = redraw(move || {
        let made = calls.with(Vec::len);
        let was = before.get_value();
        before.set_value(Some(made));
        if stays && was.is_some_and(|was| was < made) {
            // The button that was pressed is gone.
            browser::focus(".call summary");
        }
        if made < MOST {
            form(runner, scheme, whom, office, telephone, made)
        } else {
            view! { <p class="notice">{t(Message::CALLS_FULL)}</p> }.into_any()
        }
    });
    let title = text(move || locale.words_of(scheme).say(Message::CALL_TITLE));
    let of = about.clone();
    let press = move |_| {
        let sheet = CallSheet {
            scheme,
            reception: runner.order().0,
            whom: [office, telephone].map(|typed| typed.get_untracked()).into(),
            about: of.clone(),
            calls: calls.get_untracked(),
        };
        let load = move || lazy!(print::call_sheet(sheet.clone()));
        runner.desk().print(PRINT, load);
    };
    let print_it = view! {
        <p>
            <button type="button" id=PRINT class="button" on:click=press>
                {t(Message::PRINT_CALL_SHEET)}
            </button>
        </p>
    };
    let ask = match scheme {
        Scheme::MedicalAssistance => Message::CALL_ASK,
        Scheme::HealthInsurance => Message::CALL_ASK_INSURER,
    };
    let sheet = view! {
        <details class="call" open=open>
            <summary class="cap">{title}</summary>
            <p>{t(ask)}</p>
            <p class="quiet">{t(Message::CALL_SAY_LABEL)}</p>
            {wording(runner.desk(), scheme, about)}
            {print_it}
            {form}
            <div aria-live="polite">{redraw(move || made(calls.get()))}</div>
        </details>
    };
    drawn(sheet.into_any())
}

/// The number that was typed the last time, unless one stands there already.
fn offer_number(desk: Desk, office: RwSignal<String>, telephone: RwSignal<String>) {
    spawn_local(async move {
        // Without them the number is looked up and typed.
        let known = desk.bridge().offices().await.unwrap_or_default().offices;
        let Some(name) = office.try_get_untracked() else {
            return;
        };
        let found = known.into_iter().find(|known| known.name == name.trim());
        if let Some(found) = found
            && telephone.with_untracked(String::is_empty)
        {
            telephone.set(found.telephone);
        }
    });
}

/// In polite Japanese, since that is what is spoken there; in another language of the screen what it means, too.
fn wording(desk: Desk, scheme: Scheme, about: CalledAbout) -> AnyView {
    let locale = Locale::here();
    let said = move |language: Language| {
        let place = desk.institution();
        let words = Words {
            language,
            ..locale.words()
        };
        about.said(words, scheme, &place)
    };
    redraw(move || {
        let meaning = (locale.language() != Language::Ja).then(|| said(locale.language()));
        view! {
            <blockquote lang="ja">{said(Language::Ja)}</blockquote>
            <p class="quiet">{meaning}</p>
        }
        .into_any()
    })
    .into_any()
}

fn form(
    runner: Runner,
    scheme: Scheme,
    whom: Signal<String>,
    office: RwSignal<String>,
    telephone: RwSignal<String>,
    made: usize,
) -> AnyView {
    let (desk, locale) = (runner.desk(), Locale::here());
    let early = Early::begin();
    // What is missing for an answer to be recorded, once one was given.
    let missing = RwSignal::new(None::<Message>);
    let begun = desk.draft(&runner.reception()).call_to(scheme);
    let [_, _, person, note] = begun.unwrap_or_default();
    let (person, note) = (RwSignal::new(person), RwSignal::new(note));
    let keep = Callback::new(move |()| {
        let typed = [office, telephone, person, note].map(|value| value.get_untracked());
        desk.keep_draft(&runner.reception(), |draft| {
            draft.call = Some((scheme, Redacted::new(typed)));
        });
    });
    let field = |(id, label, longest, value): (&'static str, Signal<String>, usize, RwSignal<String>)| {
        free_text(FreeText {
            id,
            label,
            kind: Some(if id == "call-telephone" { "tel" } else { "text" }),
            longest,
            value,
            missing: flag(move || {
                id == "call-office"
                    && missing.get() == Some(Message::SLIP_EMPTY)
                    && value.with(|office| office.trim().is_empty())
            }),
            on_input: keep,
        })
    };
    let of_note = text(move || locale.words_of(scheme).say(Message::CALL_NOTE));
    let fields = [
        ("call-office", whom, 80, office),
        ("call-telephone", Message::CALL_TELEPHONE.into(), 20, telephone),
        ("call-person", Message::CALL_PERSON.into(), 80, person),
        ("call-note", of_note, 2000, note),
    ];
    let stop = move |answer: CallAnswer| {
        let too_long = fields
            .into_iter()
            .find(|(_, _, longest, value)| untrack(|| too_long(*value, *longest)));
        if desk.staff.get_untracked().is_none() {
            Some((Message::BY_EYE_CHOOSE_STAFF, "staff-on-duty"))
        } else if office.with_untracked(|office| office.trim().is_empty()) {
            Some((Message::SLIP_EMPTY, "call-office"))
        } else if let Some((id, ..)) = too_long {
            Some((Message::SLIP_TOO_LONG, id))
        } else if made + 1 == MOST && answer == CallAnswer::CallBack {
            Some((Message::CALLS_LAST, "call-usable"))
        } else {
            None
        }
    };
    let typed = |value: RwSignal<String>| value.get_untracked().trim().to_owned();
    let answer = |answer: CallAnswer| {
        let record = move |_| {
            if early.refuses() {
                return;
            }
            let stopped = stop(answer);
            missing.set(stopped.map(|(message, _)| message));
            if let Some((_, id)) = stopped {
                browser::focus(["#", id].concat());
                return;
            }
            desk.keep_draft(&runner.reception(), |draft| draft.call = None);
            runner.act(Act::RecordCall(Call {
                office: typed(office),
                telephone: typed(telephone),
                person: typed(person).into(),
                answer,
                note: typed(note).into(),
                called_at_ms: clock::now_ms(),
                staff_id: desk.staff.get_untracked().unwrap_or_default(),
            }));
        };
        view! {
            <button
                type="button"
                id=(answer == CallAnswer::Usable).then_some("call-usable")
                class="button"
                disabled=flag(move || !desk.holds_lease())
                aria-disabled=early.attribute()
                on:click=record
            >
                {t(answer_name(answer))}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="fields">{fields.map(field).into_iter().collect_view()}</div>
        {early.said()}
        {lacking(missing)}
        <div class="actions">
            {[CallAnswer::Usable, CallAnswer::NotUsable, CallAnswer::CallBack].map(answer).into_iter().collect_view()}
        </div>
    }
    .into_any()
}

/// What is missing for an answer, unless it is said in its field.
fn lacking(missing: RwSignal<Option<Message>>) -> AnyView {
    let said = redraw(move || {
        let said = missing.get();
        let said = said.filter(|said| [Message::BY_EYE_CHOOSE_STAFF, Message::CALLS_LAST].contains(said));
        said.map(|said| view! { <p class="notice">{t(said)}</p> })
            .into_any()
    });
    view! { <div role="status">{said}</div> }.into_any()
}

/// The calls of a reception, oldest first.
pub(in crate::pages::counter) fn made(calls: Vec<Call>) -> AnyView {
    let line = |call: Call| {
        let about = [
            clock::tokyo_time(call.called_at_ms),
            call.office,
            call.person.into_inner(),
        ]
        .join(" ");
        view! {
            <li>
                <div>
                    <p class="who">{about} " " <span class="state">{t(answer_name(call.answer))}</span></p>
                    <p class="about">{call.note.into_inner()}</p>
                </div>
            </li>
        }
        .into_any()
    };
    let lines = calls.into_iter().map(line).collect_view();
    view! { <ul class="rows plain" aria-label=t(Message::CALLS_MADE)>{lines}</ul> }.into_any()
}
