//! Error rates of the nets on pictures that somebody brings: a file of lines `PICTURE PICTURE same|different`, its paths
//! seen from its folder. Blank lines and those that begin with `#` are passed over.

use super::det::{Distances, Rate};
use super::numbers;
use anyhow::{Context, Result, bail};
use madoguchi_face::{Embedding, Limits, Recogniser, decode};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// A line.
#[derive(Debug, PartialEq, Eq)]
struct Pair<'a> {
    pictures: [&'a str; 2],
    same: bool,
}

pub(crate) fn report(recogniser: &Recogniser, file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let (mut distances, mut missed) = (Distances::default(), 0);
    // Each picture once, however many pairs it is in. `None`: no face is found in it.
    let mut faces: HashMap<&str, Option<Embedding>> = HashMap::new();
    for Pair { pictures, same } in parse(&text)? {
        for picture in pictures {
            if !faces.contains_key(picture) {
                faces.insert(picture, embedding(recogniser, &folder.join(picture))?);
            }
        }
        let [one, other] = pictures.map(|picture| faces.get(picture).and_then(Option::as_ref));
        let (Some(one), Some(other)) = (one, other) else {
            missed += 1;
            continue;
        };
        let of = if same {
            &mut distances.same
        } else {
            &mut distances.different
        };
        of.push(recogniser.distance(one, other));
    }
    print(recogniser, &distances, missed);
    Ok(())
}

fn parse(text: &str) -> Result<Vec<Pair<'_>>> {
    let lines = (1..).zip(text.lines().map(str::trim));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(
            |(number, line)| match line.split_whitespace().collect::<Vec<_>>()[..] {
                [one, other, kind @ ("same" | "different")] => Ok(Pair {
                    pictures: [one, other],
                    same: kind == "same",
                }),
                _ => bail!("line {number} is not `PICTURE PICTURE same|different`"),
            },
        )
        .collect()
}

fn embedding(recogniser: &Recogniser, picture: &Path) -> Result<Option<Embedding>> {
    let name = || picture.display().to_string();
    let bytes = fs::read(picture).with_context(name)?;
    let image = decode(&bytes, Limits::FRAME).with_context(name)?;
    Ok(numbers(recogniser, &image).ok())
}

fn print(recogniser: &Recogniser, distances: &Distances, missed: usize) {
    let (same, different) = (distances.same.len(), distances.different.len());
    println!("{same} pairs of one person, {different} of two; {missed} without a face are in no rate");
    println!(
        "below: with 95 % confidence, if the pairs are independent; without errors 3 ÷ n from 30 pairs on\n"
    );
    println!("threshold      FMR    below     FNMR    below");
    let thresholds = &recogniser.manifest().thresholds;
    let named = [
        (thresholds.strict, "strict"),
        (thresholds.standard, "standard"),
        (thresholds.different, "different"),
    ];
    let mut rows: Vec<(f32, &str)> = (2_u8..=18).map(|step| (f32::from(step) / 20.0, "")).collect();
    rows.retain(|(at, _)| named.iter().all(|(other, _)| (at - other).abs() > 1e-6));
    rows.extend(named);
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (at, name) in rows {
        let row = [distances.false_matches(at), distances.false_non_matches(at)].map(columns);
        println!("{at:>9.2} {} {}  {name}", row[0], row[1]);
    }
}

fn columns(rate: Rate) -> String {
    let seen = rate
        .seen()
        .map_or_else(|| "-".into(), |seen| format!("{seen:.5}"));
    format!("{seen:>8} {:>8.5}", rate.below())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_pairs() {
        let pairs = parse("# people who agreed\n\na.jpg b/c.jp2  same\n a.jpg d.png different\n").unwrap();
        let wanted = [(["a.jpg", "b/c.jp2"], true), (["a.jpg", "d.png"], false)];
        let wanted = wanted.map(|(pictures, same)| Pair { pictures, same });
        assert_eq!(pairs, wanted);
        for line in ["a b", "a b maybe", "a b same c"] {
            assert!(parse(line).unwrap_err().to_string().contains("line 1"));
        }
    }
}
