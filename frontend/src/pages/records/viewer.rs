//! One patient: consent, the period, and what the backend gave or why it refused.

use super::today::marks;
use super::{Screen, checkups, medications, period};
use crate::api::{Backend, Fault};
use crate::components::redraw::{flag, redraw, text, when};
use crate::components::{ProblemPanel, take_focus};
use crate::locale::{Locale, t};
use crate::text::Message;
use crate::{browser, format};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::records::{CheckupAnswer, MedicationAnswer, RecordsQuery};
use madoguchi_shared::bridge::his::ChartLookup;
use madoguchi_shared::bridge::records::{RecordsPatient, RecordsTarget};
use madoguchi_shared::date::Day;
use madoguchi_shared::terms::Term;

/// What came back. Lives as long as the view of the patient.
#[derive(Clone)]
struct Found {
    period: [Day; 2],
    /// `None`: not agreed to, and not asked for.
    medications: Option<Result<MedicationAnswer, Fault>>,
    checkups: Option<Result<CheckupAnswer, Fault>>,
    target: RecordsTarget,
}

/// The patient.
#[component]
pub(super) fn Viewer(
    /// Whose records.
    patient: RecordsPatient,
) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let locale = Locale::here();
    let found = RwSignal::new(None::<Found>);
    let problem = RwSignal::new(None::<Fault>);
    let busy = RwSignal::new(false);
    let today = screen
        .today
        .with_untracked(|today| today.as_ref().map_or(patient.consent_date, |today| today.today));
    let from = RwSignal::new(period::written(period::first_day(today, period::AT_FIRST)));
    let until = RwSignal::new(period::written(today));
    let name = patient.patient_name.expose().clone();
    let number = patient.patient_number.expose().clone();
    let date = patient.consent_date.to_string();
    let choice = patient.choice;
    let asked = StoredValue::new(patient);
    let ask = Callback::new(move |()| {
        let Ok(span) = period::read(&from.get_untracked(), &until.get_untracked(), today) else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        found.set(None);
        screen.gone.set(None);
        spawn_local(async move {
            let answer = fetch(screen, &asked.get_value(), span).await;
            // The patient may have been left meanwhile: then nothing is kept.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(answer) => {
                    found.try_set(Some(answer));
                    browser::focus("#records-found");
                }
                Err(fault) => {
                    problem.try_set(Some(fault));
                }
            }
        });
    });
    let numbered = text(move || locale.say_with(Message::PATIENT_NUMBER_IS, &[("number", &number)]));
    let consent_date = text(move || {
        let day = format::day(&date, locale.language());
        locale.say_with(Message::RECORDS_CONSENT_DATE, &[("day", &day)])
    });
    let results = redraw(move || found.get().map(shown).into_any());
    view! {
        <section class="panel stack">
            <header>
                <div>
                    <h2 tabindex="-1" use:take_focus>
                        {name}
                    </h2>
                    <p class="about">
                        <span class="number">{numbered}</span>
                        {marks(choice)}
                        <span>{consent_date}</span>
                    </p>
                </div>
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| screen.leave(None)>
                        {t(Message::BACK_TO_LIST)}
                    </button>
                </div>
            </header>
            {form(from, until, today, busy, ask)}
            <ProblemPanel fault=problem on_retry=ask />
            {when(move || busy.get(), || view! {
                <div class="working" role="progressbar" aria-label=t(Message::RECORDS_LOADING)></div>
            }.into_any())}
        </section>
        {results}
    }
}

