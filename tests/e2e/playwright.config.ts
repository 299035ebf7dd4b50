// Browser tests over Debian's Chromium. `cargo xtask test --only e2e` builds everything and starts them;
// by hand: MADOGUCHI_BIN=<target>/debug MADOGUCHI_APP=<target>/app npx playwright test

import { defineConfig } from "@playwright/test";

import type { SystemOptions } from "./support/fixtures";

export default defineConfig<SystemOptions>({
  testDir: "specs",
  outputDir: process.env.MADOGUCHI_RESULTS ?? "node_modules/.results",
  // Each test starts programs of its own; side by side they would only slow each other.
  workers: 1,
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: "list",
  use: {
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    trace: "retain-on-failure",
    launchOptions: {
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
    },
  },
});
