//! One change of the list.

use super::{Entry, FormerName};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::desk::Staff;
use madoguchi_shared::bridge::settings::{STAFF_NAME_LIMIT, StaffEdit};
use uuid::Uuid;

/// The list after a change that somebody on it makes at this time, ms since 1970. `STAFF_NAME_REFUSED`, `STAFF_UNKNOWN`, `STAFF_NEEDED`
pub(super) fn edited(
    mut staff: Vec<Entry>,
    by: &str,
    edit: StaffEdit,
    now_ms: i64,
) -> Result<Vec<Entry>, ErrorCode> {
    require(&staff, by)?;
    match edit {
        StaffEdit::Add { name } => {
            let now = Staff {
                // Of nobody who was ever on the list, also where the file does not know them any more.
                id: Uuid::now_v7().to_string(),
                name: free_name(&staff, None, &name)?,
                left: false,
            };
            staff.push(Entry {
                now,
                before: Vec::new(),
            });
        }
        StaffEdit::Rename { id, name } => {
            let name = free_name(&staff, Some(&id), &name)?;
            let one = find(&mut staff, &id, false)?;
            if one.now.name != name {
                let name = std::mem::replace(&mut one.now.name, name);
                one.before.push(FormerName {
                    name,
                    until_ms: now_ms,
                });
            }
        }
        StaffEdit::Leave { id } => {
            let one = find(&mut staff, &id, false)?;
            // Whoever makes the change is on duty: so one always stays.
            if id == by {
                return Err(ErrorCode::StaffNeeded);
            }
            one.now.left = true;
        }
        StaffEdit::Return { id } => {
            let name = find(&mut staff, &id, true)?.now.name.clone();
            free_name(&staff, Some(&id), &name)?;
            find(&mut staff, &id, true)?.now.left = false;
        }
    }
    Ok(staff)
}

/// `STAFF_UNKNOWN` unless somebody on duty has this id.
pub(super) fn require(staff: &[Entry], id: &str) -> Result<(), ErrorCode> {
    let known = staff.iter().any(|one| one.now.id == id && !one.now.left);
    known.then_some(()).ok_or(ErrorCode::StaffUnknown)
}

fn find<'a>(staff: &'a mut [Entry], id: &str, left: bool) -> Result<&'a mut Entry, ErrorCode> {
    let one = staff
        .iter_mut()
        .find(|one| one.now.id == id && one.now.left == left);
    one.ok_or(ErrorCode::StaffUnknown)
}

/// The name without spaces around it, if nobody else on duty has it.
fn free_name(staff: &[Entry], own: Option<&str>, name: &str) -> Result<String, ErrorCode> {
    let name = name.trim();
    let taken = staff
        .iter()
        .map(|one| &one.now)
        .any(|one| !one.left && Some(one.id.as_str()) != own && one.name.trim() == name);
    let plain = !name.chars().any(is_unseen);
    let fits = (1..=STAFF_NAME_LIMIT).contains(&name.chars().count());
    (fits && plain && !taken)
        .then(|| name.to_owned())
        .ok_or(ErrorCode::StaffNameRefused)
}

/// What would not be seen in a name, or turns what stands beside it around.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Entry> {
        let one = |id: &str, name: &str, left| Entry {
            now: Staff {
                id: id.into(),
                name: name.into(),
                left,
            },
            before: Vec::new(),
        };
        vec![
            one("sato", "佐藤", false),
            one("staff-3", "鈴木", false),
            one("staff-7", "高橋", true),
        ]
    }

    fn add(name: &str) -> Result<Vec<Entry>, ErrorCode> {
        edited(list(), "sato", StaffEdit::Add { name: name.into() }, 5)
    }

    #[test]
    fn an_id_is_never_given_twice_and_the_name_of_who_left_is_free() {
        let after = add("  高橋　").unwrap();
        assert_eq!(after[3].now.name, "高橋");
        // Also when the last with an id was taken out of the file, or had the highest there can be.
        let last = format!("staff-{}", u32::MAX);
        for id in ["staff-7", &last] {
            let mut with = list();
            with[2].now.id = id.into();
            let add = |list| {
                edited(
                    list,
                    "sato",
                    StaffEdit::Add {
                        name: "伊藤".into()
                    },
                    5,
                )
                .unwrap()
            };
            let first = add(with).pop().unwrap().now.id;
            let mut without = list();
            without.pop();
            let second = add(without).pop().unwrap().now.id;
            assert!(first != id && second != id && first != second, "{first} {second}");
        }
        // Whoever left comes back under another name only.
        let back = |list| edited(list, "sato", StaffEdit::Return { id: "staff-7".into() }, 5);
        assert_eq!(back(after), Err(ErrorCode::StaffNameRefused));
        assert!(back(list()).unwrap().iter().all(|one| !one.now.left));
    }

    #[test]
    fn names_that_are_none_are_refused() {
        for name in [
            "",
            " ",
            "佐藤",
            " 佐藤 ",
            "a\nb",
            "a\u{202e}b",
            "a\u{200b}",
            &"長".repeat(41),
        ] {
            assert_eq!(add(name), Err(ErrorCode::StaffNameRefused), "{name:?}");
        }
        assert!(add(&"長".repeat(40)).is_ok());
    }

    #[test]
    fn renamed_and_taken_out_by_somebody_who_stays() {
        let rename = |id: &str, name: &str| StaffEdit::Rename {
            id: id.into(),
            name: name.into(),
        };
        assert_eq!(edited(list(), "sato", rename("sato", "佐藤"), 5).unwrap(), list());
        assert_eq!(
            edited(list(), "sato", rename("staff-3", "伊藤"), 5).unwrap()[1]
                .now
                .name,
            "伊藤"
        );
        assert_eq!(
            edited(list(), "sato", rename("staff-7", "伊藤"), 5),
            Err(ErrorCode::StaffUnknown)
        );
        let leave = |id: &str| edited(list(), "sato", StaffEdit::Leave { id: id.into() }, 5);
        assert!(leave("staff-3").unwrap()[1].now.left);
        assert_eq!(leave("sato"), Err(ErrorCode::StaffNeeded));
        for id in ["staff-7", "nobody"] {
            assert_eq!(leave(id), Err(ErrorCode::StaffUnknown));
        }
    }
}
