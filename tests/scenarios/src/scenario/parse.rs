//! From text to [`Scenario`].

use super::{Ends, Given, Lane, Played, Scenario, Seen, Step, browser};
use crate::{Mistake, lines, read};
use std::path::{Path, PathBuf};

/// Reads every `<row>/<case>.txt` in the folder of the scenarios, in the order of their names.
pub fn all(root: &Path) -> Result<Vec<Scenario>, Mistake> {
    let mut scenarios = Vec::new();
    for row in entries(root, Path::new(""))? {
        if row.as_os_str() == "src" || !root.join(&row).is_dir() {
            continue;
        }
        for file in entries(root, &row)? {
            scenarios.push(parse(&file, &read(root, &file)?)?);
        }
    }
    browser::check(&scenarios)?;
    Ok(scenarios)
}

/// Reads the scenario `<row>/<case>`.
pub fn load(root: &Path, name: &str) -> Result<Scenario, Mistake> {
    let file = PathBuf::from(format!("{name}.txt"));
    parse(&file, &read(root, &file)?)
}

/// Reads one file.
pub fn parse(file: &Path, text: &str) -> Result<Scenario, Mistake> {
    let mut draft = Draft::default();
    for (line, content) in lines(text) {
        let (word, rest) = content
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or((content.trim(), ""));
        draft.take(line, word, rest.trim()).map_err(|what| Mistake {
            file: file.to_owned(),
            line: Some(line),
            what,
        })?;
    }
    draft.finish(file).map_err(|what| Mistake {
        file: file.to_owned(),
        line: None,
        what,
    })
}

#[derive(Default)]
struct Draft {
    title: Option<String>,
    branches: Vec<String>,
    facility: Option<bool>,
    person: Option<String>,
    given: Vec<(usize, Given)>,
    browser: Option<Ends>,
    after: Option<String>,
    steps: Vec<Played>,
}

impl Draft {
    fn take(&mut self, line: usize, word: &str, rest: &str) -> Result<(), String> {
        if rest.is_empty() {
            return Err(format!("`{word}` says nothing"));
        }
        if !self.steps.is_empty()
            && matches!(
                word,
                "title" | "branches" | "facility" | "person" | "given" | "browser" | "after"
            )
        {
            return Err(format!("`{word}` belongs before the first `do`"));
        }
        match word {
            "title" => once(&mut self.title, rest.to_owned(), word),
            "person" => once(&mut self.person, rest.to_owned(), word),
            "after" => once(&mut self.after, rest.to_owned(), word),
            "facility" => match rest {
                "clinic" => once(&mut self.facility, false, word),
                "pharmacy" => once(&mut self.facility, true, word),
                _ => Err(format!("`{rest}` is neither `clinic` nor `pharmacy`")),
            },
            "browser" => match Ends::parse(rest) {
                Some(ends) => once(&mut self.browser, ends, word),
                None => Err(format!("`{rest}` is neither `happy` nor `unhappy`")),
            },
            "branches" => {
                self.branches.extend(rest.split_whitespace().map(str::to_owned));
                Ok(())
            }
            "given" => {
                let given = Given::parse(rest).ok_or_else(|| format!("`given {rest}` is not understood"))?;
                self.given.push((line, given));
                Ok(())
            }
            "do" => {
                let step = Step::parse(rest).ok_or_else(|| format!("`do {rest}` is not understood"))?;
                self.steps.push(Played {
                    line,
                    text: rest.to_owned(),
                    step,
                    seen: Vec::new(),
                });
                Ok(())
            }
            _ => self.see(line, word, rest),
        }
    }

    fn see(&mut self, line: usize, word: &str, rest: &str) -> Result<(), String> {
        let seen_in = match word {
            "counter" => Lane::Counter,
            "patient" => Lane::Patient,
            "requests" => Lane::Requests,
            "doctor" => Lane::Doctor,
            "his" => Lane::His,
            "backend" => Lane::Backend,
            _ => return Err(format!("`{word}` is no word that a line begins with")),
        };
        let Some(step) = self.steps.last_mut() else {
            return Err(format!("`{word}` comes before the first `do`"));
        };
        step.seen.push(Seen {
            line,
            lane: seen_in,
            what: rest.to_owned(),
        });
        Ok(())
    }

