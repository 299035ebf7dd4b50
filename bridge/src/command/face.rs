//! `face`: what the nets make of two pictures, and whether they run here.

use super::print_line;
use super::serve::PolicyArgument;
use anyhow::Context as _;
use clap::{Args, Subcommand};
use madoguchi_bridge::face::compare::{Comparison, Quality, compare};
use madoguchi_bridge::face::models;
use madoguchi_face::{Image, Limits, Recogniser};
use serde_json::json;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Instant;
use zeroize::Zeroizing;

/// Options of `face`.
#[derive(Args)]
pub(super) struct FaceArguments {
    #[command(subcommand)]
    command: FaceCommand,
}

#[derive(Subcommand)]
enum FaceCommand {
    /// Compares the widest faces of two pictures (JPEG, PNG, JPEG 2000). No liveness; no desk decides by it.
    Compare {
        /// One picture.
        a: PathBuf,
        /// The other picture.
        b: PathBuf,
        #[command(flatten)]
        nets: Nets,
        /// How sure it has to be.
        #[arg(long, value_enum, default_value_t = PolicyArgument::Standard)]
        policy: PolicyArgument,
    },
    /// Loads the nets, checks their hashes and runs them once.
    SelfTest {
        #[command(flatten)]
        nets: Nets,
    },
}

/// What both take.
#[derive(Args)]
struct Nets {
    /// Folder with the nets.
    #[arg(long, value_name = "DIR")]
    models: PathBuf,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
}

/// Runs what was asked for.
pub(super) fn run(arguments: FaceArguments) -> anyhow::Result<()> {
    match arguments.command {
        FaceCommand::Compare { a, b, nets, policy } => {
            let recogniser = load(&nets.models)?;
            let (a, b) = (read(&a)?, read(&b)?);
            let comparison = compare(&recogniser, policy.into(), [&a, &b])?;
            tell(&comparison, nets.json)
        }
        FaceCommand::SelfTest { nets } => self_test(&nets),
    }
}

fn load(folder: &Path) -> anyhow::Result<Recogniser> {
    Recogniser::load(folder).with_context(|| format!("the nets in {}", folder.display()))
}

/// A file no longer than a picture may be: it is not read further.
fn read(path: &Path) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(Limits::FRAME.bytes + 1));
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let longest = u64::try_from(Limits::FRAME.bytes)?;
    file.take(longest + 1).read_to_end(&mut bytes)?;
    anyhow::ensure!(
        bytes.len() <= Limits::FRAME.bytes,
        "{} has more than {longest} bytes",
        path.display()
    );
    Ok(bytes)
}

fn tell(comparison: &Comparison, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return print_line(&serde_json::to_string(comparison)?);
    }
    print_line(&format!(
        "distance {:.3}: {}",
        comparison.distance, comparison.decision
    ))?;
    for (which, quality) in (1..).zip(&comparison.quality) {
        let Quality {
            width,
            height,
            faces,
            between_eyes,
            sharpness,
            advice,
        } = quality;
        print_line(&format!(
            "picture {which}: {width} × {height}, faces {faces}, between the eyes {between_eyes:.0} px, sharpness \
             {sharpness:.3}, {}",
            advice.unwrap_or("fit")
        ))?;
    }
    let took = &comparison.milliseconds;
    print_line(&format!(
        "ms: decode {:.1}, find {:.1}, judge {:.1}, embed {:.1}",
        took.decode, took.find, took.judge, took.embed
    ))
}

fn self_test(nets: &Nets) -> anyhow::Result<()> {
    let started = Instant::now();
    let recogniser = load(&nets.models)?;
    let load_ms = started.elapsed().as_millis();
    // As large as a frame, and grey: what is measured is the time.
    let frame = Image::new(640, 480, vec![128; 640 * 480 * 3]).context("a picture")?;
    let started = Instant::now();
    recogniser.detect(&frame)?;
    let detect_ms = started.elapsed().as_millis();
    let models = models(&recogniser);
    if nets.json {
        let result = json!({ "models": models, "milliseconds": { "load": load_ms, "detect": detect_ms } });
        return print_line(&result.to_string());
    }
    for model in models {
        print_line(&format!(
            "{} {} ({}, {}) {}",
            model.name, model.version, model.licence, model.origin, model.sha256
        ))?;
    }
    print_line(&format!("ms: load {load_ms}, detect {detect_ms}"))
}
