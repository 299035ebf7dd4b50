// `cargo xtask bench bulk`: 一括取得 in the app beside a page in plain JavaScript, the same answer of the same sandbox, in turns in one run.
// Each round has programs and data of its own. It measures and prints; it judges nothing.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { type Browser, expect, type Page } from "@playwright/test";

import { Desk } from "../support/desk";
import { test } from "../support/fixtures";
import { bulkRows } from "../support/sandbox";
import type { System } from "../support/system";
import { median, print } from "./figures";
import { memory, scroll } from "./list";

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 3;
const INSTITUTION = "1312345679";
const START = /^(一括取得を指示する|続きから取得する)$/;

interface Measured {
  page: string;
  rows: number;
  /** First row, and all rows, in the page. */
  firstMs: number;
  allMs: number;
  /** All rows at the bridge; the plain page registers nothing. */
  registeredMs: number | null;
  /** By how much the page is larger afterwards. */
  pageMb: number;
  /** Longest frame while scrolling: while rows are being registered, and after. */
  busyFrameMs: number | null;
  frameMs: number;
  sandboxMb: number;
}

const all: Measured[] = [];
let chromium = "";

test.setTimeout(1_500_000);

for (const rows of SIZES) {
  for (let round = 0; round < ROUNDS; round += 1) {
    test(`${rows} rows, round ${round + 1}`, async ({ counter, hand, system, browser }) => {
      chromium = browser.version();
      await Desk.open(counter, hand);
      await bulkRows(system.sandbox, INSTITUTION, rows);
      const ways = [() => app(counter, system, rows), () => plain(browser, counter, system, rows)];
      for (const way of round % 2 === 0 ? ways : ways.reverse()) {
        all.push(await way());
      }
    });
  }
}

test.afterAll(() => {
  if (all.length > 0) tell();
});

/** From the press of the button on; registering goes on meanwhile. */
async function app(page: Page, system: System, rows: number): Promise<Measured> {
  await page.bringToFront();
  await page.getByRole("button", { name: "資格情報の一括取得" }).click();
  await expect(page.getByRole("button", { name: START })).toBeEnabled();
  await page.getByText("この診療年月は").waitFor();
  const before = await memory(page);
  const mark = markMemory(system);
  const { firstMs, allMs } = await page.evaluate(
    ([rows, start]) =>
      new Promise<{ firstMs: number; allMs: number }>((done) => {
        let firstMs = 0;
        const press = [...document.querySelectorAll("button")].find(({ textContent }) => new RegExp(start).test(textContent.trim()))!;
        const begun = performance.now();
        const look = () => {
          firstMs ||= document.querySelector(".grid .lines [role=row]") ? performance.now() - begun : 0;
          // The head of the list is a row, too.
          if (Number(document.querySelector(".grid")?.getAttribute("aria-rowcount") ?? 0) > rows) {
            done({ firstMs, allMs: performance.now() - begun });
          } else {
            requestAnimationFrame(look);
          }
        };
        const registered = new Promise<number>((over) => {
          const look = () => {
            const said = document.querySelector(".bulk .step h3")?.textContent ?? "";
            return /登録(しました|を終えました)/.test(said) ? over(performance.now() - begun) : setTimeout(look, 5);
          };
          look();
        });
        Object.assign(window, { registered });
        press.click();
        look();
      }),
    [rows, START.source] as const,
  );
  const sandboxMb = grownBy(system, mark);
  const over = page.getByRole("heading", { name: /登録(しました|を終えました)/ });
  const busy = await scroll(page, ".grid");
  const busyFrameMs = (await over.isVisible()) ? null : busy;
  const registeredMs = await page.evaluate(() => (window as unknown as { registered: Promise<number> }).registered);
  const pageMb = (await memory(page)) - before;
  const frameMs = await scroll(page, ".grid");
  await page.getByRole("button", { name: "一覧に戻る" }).click();
  return { page: "madoguchi", rows, firstMs, allMs, registeredMs, pageMb, busyFrameMs, frameMs, sandboxMb };
}

