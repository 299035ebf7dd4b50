//! The staff to choose from (D21): `staff.json` in the data folder, edited by the institution or from the settings screen. Who leaves stays in
//! it: an id is never given to somebody else, and what they confirmed keeps their name, also when they are called otherwise later.

use super::new_file;
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::desk::Staff;
use madoguchi_shared::bridge::event::Event;
use madoguchi_shared::bridge::settings::{StaffChange, StaffEdit};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

mod edit;

/// The list, as it is in the file.
#[derive(Debug)]
pub struct StaffList {
    file: PathBuf,
    now: RwLock<Vec<Entry>>,
    /// One writer at a time.
    writing: Mutex<()>,
}

/// A member of staff in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    now: Staff,
    /// What they were called before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<FormerName>,
}

/// A name that somebody had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FormerName {
    name: String,
    /// Until when, ms since 1970.
    until_ms: i64,
}

/// The list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// The file cannot be read or made.
    #[error("staff.json: {0}")]
    File(#[from] std::io::Error),
    /// The file is no list of `{"id", "name"}`. Holds the line, from 1.
    #[error("staff.json, line {0}: expected a list of objects with id and name")]
    Content(usize),
    /// An id or name is empty, or an id is there twice.
    #[error("staff.json: each member of staff needs a name and an id of their own")]
    Ids,
}

/// Reads the list. Where there is none a list of three is made, to be edited; `samples` marks them as such.
pub fn load_or_make(data: &Path, samples: bool) -> Result<StaffList, StaffError> {
    let file = data.join("staff.json");
    let list = match read(&file) {
        Err(StaffError::File(error)) if error.kind() == ErrorKind::NotFound => {
            new_file::make(&file, first_list(samples).as_bytes())?;
            read(&file)?
        }
        read => read?,
    };
    Ok(StaffList {
        file,
        now: RwLock::new(list),
        writing: Mutex::default(),
    })
}

impl StaffList {
    /// Everybody, those who have left too.
    pub fn all(&self) -> Vec<Staff> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        now.iter().map(|one| one.now.clone()).collect()
    }

    /// What the one with this id was called then, ms since 1970. `None`: nobody has it.
    pub fn name_at(&self, id: &str, at_ms: i64) -> Option<String> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        let one = now.iter().find(|one| one.now.id == id)?;
        let former = one.before.iter().find(|former| at_ms < former.until_ms);
        Some(former.map_or(&one.now.name, |former| &former.name).clone())
    }

    /// `STAFF_UNKNOWN` unless somebody on duty has this id.
    pub fn require(&self, id: &str) -> Result<(), ErrorCode> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        edit::require(&now, id)
    }

    /// `STAFF_UNKNOWN` unless somebody has this id, on duty or not any more: what they began goes on in their name.
    pub fn require_ever(&self, id: &str) -> Result<(), ErrorCode> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        let known = now.iter().any(|one| one.now.id == id);
        known.then_some(()).ok_or(ErrorCode::StaffUnknown)
    }

    /// Changes file and list. What somebody has edited in the file meanwhile is taken up, not overwritten, also where the change is
    /// refused, perhaps because of it.
    fn change(&self, by: &str, edit: StaffEdit, now_ms: i64) -> Result<(), Failure> {
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let there = read(&self.file).map_err(Failure::internal)?;
        let (list, changed) = match edit::edited(there.clone(), by, edit, now_ms) {
            Ok(changed) => {
                let mut text = serde_json::to_vec_pretty(&changed).map_err(Failure::internal)?;
                text.push(b'\n');
                new_file::replace(&self.file, &text).map_err(Failure::internal)?;
                (changed, Ok(()))
            }
            Err(refused) => (there, Err(refused.into())),
        };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = list;
        changed
    }
}

/// Changes the list in the name of somebody on it, and tells every counter.
pub async fn change(bridge: &Arc<Bridge>, change: StaffChange) -> Result<(), Failure> {
    let bridge = Arc::clone(bridge);
    // Off the runtime, since it writes a file; and to its end, when the page goes away in the middle.
    let changing = move || {
        let now_ms = bridge.clock.now_ms();
        let changed = bridge.staff.change(&change.staff_id, change.change, now_ms);
        bridge.live.tell(&Event::Configuration);
        changed?;
        tracing::info!(by = change.staff_id, "list of staff changed");
        Ok(())
    };
    tokio::task::spawn_blocking(changing)
        .await
        .map_err(Failure::internal)?
}

