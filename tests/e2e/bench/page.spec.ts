// `cargo xtask bench page`: cold load of the counter beside the same page as static HTML, and beside that page when it waits until the app's
// program is compiled and does not run it: what any program of this size takes. In turns in one run. It measures and prints; it judges nothing.

import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";

import type { Browser, BrowserContext, Page } from "@playwright/test";

import { chooseStaff } from "../support/desk";
import { test } from "../support/fixtures";
import { Program } from "../support/program";
import type { System } from "../support/system";
import { median, print } from "./figures";

/** What DevTools calls them; bytes a second. */
const PROFILES = [
  { name: "LAN (1 ms, 100 Mbit/s)", latency: 1, downloadThroughput: 12_500_000, uploadThroughput: 12_500_000 },
  { name: "slow 4G (150 ms, 1.6 Mbit/s)", latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
];
const ROUNDS = 15;
const WINDOW_SETTLES_MS = 1_000;
/** Loaded and compiled as the app's is, and left at that. */
const WAITS =
  '<link rel="preload" href="/program.wasm" crossorigin="anonymous" as="fetch" type="application/wasm"><script type="module" src="/compile.js"></script>';
const COMPILE = `await WebAssembly.compileStreaming(fetch("/program.wasm"));
document.querySelectorAll("button").forEach((button) => (button.disabled = false));`;

interface Loaded {
  usableMs: number;
  /** Bytes that were transferred, kB. */
  kilobytes: number;
}

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

// The app that is shipped has no readers in software.
test.use({ reader: "pcsc", pcsc: true });
test.setTimeout(600_000);

const servers: { stop: () => Promise<void> }[] = [];
test.afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ stop }) => stop()));
});

test("page", async ({ counter, system, browser }) => {
  await chooseStaff(counter);
  await counter.getByRole("button", { name: "カードで受付を始める" }).and(counter.locator(":enabled")).waitFor();
  const paired = await counter.context().storageState();
  const html = await stillPage(counter);
  const style = await counter.evaluate(async () => (await fetch(document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")!.href)).text());
  await counter.close();
  const still = await serve(system, { "index.html": html, "style.css": style });
  const waiting = html.replaceAll("<button", "<button disabled").replace("</head>", `${WAITS}</head>`);
  const compiled = await serve(system, { "index.html": waiting, "style.css": style, "compile.js": COMPILE }, await program());
  const pages = [
    { name: "madoguchi", address: system.origin, state: paired },
    { name: "static HTML", address: still.address, state: undefined },
    { name: "static, program compiled", address: compiled.address, state: undefined },
  ];
  const lines: (string | number)[][] = [];
  for (const profile of PROFILES) {
    const loads: Loaded[][] = pages.map(() => []);
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [at, page] of pages.entries()) {
        const loaded = await load(browser, page.address, page.state, profile);
        // The first ones warm up the programs, not the browser: that has nothing of either.
        if (round > 0) loads[at]!.push(loaded);
      }
    }
    const usable = loads.map((some) => median(some.map(({ usableMs }) => usableMs)));
    for (const [at, { name }] of pages.entries()) {
      const some = loads[at]!;
      const least = Math.min(...some.map(({ usableMs }) => usableMs));
      lines.push([`${profile.name}, ${name}`, usable[at]!, least, some[0]!.kilobytes, (usable[at]! / usable[1]!).toFixed(2)]);
    }
  }
  const title = `cold load to the usable counter, Chromium ${browser.version()}, medians of ${ROUNDS} rounds in turns (aim on the LAN: at most 1.30)`;
  print(title, ["", "median ms", "min ms", "kB", "x static"], lines);
});

/** The counter as it stands: its elements, nothing that computes. */
async function stillPage(counter: Page): Promise<string> {
  const html = await counter.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    copy.querySelectorAll("script, link, noscript").forEach((element) => element.remove());
    copy.querySelector("head")!.insertAdjacentHTML("beforeend", '<link rel="stylesheet" href="/style.css">');
    return copy.outerHTML;
  });
  return `<!doctype html>${html}`;
}

/** The app's program as it is served, compressed. */
async function program(): Promise<string> {
  const names = await readdir(process.env.MADOGUCHI_APP!);
  const name = names.find((name) => /^madoguchi-frontend-\w+_bg\.wasm$/.test(name));
  if (name === undefined) throw new Error(`no program of the app among ${names.join(", ")}`);
  return path.join(process.env.MADOGUCHI_APP!, name);
}

/** A bridge of its own serves these files, and `wasm` as `/program.wasm`. */
async function serve(system: System, files: Record<string, string>, wasm?: string) {
  const folder = await mkdtemp(path.join(tmpdir(), "madoguchi-bench-"));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(folder, name), text);
    await writeFile(path.join(folder, `${name}.br`), brotliCompressSync(text));
  }
  if (wasm !== undefined) for (const end of ["", ".br"]) await copyFile(wasm + end, path.join(folder, `program.wasm${end}`));
  const args = ["serve", "--data", path.join(folder, "bridge"), "--app", folder, "--port", "0", "--print-address"];
  args.push("--reader", "simulated", "--backend", system.sandbox.ready.address);
  const bridge = await Program.start("static", path.join(process.env.MADOGUCHI_BIN!, "madoguchi-bridge"), args);
  const stop = async () => {
    await bridge.stop();
    await rm(folder, { recursive: true });
  };
  servers.push({ stop });
  return { address: new URL(bridge.ready.address).origin };
}

/** Opens a page in a browser that knows nothing of it but the pairing. */
async function load(browser: Browser, address: string, storageState: State | undefined, profile: (typeof PROFILES)[0]): Promise<Loaded> {
  const context = await browser.newContext({ storageState, locale: "ja-JP", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", { offline: false, ...profile });
  await page.addInitScript(() => {
    // Who is on duty was chosen in this tab before.
    sessionStorage.setItem("madoguchi.staff", "sato");
    const usable = new Promise<number>((done) => {
      const look = () => {
        const buttons = [...document.querySelectorAll("button")];
        if (buttons.some((button) => button.textContent.trim() === "カードで受付を始める" && !button.disabled)) {
          watch.disconnect();
          // Drawn by then.
          requestAnimationFrame(() => setTimeout(() => done(performance.now())));
        }
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
    });
    Object.assign(window, { usable });
  });
  // A new window loads pages of Chromium's own first, for its address bar, on the same processors. At a desk the window is open already.
  await page.waitForTimeout(WINDOW_SETTLES_MS);
  await page.goto(`${address}/`, { waitUntil: "commit" });
  const loaded = await page.evaluate(async () => {
    const usableMs = await (window as unknown as { usable: Promise<number> }).usable;
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const bytes = entries.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0);
    return { usableMs, kilobytes: bytes / 1000 };
  });
  await context.close();
  return loaded;
}
