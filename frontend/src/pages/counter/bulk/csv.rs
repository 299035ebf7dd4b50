//! CSV for spreadsheets (RFC 4180, UTF-8 with BOM, CRLF). What a spreadsheet would take for a formula is made a text: names come from outside.

/// The file begins with it.
pub(super) const BOM: &str = "\u{feff}";

/// One line with its end.
pub(super) fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut line = String::new();
    for (at, text) in cells.into_iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        push_cell(&mut line, text);
    }
    line.push_str("\r\n");
    line
}

/// Always in quotes: a comma, a quote or the end of a line in it changes nothing.
fn push_cell(line: &mut String, text: &str) {
    line.push('"');
    if is_formula(text) {
        line.push('\'');
    }
    for c in text.chars() {
        match c {
            '"' => line.push_str("\"\""),
            // Ends the text in some programs.
            '\0' => {}
            c => line.push(c),
        }
    }
    line.push('"');
}

/// Whether a spreadsheet may compute it: what it begins with counts, also behind what is not seen.
fn is_formula(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
    };
    let begins_unseen = text
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '\t' | '\r' | '\n' | '\0'));
    let first = text.chars().find(|c| !unseen(*c));
    let computes =
        first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%'));
    computes || begins_unseen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts() {
        for hostile in [
            "=1+1",
            "=HYPERLINK(\"http://x\",\"y\")",
            "+81-3",
            "-2+3",
            "@SUM(A1)",
            "＝1+1",
            "＋1",
            "－1",
            "＠x",
            " =1+1",
            "　=1+1",
            "\t=1+1",
            "\r=1+1",
            "\n=1+1",
            "\u{feff}=1+1",
            "\u{200b}=1+1",
            "\0=1+1",
            "\tx",
            "|calc",
            "%x",
        ] {
            let line = line([hostile]);
            assert!(line.starts_with("\"'"), "{hostile:?}: {line:?}");
            assert!(line.ends_with("\"\r\n") && !line.contains('\0'));
        }
        for harmless in ["見本　花子", "0012", "a=b", "1-2", "", "'", "#x"] {
            assert!(!is_formula(harmless), "{harmless}");
        }
    }

    #[test]
    fn cells_keep_their_borders() {
        assert_eq!(line(["a", "b"]), "\"a\",\"b\"\r\n");
        assert_eq!(
            line(["a,b", "c\"d", "e\r\nf"]),
            "\"a,b\",\"c\"\"d\",\"e\r\nf\"\r\n"
        );
        // A quote at the end does not open the next cell.
        assert_eq!(line(["x\"", "=1"]), "\"x\"\"\",\"'=1\"\r\n");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_in_a_cell_comes_back(cells in proptest::collection::vec("[^\\x00]{0,12}", 1..6)) {
            let line = line(cells.iter().map(String::as_str));
            let read = read(line.strip_suffix("\r\n").unwrap());
            let texts: Vec<String> = cells
                .iter()
                .map(|cell| if is_formula(cell) { format!("'{cell}") } else { cell.clone() })
                .collect();
            proptest::prop_assert_eq!(read, texts);
        }
    }

    /// A reader of RFC 4180, for one line.
    fn read(line: &str) -> Vec<String> {
        let mut cells = Vec::new();
        let mut rest = line;
        loop {
            rest = rest.strip_prefix('"').unwrap();
            let mut cell = String::new();
            loop {
                let end = rest.find('"').unwrap();
                cell.push_str(&rest[..end]);
                rest = &rest[end + 1..];
                match rest.strip_prefix('"') {
                    Some(more) => {
                        cell.push('"');
                        rest = more;
                    }
                    None => break,
                }
            }
            cells.push(cell);
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => return cells,
            }
        }
    }
}
