//! Debian packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::{Step, path_has};
use crate::process::{output, run_logged};

/// Packages that are installed together, so that the lists are fetched once.
pub(super) struct Packages(pub(super) Vec<&'static str>);

impl Step for Packages {
    fn name(&self) -> String {
        let missing = self.missing();
        format!(
            "Debian packages ({})",
            if missing.is_empty() {
                self.0.join(", ")
            } else {
                missing.join(", ")
            }
        )
    }

    fn is_present(&self) -> bool {
        self.missing().is_empty()
    }

    fn install(&self, log: &Path) -> Result<()> {
        let missing = self.missing();
        let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
        if !path_has("apt-get") {
            bail!(
                "this is not Debian; install what these packages hold: {}",
                missing.join(" ")
            );
        }
        let Some(prefix) = as_root() else {
            bail!("this needs root, and sudo would ask for a password. Run once:\n\n  sudo {by_hand}\n");
        };
        run_logged(&mut apt(prefix, &["update"]), log)?;
        let mut arguments = vec!["install", "-y", "--no-install-recommends"];
        arguments.extend(missing);
        run_logged(&mut apt(prefix, &arguments), log)
    }
}

impl Packages {
    fn missing(&self) -> Vec<&'static str> {
        let listing =
            output(Command::new("dpkg-query").args(["-W", "-f", "${Package} ${db:Status-Status}\n"]));
        not_installed(&self.0, &listing.unwrap_or_default())
    }
}

/// The words before a command that make it root's: none for root, `sudo -n` where that needs no password,
/// `None` where neither holds.
fn as_root() -> Option<&'static [&'static str]> {
    if output(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    output(Command::new("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Command {
    let environment = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"];
    let mut words = prefix.iter().chain(&environment).chain(arguments);
    let mut command = Command::new(words.next().expect("`environment` is not empty"));
    command.args(words);
    command
}

/// Of `wanted`, those that `listing` (`name status` lines of dpkg-query) does not show as installed.
fn not_installed(wanted: &[&'static str], listing: &str) -> Vec<&'static str> {
    let installed = |name: &str| {
        listing.lines().any(|line| {
            line.split_once(' ')
                .is_some_and(|(n, s)| n == name && s == "installed")
        })
    };
    wanted.iter().filter(|name| !installed(name)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_packages_whose_settings_remain_count_as_missing() {
        let listing = "pcscd installed\nopensc config-files\npcsc-tools-extra installed\n";
        assert_eq!(
            not_installed(&["pcscd", "opensc", "pcsc-tools"], listing),
            ["opensc", "pcsc-tools"]
        );
    }

    #[test]
    fn root_runs_apt_without_sudo_and_others_with_it() {
        let program = |prefix| apt(prefix, &["update"]).get_program().to_owned();
        assert_eq!(program(&[]), "env");
        assert_eq!(program(&["sudo", "-n"]), "sudo");
    }
}
