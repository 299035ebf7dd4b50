// `cargo xtask bench bulk`: 一括取得 in the app beside a page in plain JavaScript, the same answer of the same sandbox, in turns in one run.
// It measures and prints; it judges nothing.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { expect, type Page } from "@playwright/test";

import { Desk } from "../support/desk";
import { test } from "../support/fixtures";
import { bulkRows } from "../support/sandbox";

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 3;
const INSTITUTION = "1312345679";

interface Measured {
  page: string;
  rows: number;
  firstMs: number;
  allMs: number;
  heapMb: number;
  frameMs: number;
  sandboxMb: number;
}

test.setTimeout(1_500_000);

test("bulk", async ({ counter, hand, system, browser }) => {
  const all: Measured[] = [];
  await Desk.open(counter, hand);
  for (const rows of SIZES) {
    await bulkRows(system.sandbox, INSTITUTION, rows);
    for (let round = 0; round < ROUNDS; round += 1) {
      all.push(await app(counter, rows));
      all.push(await plain(counter, rows));
    }
  }
  print(all, browser.version());

  /** The app: from the press of the button; registering goes on meanwhile and is broken off when all rows have come. */
  async function app(page: Page, rows: number): Promise<Measured> {
    await page.bringToFront();
    await page.getByRole("button", { name: "資格情報の一括取得" }).click();
    const start = page.getByRole("button", { name: /^(一括取得を指示する|続きから取得する)$/ });
    await expect(start).toBeEnabled();
    await page.getByText("この診療年月は").or(page.getByText("前回")).first().waitFor();
    const before = memory();
    const times = page.evaluate(
      (rows) =>
        new Promise<{ firstMs: number; allMs: number }>((done) => {
          const begun = performance.now();
          let firstMs = 0;
          const look = () => {
            firstMs ||= document.querySelector(".grid .lines [role=row]") ? performance.now() - begun : 0;
            const count = Number(document.querySelector(".grid")?.getAttribute("aria-rowcount") ?? 0);
            if (count > rows) {
              done({ firstMs, allMs: performance.now() - begun });
            } else {
              requestAnimationFrame(look);
            }
          };
          [...document.querySelectorAll("button")].find(({ innerText }) => /^(一括取得を指示する|続きから取得する)$/.test(innerText.trim()))!.click();
          look();
        }),
      rows,
    );
    const { firstMs, allMs } = await times;
    const sandboxMb = memory() - before;
    // What is under way does not disturb the scrolling of neither page.
    const cancel = page.getByRole("button", { name: "中断する" });
    if (await cancel.isVisible()) {
      await cancel.click({ timeout: 2_000 }).catch(() => {});
    }
    const heapMb = await heap(page);
    const frameMs = await scroll(page, ".grid");
    await page.getByRole("button", { name: "一覧に戻る" }).click();
    return { page: "madoguchi", rows, firstMs, allMs, heapMb, frameMs, sandboxMb };
  }

  async function plain(page: Page, rows: number): Promise<Measured> {
    const other = await page.context().newPage();
    await other.route("**/plain.html", (route) =>
      route.fulfill({ contentType: "text/html", body: readFileSync(path.join(import.meta.dirname, "plain.html"), "utf8") }),
    );
    await other.goto(`${system.origin}/plain.html`);
    const body = JSON.stringify({ institutionCode: INSTITUTION, medicalTreatmentMonth: month() });
    const signed = await sign(page, body);
    const before = memory();
    const url = `${system.sandbox.ready.address}/v1/qualifications/bulk`;
    const told = await other.evaluate(
      ([url, body, token]) => (window as unknown as { load: (...args: string[]) => Promise<Measured> }).load(url, body, token),
      [url, body, signed],
    );
    const sandboxMb = memory() - before;
    const heapMb = await heap(other);
    const frameMs = await scroll(other, ".list");
    await other.close();
    return { page: "plain JavaScript", rows, firstMs: told.firstMs, allMs: told.allMs, heapMb, frameMs, sandboxMb };
  }

  /** A desk token for these bytes, as the counter gets one. */
  async function sign(page: Page, body: string): Promise<string> {
    const asked = { operation: "bulkQuery", bodySha256: createHash("sha256").update(body).digest("hex") };
    const authorization = await bearer(page);
    const answer = await page.context().request.post(`${system.origin}/api/v1/desk-tokens`, {
      headers: { authorization, origin: system.origin, "sec-fetch-site": "same-origin" },
      data: asked,
    });
    return ((await answer.json()) as { token: string }).token;
  }

  /** What the counter's own requests carry. */
  async function bearer(page: Page): Promise<string> {
    const request = page.waitForRequest((request) => request.url().includes("/api/v1/his/bulk-states"));
    await page.bringToFront();
    await page.getByRole("button", { name: "資格情報の一括取得" }).click();
    const { authorization } = await (await request).allHeaders();
    await page.getByRole("button", { name: "一覧に戻る" }).click();
    return authorization;
  }

  /** Resident memory of the sandbox at its highest so far, MB. */
  function memory(): number {
    const status = readFileSync(`/proc/${system.sandbox.pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+)/.exec(status)![1]) / 1024;
  }
});

/** Private memory of the page's process after collecting what is garbage, MB: that of WebAssembly is in it. */
async function heap(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const { result } = await cdp.send("Runtime.evaluate", { expression: "performance.memory?.usedJSHeapSize ?? 0" });
  const usage = (await cdp.send("Runtime.getHeapUsage" as never)) as unknown as {
    usedSize: number;
    embedderHeapUsedSize?: number;
    backingStorageSize?: number;
  };
  await cdp.detach();
  const bytes = usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
  return Math.max(bytes, Number(result.value)) / 1e6;
}

/** The longest frame while the list is scrolled from its beginning on, 240 frames; the first ones are not counted. */
function scroll(page: Page, where: string): Promise<number> {
  return page.evaluate(
    (where) =>
      new Promise<number>((done) => {
        const list = document.querySelector(where)!;
        const step = Math.max(60, (list.scrollHeight - list.clientHeight) / 2000);
        let [frame, longest, last] = [0, 0, 0];
        const next = (now: number) => {
          if (frame > 10) {
            longest = Math.max(longest, now - last);
          }
          last = now;
          frame += 1;
          list.scrollTop += step;
          if (frame < 240) {
            requestAnimationFrame(next);
          } else {
            done(longest);
          }
        };
        requestAnimationFrame(next);
      }),
    where,
  );
}

function month(): string {
  const now = new Date(Date.now() + 9 * 3_600_000);
  return `${now.getUTCFullYear()}${String(now.getUTCMonth() + 1).padStart(2, "0")}`;
}

/** Medians. */
function print(all: Measured[], chromium: string): void {
  const middle = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
  console.log(`Chromium ${chromium}, median of ${ROUNDS}, the two pages in turns`);
  console.log("rows     page              first row ms  all rows ms  memory MB  longest frame ms  sandbox grows MB");
  for (const rows of SIZES) {
    for (const page of ["madoguchi", "plain JavaScript"]) {
      const of = all.filter((one) => one.rows === rows && one.page === page);
      const cell = (read: (one: Measured) => number, width: number) => middle(of.map(read)).toFixed(1).padStart(width);
      console.log(
        String(rows).padEnd(8),
        page.padEnd(16),
        cell(({ firstMs }) => firstMs, 13),
        cell(({ allMs }) => allMs, 12),
        cell(({ heapMb }) => heapMb, 10),
        cell(({ frameMs }) => frameMs, 17),
        cell(({ sandboxMb }) => sandboxMb, 17),
      );
    }
  }
}
