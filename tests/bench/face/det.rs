//! Error rates of distances over thresholds, and how much so few pairs can say.

/// Distances of pairs.
#[derive(Debug, Default)]
pub(crate) struct Distances {
    /// Of one person.
    pub(crate) same: Vec<f32>,
    /// Of two.
    pub(crate) different: Vec<f32>,
}

/// Pairs from which 3 ÷ n is near enough, and never too low.
const RULE_OF_THREE: usize = 30;

/// Errors among so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) errors: usize,
    pub(crate) of: usize,
}

impl Distances {
    /// False matches: of two people, and near enough.
    pub(crate) fn false_matches(&self, threshold: f32) -> Rate {
        Rate::count(&self.different, |distance| distance <= threshold)
    }

    /// False non-matches: of one person, and too far.
    pub(crate) fn false_non_matches(&self, threshold: f32) -> Rate {
        Rate::count(&self.same, |distance| distance > threshold)
    }
}

impl Rate {
    fn count(distances: &[f32], is_error: impl Fn(f32) -> bool) -> Self {
        Self {
            errors: distances.iter().filter(|distance| is_error(**distance)).count(),
            of: distances.len(),
        }
    }

    /// What was seen; `None` without pairs.
    pub(crate) fn seen(self) -> Option<f64> {
        (self.of > 0).then(|| self.errors as f64 / self.of as f64)
    }

    /// What the true rate is below with 95 % confidence, if the pairs are independent, which those of few people are not.
    /// Without errors the rule of three, 3 ÷ n, from [`RULE_OF_THREE`] on; else where the binomial distribution gives so few
    /// errors 5 %.
    pub(crate) fn below(self) -> f64 {
        if self.errors >= self.of {
            return 1.0;
        }
        if self.errors == 0 && self.of >= RULE_OF_THREE {
            return 3.0 / self.of as f64;
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if self.at_most(middle) > 0.05 {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }

    /// How probable no more errors are where the rate is `rate`. By logarithms: the powers are too small otherwise.
    fn at_most(self, rate: f64) -> f64 {
        let mut term = self.of as f64 * (1.0 - rate).ln();
        let mut sum = term.exp();
        for error in 1..=self.errors {
            let (error, of) = (error as f64, self.of as f64);
            term += ((of - error + 1.0) / error).ln() + rate.ln() - (1.0 - rate).ln();
            sum += term.exp();
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distances() -> Distances {
        Distances {
            same: vec![0.3, 0.4, 0.5, 0.6],
            different: vec![0.5, 0.7, 0.8, 0.9, 1.0],
        }
    }

    #[test]
    fn a_threshold_is_near_enough_itself() {
        for (threshold, false_matches, false_non_matches) in
            [(0.2, 0, 4), (0.4, 0, 2), (0.5, 1, 1), (1.0, 5, 0)]
        {
            let distances = distances();
            assert_eq!(
                distances.false_matches(threshold).errors,
                false_matches,
                "{threshold}"
            );
            assert_eq!(
                distances.false_non_matches(threshold).errors,
                false_non_matches,
                "{threshold}"
            );
        }
        assert_eq!(distances().false_matches(0.5).seen(), Some(0.2));
        assert_eq!(Distances::default().false_matches(0.5).seen(), None);
    }

    #[test]
    fn no_errors_among_few_say_little() {
        let below = |errors, of| Rate { errors, of }.below();
        assert!((below(0, 30_000) - 1e-4).abs() < 1e-12);
        assert!((below(0, 3) - 0.631_6).abs() < 1e-3);
        assert!((below(0, 29) - below(0, 30)).abs() < 5e-3);
        assert!((below(0, 0) - 1.0).abs() < 1e-12);
        assert!((below(3, 3) - 1.0).abs() < 1e-12);
        // Clopper and Pearson, one-sided: 1 of 10 and 5 of 100.
        assert!((below(1, 10) - 0.394_2).abs() < 1e-3, "{}", below(1, 10));
        assert!((below(5, 100) - 0.102_3).abs() < 1e-3, "{}", below(5, 100));
    }
}
