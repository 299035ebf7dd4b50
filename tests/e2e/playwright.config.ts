// Browser tests over Debian's Chromium. `cargo xtask test --only e2e` builds everything and starts them in namespaces
// of their own, where pcscd can be started and killed.

import { defineConfig } from "@playwright/test";

import type { SystemOptions, WorkerOptions } from "./support/fixtures";

const SCENARIOS = "scenarios.spec.ts";
const TIMED = ["backend", "bulk", "camera", "face", "later", "settings"];
const PCSC = ["ends", "numbers", "pharmacy", "readers", "receive", "smoke", "unentrusted"];
const ALONE = [...TIMED, ...PCSC].map((name) => `${name}.spec.ts`);
// The smallest window that a counter has.
const viewport = { width: 1280, height: 800 };
const launchOptions = {
  executablePath: process.env.MADOGUCHI_CHROMIUM ?? "/usr/bin/chromium",
  // Root, as in most containers, has no Chromium sandbox.
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
// A desk's windows have scrollbars that take room; Playwright hides them, which pictures and measures are left with.
const SCROLLBARS = { ...launchOptions, ignoreDefaultArgs: ["--hide-scrollbars"] };
const SOFTWARE: SystemOptions & WorkerOptions = { reader: "simulated", facility: "clinic", pcsc: false };

export default defineConfig<SystemOptions, WorkerOptions>({
  projects: [
    // Readers over PC/SC, of which one worker can have some, and whatever has to come in time: one test at a time.
    { name: "alone", testDir: "specs", testMatch: ALONE, workers: 1, use: { launchOptions: SCROLLBARS } },
    // Nothing is timed in the rest, and their cards are software: two at a time.
    { name: "tests", testDir: "specs", testIgnore: [...ALONE, SCENARIOS], fullyParallel: true, use: { ...SOFTWARE, launchOptions: SCROLLBARS } },
    { name: "scenarios", testDir: "specs", testMatch: SCENARIOS, fullyParallel: true, use: { ...SOFTWARE, viewport, launchOptions: SCROLLBARS } },
    // Pictures for docs/screens, no checks: `cargo xtask screens`.
    { name: "screens", testDir: "screens", fullyParallel: true, use: SOFTWARE },
    // Measures, no checks: `cargo xtask bench bulk`, `bench page`.
    { name: "bench", testDir: "bench", workers: 1, use: { ...SOFTWARE, viewport } },
  ],
  outputDir: process.env.MADOGUCHI_RESULTS ?? "node_modules/.results",
  workers: 2,
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  // A busy machine is no failure; what has to be fast is timed where it is tested.
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    actionTimeout: 15_000,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    // A trace of every step costs as much time as the tests; MADOGUCHI_TRACE=1 asks for it.
    trace: process.env.MADOGUCHI_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions,
  },
});
