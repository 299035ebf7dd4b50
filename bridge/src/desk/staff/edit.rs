//! One change of the list.

use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::desk::Staff;
use madoguchi_shared::bridge::settings::{STAFF_NAME_LIMIT, StaffEdit};

/// The list after a change that somebody on it makes. `STAFF_NAME_REFUSED`, `STAFF_UNKNOWN`, `STAFF_NEEDED`
pub(super) fn edited(mut staff: Vec<Staff>, by: &str, edit: StaffEdit) -> Result<Vec<Staff>, ErrorCode> {
    match edit {
        StaffEdit::Add { name } => {
            let name = free_name(&staff, None, &name)?;
            let id = free_id(&staff);
            staff.push(Staff {
                id,
                name,
                left: false,
            });
        }
        StaffEdit::Rename { id, name } => {
            let name = free_name(&staff, Some(&id), &name)?;
            find(&mut staff, &id, false)?.name = name;
        }
        StaffEdit::Leave { id } => {
            let one = find(&mut staff, &id, false)?;
            // Whoever makes the change is on duty: so one always stays.
            if id == by {
                return Err(ErrorCode::StaffNeeded);
            }
            one.left = true;
        }
        StaffEdit::Return { id } => {
            let name = find(&mut staff, &id, true)?.name.clone();
            free_name(&staff, Some(&id), &name)?;
            find(&mut staff, &id, true)?.left = false;
        }
    }
    Ok(staff)
}

fn find<'a>(staff: &'a mut [Staff], id: &str, left: bool) -> Result<&'a mut Staff, ErrorCode> {
    let one = staff.iter_mut().find(|one| one.id == id && one.left == left);
    one.ok_or(ErrorCode::StaffUnknown)
}

/// The name without spaces around it, if nobody else on duty has it.
fn free_name(staff: &[Staff], own: Option<&str>, name: &str) -> Result<String, ErrorCode> {
    let name = name.trim();
    let taken = staff
        .iter()
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

/// `staff-N`, one more than there has ever been.
fn free_id(staff: &[Staff]) -> String {
    let numbers = staff
        .iter()
        .filter_map(|one| one.id.strip_prefix("staff-")?.parse::<u32>().ok());
    format!("staff-{}", numbers.max().unwrap_or(0).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Staff> {
        let one = |id: &str, name: &str, left| Staff {
            id: id.into(),
            name: name.into(),
            left,
        };
        vec![
            one("sato", "佐藤", false),
            one("staff-3", "鈴木", false),
            one("staff-7", "高橋", true),
        ]
    }

    fn add(name: &str) -> Result<Vec<Staff>, ErrorCode> {
        edited(list(), "sato", StaffEdit::Add { name: name.into() })
    }

    #[test]
    fn an_id_is_never_given_twice_and_the_name_of_who_left_is_free() {
        let after = add("  高橋　").unwrap();
        assert_eq!(
            (after[3].id.as_str(), after[3].name.as_str()),
            ("staff-8", "高橋")
        );
        // Whoever left comes back under another name only.
        let back = |list| edited(list, "sato", StaffEdit::Return { id: "staff-7".into() });
        assert_eq!(back(after), Err(ErrorCode::StaffNameRefused));
        assert!(back(list()).unwrap().iter().all(|one| !one.left));
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
        assert_eq!(edited(list(), "sato", rename("sato", "佐藤")).unwrap(), list());
        assert_eq!(
            edited(list(), "sato", rename("staff-3", "伊藤")).unwrap()[1].name,
            "伊藤"
        );
        assert_eq!(
            edited(list(), "sato", rename("staff-7", "伊藤")),
            Err(ErrorCode::StaffUnknown)
        );
        let leave = |id: &str| edited(list(), "sato", StaffEdit::Leave { id: id.into() });
        assert!(leave("staff-3").unwrap()[1].left);
        assert_eq!(leave("sato"), Err(ErrorCode::StaffNeeded));
        for id in ["staff-7", "nobody"] {
            assert_eq!(leave(id), Err(ErrorCode::StaffUnknown));
        }
    }
}
