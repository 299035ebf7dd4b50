//! Set-up, demo, tests and what they need: `cargo xtask help`.

#![allow(clippy::print_stdout, reason = "a command-line tool talks on standard output")]

mod app;
mod bench;
mod browser;
mod demo;
mod openapi;
mod places;
mod process;
mod rows;
mod setup;
mod size;
mod test;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use pico_args::Arguments;

use crate::app::App;
use crate::places::Places;

const HELP: &str = "\
cargo xtask <command>

  setup [--for demo|test|face] install what is missing, leave what fits (default: test, which needs all)
  models [--to DIR]            make the face models (default: in the cache); nothing when they are there
  build-app                    build the production app into <target>/app, compressed; nothing when unchanged
  size [--max-brotli-kb N]     bytes of a first visit; fails above N kB (1 kB = 1000 bytes)
  demo [--port N] [--reader simulated|pcsc] [--facility clinic|pharmacy] [--data DIR] [--reset] [--photos DIR]
                               everything on this machine; Ctrl-C stops it, --reset starts from empty data,
                               --photos puts DIR/PERSON.jpg (.png, .jp2) on the training card of PERSON
  test [--only LANE] [--quick] set-up, then all checks; --only runs one,
                               --quick fmt, clippy and test without set-up
  bench backend                queries and rows of 一括取得: the sandbox on SQLite and PostgreSQL, a JSON echo and FastAPI, side by side
  bench card                   certificate + PIN + signature: the bridge, OpenSC and the fewest APDUs, side by side
  bench bulk                   一括取得 of 1,000 to 100,000 rows: the app and a page in plain JavaScript, side by side
  bench page                   cold load to the usable counter: the app and the same page as static HTML, side by side
  bench face [--pairs FILE]    a whole verify: the bridge, face_recognition and face-api.js, side by side; with FILE
                               (lines `PICTURE PICTURE same|different`) error rates over thresholds instead
  screens                      write docs/screens anew: every step of the browser's scenarios, in pictures
  openapi                      write docs/openapi/{bridge,sandbox}.json
  rows                         rows of the specification, their branches, how many a scenario walks, and what the
                               browser plays; fails when a branch that is not marked open has none, or a row no
                               happy or no unhappy one in the browser
";

fn main() -> ExitCode {
    match dispatch(Arguments::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut args: Arguments) -> Result<()> {
    let command = args.subcommand()?;
    let places = Places::find()?;
    match command.as_deref() {
        Some("setup") => {
            let purpose: Option<String> = args.opt_value_from_str("--for")?;
            finish(args)?;
            setup::ensure(&places, setup::needs_of(purpose.as_deref().unwrap_or("test"))?)
        }
        Some("models") => {
            let folder: Option<PathBuf> = args.opt_value_from_str("--to")?;
            finish(args)?;
            setup::models(&places, folder)
        }
        Some("build-app") => {
            finish(args)?;
            setup::ensure(&places, setup::APP)?;
            app::build(&places, App::Production)
        }
        Some("bench") => {
            let pairs: Option<PathBuf> = args.opt_value_from_str("--pairs")?;
            let pairs = pairs.map(std::path::absolute).transpose()?;
            let name: String = args.free_from_str()?;
            finish(args)?;
            bench::bench(&places, &name, pairs)
        }
        Some("size") => {
            let limit = args.opt_value_from_str("--max-brotli-kb")?;
            finish(args)?;
            size::report(&places, limit)
        }
        Some("demo") => {
            let options = demo::Options::parse(&mut args)?;
            finish(args)?;
            demo::run(&places, &options)
        }
        Some("test") => {
            let options = test::Options::parse(&mut args)?;
            finish(args)?;
            test::run(&places, &options)
        }
        Some("screens") => {
            finish(args)?;
            setup::ensure(&places, setup::TEST)?;
            app::build_all(&places)?;
            test::build_programs(&places)?;
            browser::screens(&places)
        }
        Some("openapi") => {
            finish(args)?;
            openapi::write(&places)
        }
        Some("rows") => {
            finish(args)?;
            rows::print(&places)
        }
        Some("help") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("no command `{other}`\n\n{HELP}"),
    }
}

/// Refuses arguments that nothing read, so that a misspelt option is not ignored.
fn finish(args: Arguments) -> Result<()> {
    let rest = args.finish();
    if let Some(first) = rest.first() {
        bail!("unknown argument `{}`\n\n{HELP}", first.display());
    }
    Ok(())
}
