//! The staff to choose from (D21): `staff.json` in the data folder, edited by the institution.

use super::new_file;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::desk::Staff;
use std::io::ErrorKind;
use std::path::Path;

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
pub fn load_or_make(data: &Path, samples: bool) -> Result<Vec<Staff>, StaffError> {
    let path = data.join("staff.json");
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let text = first_list(samples);
            new_file::make(&path, text.as_bytes())?;
            text
        }
        Err(error) => return Err(error.into()),
    };
    let staff: Vec<Staff> = serde_json::from_str(&text).map_err(|error| StaffError::Content(error.line()))?;
    let whole = staff.iter().enumerate().all(|(index, one)| {
        let first = staff.iter().position(|other| other.id == one.id) == Some(index);
        first && !one.id.trim().is_empty() && !one.name.trim().is_empty()
    });
    whole.then_some(staff).ok_or(StaffError::Ids)
}

/// `STAFF_UNKNOWN` unless the list has this id.
pub fn require(staff: &[Staff], id: &str) -> Result<(), ErrorCode> {
    let known = staff.iter().any(|one| one.id == id);
    known.then_some(()).ok_or(ErrorCode::StaffUnknown)
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
        assert_eq!(made.len(), 3);
        assert!(made.iter().all(|staff| staff.name.contains("見本")));
        assert_eq!(load_or_make(data.path(), false).unwrap(), made);
        assert_eq!(require(&made, "sato"), Ok(()));
        assert_eq!(require(&made, "SATO"), Err(ErrorCode::StaffUnknown));
        assert_eq!(require(&made, ""), Err(ErrorCode::StaffUnknown));
    }

    #[test]
    fn a_list_with_two_of_one_id_is_refused() {
        let data = tempfile::tempdir().unwrap();
        let text = r#"[{"id":"a","name":"A"},{"id":"a","name":"B"}]"#;
        std::fs::write(data.path().join("staff.json"), text).unwrap();
        assert!(matches!(load_or_make(data.path(), false), Err(StaffError::Ids)));
    }
}
