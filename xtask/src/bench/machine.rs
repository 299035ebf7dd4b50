//! What a benchmark was run with and on: figures mean nothing without.

use std::fs::read_to_string;

/// Prints the command, the processor, memory, and how busy the machine was just before.
pub(super) fn print(name: &str) {
    let processors = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let memory = read_to_string("/proc/meminfo").unwrap_or_default();
    let load = read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "cargo xtask bench {name}: {}; load of the last minute {}\n",
        machine(&processors, &memory),
        load.split(' ').next().unwrap_or_default()
    );
}

fn machine(processors: &str, memory: &str) -> String {
    let value = |text: &str, field: &str| {
        let line = text.lines().find(|line| line.starts_with(field));
        line.and_then(|line| Some(line.split_once(':')?.1.trim().to_owned()))
    };
    let count = processors
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count();
    let model = value(processors, "model name").unwrap_or_default();
    let kilobytes = value(memory, "MemTotal").unwrap_or_default();
    let kilobytes: u64 = kilobytes.trim_end_matches(" kB").parse().unwrap_or(0);
    format!("{count} × {model}, {} GiB", kilobytes >> 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_its_processors_and_memory() {
        let processors = "processor\t: 0\nmodel name\t: AMD EPYC\n\nprocessor\t: 1\nmodel name\t: AMD EPYC\n";
        let memory = "MemTotal:       25165824 kB\nMemFree: 1 kB\n";
        assert_eq!(machine(processors, memory), "2 × AMD EPYC, 24 GiB");
    }
}
