//! `screens`: the paired screens, listed or ended. Works on the database, whether the bridge runs or not.

use super::{pairings, print_line};
use clap::Args;
use madoguchi_bridge::desk::pairing::PairedScreen;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::date::{Day, tokyo_clock};
use std::path::PathBuf;

/// Options of `screens`.
#[derive(Args)]
pub(super) struct ScreensArguments {
    /// Folder with the desk's data.
    #[arg(long)]
    data: PathBuf,
    /// Ends the pairing with this id; a running bridge closes the screen within two seconds.
    #[arg(long, value_name = "ID", conflicts_with = "end_all")]
    end: Option<String>,
    /// Ends every pairing, and the addresses that were given out and not used yet.
    #[arg(long)]
    end_all: bool,
}

/// Prints what is paired, or what has been ended.
pub(super) async fn run(arguments: ScreensArguments) -> anyhow::Result<()> {
    let (pairings, _) = pairings(&arguments.data).await?;
    if arguments.end_all {
        for screen in pairings.revoke_all().await? {
            print_line(&format!("ended {}", screen.pairing))?;
        }
        return Ok(());
    }
    if let Some(id) = &arguments.end {
        anyhow::ensure!(pairings.revoke(id).await?, "there is no paired screen {id:?}");
        return print_line(&format!("ended {id}"));
    }
    let screens = pairings.screens().await?;
    if screens.is_empty() {
        return print_line("no screen is paired");
    }
    print_line(&line([
        "id",
        "role",
        "paired at (Tokyo)",
        "expires (Tokyo)",
        "origin",
    ]))?;
    for screen in &screens {
        print_line(&row(screen))?;
    }
    Ok(())
}

fn row(screen: &PairedScreen) -> String {
    let role = match screen.role {
        Role::Counter => "counter",
        Role::Patient => "patient",
        Role::Records => "records",
    };
    let paired = minute(screen.paired_at_ms);
    let expires = minute(screen.expires_at_ms);
    line([&screen.pairing, role, &paired, &expires, &screen.origin])
}

fn line([id, role, paired, expires, origin]: [&str; 5]) -> String {
    format!("{id:<32}  {role:<7}  {paired:<17}  {expires:<17}  {origin}")
}

/// `yyyy-MM-dd HH:mm` in Tokyo.
fn minute(epoch_ms: i64) -> String {
    let day = Day::in_tokyo(epoch_ms);
    let (hour, minute) = tokyo_clock(epoch_ms);
    format!(
        "{:04}-{:02}-{:02} {hour:02}:{minute:02}",
        day.year(),
        day.month(),
        day.day()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_it_in_the_time_of_tokyo() {
        let screen = PairedScreen {
            pairing: "0123456789abcdef0123456789abcdef".to_owned(),
            role: Role::Patient,
            origin: "http://127.0.0.1:7780".to_owned(),
            // 2026-11-30T23:59:59.999+09:00, and half a minute later.
            paired_at_ms: 1_796_050_799_999,
            expires_at_ms: 1_796_050_829_999,
        };
        assert_eq!(
            row(&screen),
            "0123456789abcdef0123456789abcdef  patient  2026-11-30 23:59   2026-12-01 00:00   http://127.0.0.1:7780"
        );
    }
}
