//! `enrol`: enrols the desk without serving.

use anyhow::Result;
use clap::Args;
use madoguchi_bridge::clock::{Clock as _, SystemClock};
use madoguchi_bridge::desk::enrolment::{self, ANSWER_TIME, Application};
use madoguchi_bridge::desk::key::DeskKey;
use madoguchi_bridge::store;
use madoguchi_shared::Secret;
use std::path::PathBuf;

/// Options of `enrol`.
#[derive(Args)]
pub(super) struct EnrolArguments {
    /// Folder with the desk's data; made when absent.
    #[arg(long)]
    data: PathBuf,
    /// Origin of the qualification backend.
    #[arg(long)]
    backend: String,
    /// One-time code that the backend's administrator gave out.
    #[arg(long)]
    code: String,
    /// What the desk is called.
    #[arg(long, default_value = "1番窓口")]
    desk_name: String,
}

/// Enrols, also where the desk is enrolled already: the new enrolment takes the place of the old one.
pub(super) async fn run(arguments: EnrolArguments) -> Result<()> {
    enrolment::check_origin(&arguments.backend)?;
    let store = store::open(&arguments.data).await?;
    let key = DeskKey::load_or_make(&arguments.data)?;
    let application = Application {
        backend: arguments.backend,
        code: Secret::new(arguments.code),
        desk_name: arguments.desk_name,
        answer_time: ANSWER_TIME,
    };
    enrolment::enrol(&store, &key, application, SystemClock.now_ms()).await?;
    store.close().await;
    Ok(())
}
