//! Writes the OpenAPI description of both contracts, as the programs themselves give it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::places::Places;

/// File name in `docs/openapi/` and the package whose `openapi` command prints it.
const CONTRACTS: &[(&str, &str)] = &[
    ("bridge.json", "madoguchi-bridge"),
    ("sandbox.json", "madoguchi-sandbox"),
];

/// Writes both; a file is replaced only by valid JSON.
pub(crate) fn write(places: &Places) -> Result<()> {
    let folder = places.root.join("docs").join("openapi");
    fs::create_dir_all(&folder)?;
    for (file, package) in CONTRACTS {
        let mut cargo = Command::new("cargo");
        cargo.args([
            "run",
            "--quiet",
            "--package",
            package,
            "--bin",
            package,
            "--",
            "openapi",
        ]);
        let printed = cargo
            .current_dir(&places.root)
            .stderr(std::process::Stdio::inherit())
            .output()?;
        if !printed.status.success() {
            bail!("`{package} openapi` failed ({})", printed.status);
        }
        serde_json::from_slice::<serde_json::Value>(&printed.stdout)
            .with_context(|| format!("`{package} openapi` printed something else than JSON"))?;
        let text = String::from_utf8(printed.stdout)?;
        fs::write(folder.join(file), format!("{}\n", text.trim_end()))?;
        println!("docs/openapi/{file}");
    }
    Ok(())
}