/// From, until, the quick ways, and the button.
fn form(
    from: RwSignal<String>,
    until: RwSignal<String>,
    today: Day,
    busy: RwSignal<bool>,
    ask: Callback<()>,
) -> AnyView {
    let locale = Locale::here();
    let wrong = Memo::new(move |_| period::read(&from.get(), &until.get(), today).err());
    let said = text(move || match wrong.get() {
        None => String::new(),
        Some(wrong) => locale.say(match wrong {
            period::Wrong::NoDay => Message::RECORDS_NO_DAY,
            period::Wrong::Order => Message::RECORDS_ORDER,
            period::Wrong::Future => Message::RECORDS_FUTURE,
            period::Wrong::TooLong => Message::RECORDS_TOO_LONG,
        }),
    });
    let field = |id: &'static str, label: Message, value: RwSignal<String>| {
        view! {
            <div class="line">
                <label for=id>{t(label)}</label>
                <input
                    type="date"
                    id=id
                    max=period::written(today)
                    aria-describedby="records-period-wrong"
                    aria-invalid=text(move || wrong.get().is_some().to_string())
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        }
    };
    let quick = period::MONTHS.map(|months| {
        let begins = period::written(period::first_day(today, months));
        let ends = period::written(today);
        let label = text(move || {
            let (message, count) = match months {
                12 => (Message::RECORDS_ONE_YEAR, 1),
                _ if months.is_multiple_of(12) => (Message::RECORDS_YEARS, months / 12),
                _ => (Message::RECORDS_MONTHS, months),
            };
            locale.say_with(message, &[("count", &count.to_string())])
        });
        view! {
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    from.set(begins.clone());
                    until.set(ends.clone());
                }
            >
                {label}
            </button>
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ask.run(());
    };
    view! {
        <form class="period" on:submit=submit>
            <fieldset>
                <legend>{t(Message::RECORDS_PERIOD)}</legend>
                <div class="dates">
                    {field("records-from", Message::RECORDS_FROM, from)}
                    {field("records-until", Message::RECORDS_UNTIL, until)}
                </div>
                <div class="actions" role="group" aria-label=t(Message::RECORDS_QUICK)>
                    {quick.collect_view()}
                </div>
                <p id="records-period-wrong" class="hint wrong" aria-live="polite">
                    {said}
                </p>
            </fieldset>
            <button
                type="submit"
                class="button primary"
                disabled=flag(move || busy.get() || wrong.get().is_some())
            >
                {t(Message::RECORDS_ASK)}
            </button>
        </form>
    }
    .into_any()
}

/// The numbers from the bridge, then each kind that is agreed to from the backend, as the counter asks it.
async fn fetch(screen: Screen, patient: &RecordsPatient, span: [Day; 2]) -> Result<Found, Fault> {
    let bridge = screen.bridge.get_value();
    let of_desk = screen.today.with_untracked(|today| {
        let today = today.as_ref()?;
        Some((today.backend.clone(), today.institution_code.clone()?))
    });
    let patient_number = patient.patient_number.clone();
    let target = bridge.records_target(&ChartLookup { patient_number }).await?;
    // Shown is what was agreed to; taken back since, the list will say so.
    let choice = patient.choice.and(target.choice);
    let (origin, institution_code) = of_desk.ok_or(Fault::from(ErrorCode::DeskNotEnrolled))?;
    let backend = Backend::new(origin, bridge);
    let query = RecordsQuery {
        institution_code,
        patient: target.key.clone(),
        from: span[0],
        until: span[1],
    };
    let medications = if choice.medications {
        Some(backend.medications(&query).await)
    } else {
        None
    };
    let checkups = if choice.checkups {
        Some(backend.checkups(&query).await)
    } else {
        None
    };
    Ok(Found {
        period: span,
        medications,
        checkups,
        target,
    })
}

fn shown(found: Found) -> AnyView {
    let locale = Locale::here();
    let (period, scheme) = (found.period, found.target.scheme);
    let span = text(move || {
        let [from, until] = period.map(|day| format::day(&day.to_string(), locale.language()));
        locale.say_with(Message::RECORDS_OF, &[("from", &from), ("until", &until)])
    });
    let checkup = text(move || locale.words_of(scheme).word(Term::HealthCheckup).to_owned());
    let medications = part(found.medications, move |answer| {
        medications::draw(answer.medications, period)
    });
    let checkups = part(found.checkups, |answer| checkups::draw(&answer.checkups));
    view! {
        <section class="panel stack" aria-labelledby="records-found">
            <h3 id="records-found" tabindex="-1">
                {t(Message::CONSENT_MEDICATIONS)}
            </h3>
            <p class="quiet">{span}</p>
            {medications}
        </section>
        <section class="panel stack" aria-labelledby="records-checkups">
            <h3 id="records-checkups">{t(Message::CONSENT_CHECKUPS)} " (" {checkup} ")"</h3>
            <p class="quiet">{span}</p>
            {checkups}
        </section>
    }
    .into_any()
}

/// What came, or why nothing did.
fn part<T>(answer: Option<Result<T, Fault>>, draw: impl FnOnce(T) -> AnyView) -> AnyView {
    match answer {
        None => {
            let locale = Locale::here();
            let refused = text(move || {
                ErrorCode::ConsentRefused
                    .wording(locale.language())
                    .cause
                    .to_owned()
            });
            view! { <p class="notice">{refused}</p> }.into_any()
        }
        Some(Ok(answer)) => draw(answer),
        Some(Err(fault)) => {
            let fault = Signal::stored(Some(fault));
            view! { <ProblemPanel fault /> }.into_any()
        }
    }
}
