//! The one place that reads the clock. Days are Asia/Tokyo days, whatever the machine says (D20).

/// Now, ms since 1970.
#[cfg(target_arch = "wasm32")]
pub fn now_ms() -> i64 {
    // Whole milliseconds far below 2^53: nothing is lost.
    #[allow(clippy::cast_possible_truncation)]
    let now = js_sys::Date::now() as i64;
    now
}

/// Now, ms since 1970, outside of a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn now_ms() -> i64 {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or_default()
}

/// `9:05`, the time of day in Tokyo.
pub fn tokyo_time(epoch_ms: i64) -> String {
    const MINUTE: i64 = 60_000;
    let minutes = (epoch_ms / MINUTE + 9 * 60).rem_euclid(24 * 60);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokyo_is_nine_hours_ahead() {
        // 2026-11-22T15:04:59.999Z
        assert_eq!(tokyo_time(1_795_359_899_999), "0:04");
        assert_eq!(tokyo_time(0), "9:00");
    }
}
