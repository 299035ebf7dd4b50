//! What a browser would find at the demo's address, as far as it goes without one.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::StatusCode;

use crate::test::drawer;

/// The bridge answers from this machine.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Loads the app from `address` and pairs with its code; an error unless the desk is enrolled, its reader is software and
/// its training drawer is full.
pub(super) fn visit(address: &str) -> Result<()> {
    let (origin, code) = address
        .split_once("/#pair=")
        .context("the address has no one-time code")?;
    let bridge = Bridge::new(origin);
    let health: Value = serde_json::from_slice(&bridge.get("/health")?)?;
    ensure!(health["version"].is_string(), "/health says no version: {health}");
    bridge.app()?;
    bridge.desk(code)
}

struct Bridge<'a> {
    origin: &'a str,
    agent: Agent,
}

impl<'a> Bridge<'a> {
    fn new(origin: &'a str) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false);
        Self {
            origin,
            agent: config.build().into(),
        }
    }

    fn get(&self, path: &str) -> Result<Vec<u8>> {
        self.get_as(path, None)
    }

    fn get_as(&self, path: &str, token: Option<&str>) -> Result<Vec<u8>> {
        let mut request = self.agent.get(format!("{}{path}", self.origin));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let mut answer = request.call().with_context(|| format!("loading {path}"))?;
        if answer.status() != StatusCode::OK {
            bail!("{path} is answered with {}", answer.status());
        }
        Ok(answer.body_mut().read_to_vec()?)
    }

    /// All pages with all they name, and the counter with the drawer.
    fn app(&self) -> Result<()> {
        let mut has_drawer = false;
        for page in ["/", "/patient", "/records"] {
            let html = String::from_utf8(self.get(page)?).with_context(|| format!("{page} is no text"))?;
            let mut programs = 0;
            for path in named(&html) {
                let bytes = self.get(path)?;
                if bytes.starts_with(b"\0asm") {
                    programs += 1;
                    has_drawer |= drawer::is_in(&bytes);
                }
            }
            ensure!(programs == 1, "{page} names {programs} programs, not one");
        }
        ensure!(has_drawer, "the app has no training drawer");
        Ok(())
    }

    fn desk(&self, code: &str) -> Result<()> {
        let mut answer = self
            .agent
            .post(format!("{}/api/v1/pairing", self.origin))
            .header("origin", self.origin)
            .send_json(json!({ "code": code }))
            .context("pairing")?;
        ensure!(
            answer.status() == StatusCode::OK,
            "pairing is answered with {}",
            answer.status()
        );
        let pairing: Value = answer.body_mut().read_json()?;
        let token = pairing["token"].as_str().context("pairing gives no token")?;
        let ask =
            |path: &str| -> Result<Value> { Ok(serde_json::from_slice(&self.get_as(path, Some(token))?)?) };
        let configuration = ask("/api/v1/configuration")?;
        ensure!(
            configuration["simulated"] == true,
            "the reader is not the simulator"
        );
        ensure!(configuration["deskId"].is_string(), "the desk is not enrolled");
        let training = ask("/api/v1/training/persons")?;
        let persons = training["persons"].as_array().map_or(0, Vec::len);
        ensure!(persons > 0, "the training drawer is empty");
        println!("demo … paired; {persons} persons in the drawer");
        Ok(())
    }
}

/// Paths in the page's `src` and `href`.
fn named(html: &str) -> impl Iterator<Item = &str> {
    let after = |mark| {
        html.split(mark)
            .skip(1)
            .filter_map(|rest: &str| rest.split('"').next())
    };
    after("src=\"")
        .chain(after("href=\""))
        .filter(|path| path.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_names_is_found() {
        let html = r#"<link href="/a.css"/><script type="module" src="/s.js"></script><a href="https://example.jp/">"#;
        assert_eq!(named(html).collect::<Vec<_>>(), ["/s.js", "/a.css"]);
    }
}