async function plain(browser: Browser, counter: Page, system: System, rows: number): Promise<Measured> {
  // Of the bridge's origin, which the sandbox takes, but none of its pages.
  const context = await browser.newContext({ bypassCSP: true, viewport: counter.viewportSize() });
  const page = await context.newPage();
  await page.goto(`${system.origin}/plain`);
  await page.setContent(readFileSync(path.join(import.meta.dirname, "plain.html"), "utf8"));
  const query = JSON.stringify({ institutionCode: INSTITUTION, medicalTreatmentMonth: month() });
  const token = await sign(counter, system, query);
  await page.bringToFront();
  const before = await memory(page);
  const mark = markMemory(system);
  const url = `${system.sandbox.ready.address}/v1/qualifications/bulk`;
  const told = await page.evaluate(
    (given) => (window as unknown as { load: (...given: string[]) => Promise<Measured> }).load(...given),
    [url, query, token],
  );
  const sandboxMb = grownBy(system, mark);
  expect(told.rows).toBeGreaterThanOrEqual(rows);
  const pageMb = (await memory(page)) - before;
  const frameMs = await scroll(page, ".list");
  await context.close();
  const none = { registeredMs: null, busyFrameMs: null };
  return { page: "plain JavaScript", rows, firstMs: told.firstMs, allMs: told.allMs, pageMb, frameMs, sandboxMb, ...none };
}

/** A desk token for these bytes, as the counter gets one. */
async function sign(counter: Page, system: System, body: string): Promise<string> {
  const token = await counter.evaluate(() => localStorage.getItem("madoguchi.pairing.counter"));
  const answer = await counter.context().request.post(`${system.origin}/api/v1/desk-tokens`, {
    headers: { authorization: `Bearer ${token}`, origin: system.origin, "sec-fetch-site": "same-origin" },
    data: { operation: "bulkQuery", bodySha256: createHash("sha256").update(body).digest("hex") },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return ((await answer.json()) as { token: string }).token;
}

/** Resident memory of the sandbox now, MB; its peak is counted from here. */
function markMemory(system: System): number {
  writeFileSync(`/proc/${system.sandbox.pid}/clear_refs`, "5");
  return resident(system, "VmRSS");
}

/** By how much it was more at its peak, MB. */
function grownBy(system: System, mark: number): number {
  return resident(system, "VmHWM") - mark;
}

function resident(system: System, field: string): number {
  const status = readFileSync(`/proc/${system.sandbox.pid}/status`, "utf8");
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1024;
}

/** In Tokyo. */
function month(): string {
  const now = new Date(Date.now() + 9 * 3_600_000);
  return `${now.getUTCFullYear()}${String(now.getUTCMonth() + 1).padStart(2, "0")}`;
}

function tell(): void {
  const lines = SIZES.flatMap((rows) =>
    ["madoguchi", "plain JavaScript"].map((page) => {
      const some = all.filter((one) => one.rows === rows && one.page === page);
      const cell = (read: (one: Measured) => number | null) => {
        const values = some.map(read).filter((value) => value !== null);
        return values.length > 0 ? median(values) : "–";
      };
      const worst = (read: (one: Measured) => number | null) => {
        const values = some.map(read).filter((value) => value !== null);
        return values.length > 0 ? Math.max(...values) : "–";
      };
      return [
        `${rows} rows, ${page}`,
        cell(({ firstMs }) => firstMs),
        cell(({ allMs }) => allMs),
        cell(({ registeredMs }) => registeredMs),
        cell(({ pageMb }) => pageMb),
        worst(({ frameMs }) => frameMs),
        worst(({ busyFrameMs }) => busyFrameMs),
        worst(({ sandboxMb }) => sandboxMb),
      ];
    }),
  );
  print(
    `一括取得, Chromium ${chromium}, ${ROUNDS} rounds, the two pages in turns: medians; of frames and of the sandbox's growth the most`,
    ["", "first row ms", "all rows ms", "registered ms", "page grows MB", "longest frame ms", "while registering", "sandbox grows MB"],
    lines,
  );
}
