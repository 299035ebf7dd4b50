//! All checks, one after another, each with a heading, a limit of time and its own closing lines.

mod demo;
mod drawer;
mod lanes;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use pico_args::Arguments;

pub(crate) use self::lanes::build_programs;
use self::lanes::{LANES, Lane};
use crate::places::Places;
use crate::setup::{self, Need};
use crate::watch::limited;

/// How long one check may take: two times the longest from nothing.
const LANE_LIMIT: Duration = Duration::from_mins(25);

/// What the command line says.
#[derive(Debug)]
pub(crate) struct Options {
    /// The one lane to run.
    only: Option<String>,
    /// The lanes of every day, without set-up.
    quick: bool,
}

impl Options {
    /// Takes its options out of `args`.
    pub(crate) fn parse(args: &mut Arguments) -> Result<Self> {
        Ok(Self {
            only: args.opt_value_from_str("--only")?,
            quick: args.contains("--quick"),
        })
    }
}

/// Sets up what the lanes need, runs them all even when one fails, and ends with a summary; an error when
/// any failed.
pub(crate) fn run(places: &Places, options: &Options) -> Result<()> {
    let lanes = chosen(options)?;
    let needs = needs_of(&lanes);
    if !needs.is_empty() && !options.quick {
        heading("setup");
        setup::ensure(places, &needs)?;
    }
    let mut results = Vec::new();
    for lane in lanes {
        heading(lane.name);
        let start = Instant::now();
        let outcome = limited(LANE_LIMIT, || (lane.run)(places));
        if let Err(error) = &outcome {
            println!("{error:#}");
        }
        results.push((lane.name, outcome.is_ok(), start.elapsed()));
    }
    summary(&results)
}

fn chosen(options: &Options) -> Result<Vec<&'static Lane>> {
    let Some(only) = &options.only else {
        return Ok(LANES.iter().filter(|lane| lane.quick || !options.quick).collect());
    };
    match LANES.iter().find(|lane| lane.name == only) {
        Some(lane) => Ok(vec![lane]),
        None => bail!(
            "no lane `{only}`; there are: {}",
            LANES.iter().map(|l| l.name).collect::<Vec<_>>().join(", ")
        ),
    }
}

/// What any of `lanes` needs, each once, in the order in which it is installed.
fn needs_of(lanes: &[&Lane]) -> Vec<Need> {
    let wanted = |need: &Need| lanes.iter().any(|lane| lane.needs.contains(need));
    setup::TEST.iter().copied().filter(wanted).collect()
}

fn heading(name: &str) {
    println!("\n=== {name} ===");
}

fn summary(results: &[(&str, bool, Duration)]) -> Result<()> {
    heading("summary");
    for (name, passed, time) in results {
        println!(
            "{name:<10} {} {:>5} s",
            if *passed { "ok    " } else { "FAILED" },
            time.as_secs()
        );
    }
    let failed: Vec<&str> = results
        .iter()
        .filter(|(_, passed, _)| !passed)
        .map(|(name, ..)| *name)
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: Option<&str>, quick: bool) -> Result<Vec<&'static str>> {
        let options = Options {
            only: only.map(str::to_owned),
            quick,
        };
        Ok(chosen(&options)?.into_iter().map(|lane| lane.name).collect())
    }

    #[test]
    fn all_lanes_run_unless_told_otherwise() {
        let all = [
            "fmt",
            "clippy",
            "doc",
            "deny",
            "test",
            "build-app",
            "size",
            "e2e",
            "demo",
        ];
        assert_eq!(names(None, false).unwrap(), all);
        assert_eq!(names(None, true).unwrap(), ["fmt", "clippy", "test"]);
        assert_eq!(names(Some("deny"), true).unwrap(), ["deny"]);
        assert!(
            names(Some("lint"), false)
                .unwrap_err()
                .to_string()
                .contains("clippy")
        );
    }

    #[test]
    fn set_up_covers_the_chosen_lanes_only() {
        let of = |only: &str| {
            needs_of(
                &chosen(&Options {
                    only: Some(only.to_owned()),
                    quick: false,
                })
                .unwrap(),
            )
        };
        assert_eq!(of("fmt"), []);
        assert_eq!(of("size"), setup::APP);
        assert_eq!(of("e2e"), setup::TEST);
        assert_eq!(of("demo"), setup::DEMO);
    }

    #[test]
    fn one_failure_fails_all() {
        let second = Duration::from_secs(1);
        assert!(summary(&[("fmt", true, second), ("doc", true, second)]).is_ok());
        let error = summary(&[("fmt", false, second), ("doc", true, second)]).unwrap_err();
        assert_eq!(error.to_string(), "failed: fmt");
    }
}