    fn finish(self, file: &Path) -> Result<Scenario, String> {
        let end = self.steps.last().ok_or("no `do`: nothing happens")?;
        for lane in [Lane::Counter, Lane::Patient] {
            if !end.seen.iter().any(|seen| seen.lane == lane) {
                return Err("the last `do` says nothing of counter or patient".to_owned());
            }
        }
        if self.branches.is_empty() {
            return Err("no `branches`".to_owned());
        }
        Ok(Scenario {
            file: file.to_owned(),
            title: self.title.ok_or("no `title`")?,
            branches: self.branches,
            pharmacy: self.facility.ok_or("no `facility`")?,
            person: self.person.ok_or("no `person`")?,
            given: self.given,
            browser: self.browser,
            after: self.after,
            steps: self.steps,
        })
    }
}

fn once<T>(place: &mut Option<T>, value: T, word: &str) -> Result<(), String> {
    if place.is_some() {
        return Err(format!("`{word}` comes twice"));
    }
    *place = Some(value);
    Ok(())
}

/// Folders and `.txt` files in `root/under`, relative to `root`, sorted.
fn entries(root: &Path, under: &Path) -> Result<Vec<PathBuf>, Mistake> {
    let mistake = |error: std::io::Error| Mistake {
        file: under.to_owned(),
        line: None,
        what: format!("cannot be read: {error}"),
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root.join(under)).map_err(mistake)? {
        let entry = entry.map_err(mistake)?;
        let path = under.join(entry.file_name());
        let is_text = path.extension().is_some_and(|extension| extension == "txt");
        if is_text || entry.path().is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::{Act, Change, Cover, Fault, Question};
    use super::*;

    const HEAD: &str = "title t\nbranches F03.1 F03.2\nfacility clinic\nperson somebody\n";
    const END: &str = "do counter: finish\n  counter over\n  patient idle\n";

    fn told(text: &str) -> String {
        parse(Path::new("F03/x.txt"), text).unwrap_err().to_string()
    }

    #[test]
    fn a_file_is_read() {
        let text = format!(
            "# why\n{HEAD}given number 7 for 医療保険\ngiven changed: 医療扶助 ended\nafter F03/y\n\n\
             do fault: query nonsense\ndo card: put down\n  counter  choose a way\n{END}"
        );
        let scenario = parse(Path::new("F03/x.txt"), &text).unwrap();
        assert_eq!(scenario.branches, ["F03.1", "F03.2"]);
        let given: Vec<_> = scenario.given.iter().map(|(_, given)| given.clone()).collect();
        assert_eq!(
            given,
            [
                Given::Number("7".into(), Cover::Insurance),
                Given::Change(Change::Ended(Cover::Assistance))
            ]
        );
        let steps: Vec<_> = scenario.steps.iter().map(|played| played.step.clone()).collect();
        assert_eq!(
            steps,
            [
                Step::Fault(Fault::Nonsense(Question::Query)),
                Step::PutCard(None),
                Step::Act(Act::Finish)
            ]
        );
        assert_eq!(
            scenario.steps[1].seen,
            [Seen {
                line: 12,
                lane: Lane::Counter,
                what: "choose a way".into()
            }]
        );
    }

    #[test]
    fn mistakes_are_told_with_file_and_line() {
        for (text, expected) in [
            (
                format!("{HEAD}do jump\n"),
                "F03/x.txt:5: `do jump` is not understood",
            ),
            (
                format!("{HEAD}given luck\n"),
                "F03/x.txt:5: `given luck` is not understood",
            ),
            (
                format!("{HEAD}do counter: use card 0\n"),
                "F03/x.txt:5: `do counter: use card 0`",
            ),
            (
                format!("{HEAD}  counter over\n"),
                "F03/x.txt:5: `counter` comes before the first `do`",
            ),
            (format!("{HEAD}window open\n"), "F03/x.txt:5: `window` is no word"),
            (format!("{HEAD}title again\n"), "F03/x.txt:5: `title` comes twice"),
            (format!("{HEAD}do\n"), "F03/x.txt:5: `do` says nothing"),
            (
                format!("{HEAD}{END}person other\n"),
                "F03/x.txt:8: `person` belongs before",
            ),
            ("facility pub\n".into(), "F03/x.txt:1: `pub` is neither"),
            ("browser sad\n".into(), "F03/x.txt:1: `sad` is neither"),
            (HEAD.to_owned(), "F03/x.txt: no `do`"),
            (
                format!("{HEAD}do next reception\n  counter a\n"),
                "F03/x.txt: the last `do` says nothing",
            ),
            (format!("title t\n{END}"), "F03/x.txt: no `branches`"),
        ] {
            let error = told(&text);
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