fn read(file: &Path) -> Result<Vec<Entry>, StaffError> {
    let text = std::fs::read_to_string(file)?;
    let staff: Vec<Entry> = serde_json::from_str(&text).map_err(|error| StaffError::Content(error.line()))?;
    let whole = staff.iter().enumerate().all(|(index, Entry { now, .. })| {
        let first = staff.iter().position(|other| other.now.id == now.id) == Some(index);
        first && !now.id.trim().is_empty() && !now.name.trim().is_empty()
    });
    whole.then_some(staff).ok_or(StaffError::Ids)
}

fn first_list(samples: bool) -> String {
    let mark = if samples { "（見本）" } else { "" };
    let entries = [("sato", "佐藤"), ("suzuki", "鈴木"), ("takahashi", "高橋")]
        .map(|(id, name)| format!(r#"  {{ "id": "{id}", "name": "受付 {name}{mark}" }}"#));
    format!("[\n{}\n]\n", entries.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_once_then_read() {
        let data = tempfile::tempdir().unwrap();
        let made = load_or_make(data.path(), true).unwrap();
        assert_eq!(made.all().len(), 3);
        assert!(made.all().iter().all(|staff| staff.name.contains("見本")));
        assert_eq!(load_or_make(data.path(), false).unwrap().all(), made.all());
        assert_eq!(made.require("sato"), Ok(()));
        assert_eq!(made.require("SATO"), Err(ErrorCode::StaffUnknown));
        assert_eq!(made.require(""), Err(ErrorCode::StaffUnknown));
    }

    #[test]
    fn a_list_with_two_of_one_id_is_refused() {
        let data = tempfile::tempdir().unwrap();
        let text = r#"[{"id":"a","name":"A"},{"id":"a","name":"B"}]"#;
        std::fs::write(data.path().join("staff.json"), text).unwrap();
        assert!(matches!(load_or_make(data.path(), false), Err(StaffError::Ids)));
    }

    #[test]
    fn whoever_has_left_by_the_file_changes_nothing_and_somebody_always_stays() {
        let data = tempfile::tempdir().unwrap();
        let list = load_or_make(data.path(), true).unwrap();
        let by_hand = r#"[{"id":"sato","name":"佐藤","left":true},{"id":"ito","name":"伊藤"}]"#;
        std::fs::write(data.path().join("staff.json"), by_hand).unwrap();
        let id = "ito".to_owned();
        let left = list.change("sato", StaffEdit::Leave { id }, 0).unwrap_err();
        assert_eq!(left.code, ErrorCode::StaffUnknown);
        assert_eq!(
            std::fs::read_to_string(data.path().join("staff.json")).unwrap(),
            by_hand
        );
        // And the desk knows it from now on.
        assert_eq!(list.require("sato"), Err(ErrorCode::StaffUnknown));
        assert_eq!(list.require("ito"), Ok(()));
    }

    #[test]
    fn whoever_is_called_otherwise_later_has_confirmed_under_the_name_of_then() {
        let data = tempfile::tempdir().unwrap();
        let list = load_or_make(data.path(), true).unwrap();
        let by_hand = r#"[{"id":"sato","name":"佐藤"}]"#;
        std::fs::write(data.path().join("staff.json"), by_hand).unwrap();
        for (name, now_ms) in [("田中", 10), ("田中", 15), ("山田", 20)] {
            let (id, name) = ("sato".to_owned(), name.to_owned());
            list.change("sato", StaffEdit::Rename { id, name }, now_ms)
                .unwrap();
        }
        for list in [list, load_or_make(data.path(), true).unwrap()] {
            let names = [0, 9, 10, 19, 20, 30].map(|at_ms| list.name_at("sato", at_ms).unwrap());
            assert_eq!(names, ["佐藤", "佐藤", "田中", "田中", "山田", "山田"]);
            assert_eq!(list.name_at("nobody", 0), None);
        }
    }

    #[test]
    fn what_was_edited_in_the_file_meanwhile_stays() {
        let data = tempfile::tempdir().unwrap();
        let list = load_or_make(data.path(), true).unwrap();
        let by_hand = r#"[{"id":"sato","name":"佐藤"},{"id":"ito","name":"伊藤"}]"#;
        std::fs::write(data.path().join("staff.json"), by_hand).unwrap();
        let name = "田中".to_owned();
        list.change("sato", StaffEdit::Add { name }, 0).unwrap();
        let names: Vec<_> = list.all().into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["佐藤", "伊藤", "田中"]);
        assert_eq!(load_or_make(data.path(), true).unwrap().all(), list.all());
        // A file that cannot be read any more is left as it is.
        std::fs::write(data.path().join("staff.json"), "[{").unwrap();
        let name = "山田".to_owned();
        assert!(list.change("sato", StaffEdit::Add { name }, 0).is_err());
        assert_eq!(
            std::fs::read_to_string(data.path().join("staff.json")).unwrap(),
            "[{"
        );
        assert_eq!(list.all().len(), 3);
    }
}
