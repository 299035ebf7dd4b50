//! How long each stage takes on a camera's picture; printed, not judged: the benchmark does that.

use std::time::Instant;

use crate::support::{face, frame, picture, recogniser};

const RUNS: usize = 15;

#[test]
fn milliseconds_of_each_stage() {
    let picture = picture("obama");
    let frame = frame(&picture, face(&picture).unwrap().area);
    let recogniser = recogniser();
    let area = recogniser.detect(&frame).unwrap()[0].area;
    let landmarks = recogniser.landmarks(&frame, area).unwrap();
    let aligned = recogniser.align(&frame, &landmarks).unwrap();
    let detect = median(|| recogniser.detect(&frame).unwrap());
    let points = median(|| recogniser.landmarks(&frame, area).unwrap());
    let align = median(|| recogniser.align(&frame, &landmarks).unwrap());
    let embed = median(|| recogniser.embed_aligned(&aligned).unwrap());
    let all = detect + points + align + embed;
    println!(
        "detect {detect:.1} + landmarks {points:.1} + align {align:.1} + embed {embed:.1} = {all:.1} ms"
    );
    assert!(all.is_finite());
}

fn median<Result>(run: impl Fn() -> Result) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            let _result = run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
