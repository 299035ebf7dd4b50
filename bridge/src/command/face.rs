//! `face`: what the nets make of two pictures, and whether they run here.

use super::print_line;
use super::serve::PolicyArgument;
use anyhow::Context as _;
use clap::{Args, Subcommand};
use madoguchi_bridge::desk::face::FaceMatcher as _;
use madoguchi_bridge::face::NetMatcher;
use madoguchi_bridge::face::compare::{Comparison, Quality, compare};
use madoguchi_face::{Limits, Recogniser};
use madoguchi_shared::bridge::settings::{ModelComputing, ModelFiles};
use serde_json::json;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
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
    /// Loads the nets, checks their hashes and has them compute what is known.
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

/// The same test as the settings screen's; an error when something is not right.
fn self_test(nets: &Nets) -> anyhow::Result<()> {
    let matcher = NetMatcher::load(&nets.models);
    let matcher = matcher.with_context(|| format!("the nets in {}", nets.models.display()))?;
    let (models, found) = (matcher.models(), matcher.self_test());
    if nets.json {
        print_line(&json!({ "models": models, "test": found }).to_string())?;
    } else {
        for model in models {
            print_line(&format!(
                "{} {} ({}, {}) {}",
                model.name, model.version, model.licence, model.origin, model.sha256
            ))?;
        }
        print_line(&format!(
            "files {:?}, computing {:?}",
            found.files, found.computing
        ))?;
        if let Some(ms) = found.milliseconds {
            print_line(&format!("ms: {ms}"))?;
        }
    }
    let right = (found.files, found.computing) == (ModelFiles::Right, ModelComputing::Right);
    anyhow::ensure!(right, "the nets in {} are not right", nets.models.display());
    Ok(())
}
