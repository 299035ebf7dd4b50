// 一括取得 beside everything else that happens at a desk: nobody is there for a while, the page is loaded anew.

import { readFile } from "node:fs/promises";

import type { Locator, Page } from "@playwright/test";

import { expectNoBarrier as check } from "../support/barriers";
import { expect, test } from "../support/fixtures";
import { bulkRows, fault, registerTicket } from "../support/sandbox";

const CLINIC = "1312345679";
/** How it is said that it is finished, with rows that were not registered and without. */
const OVER = /登録(しました|を終えました)/;

test.use({ reader: "simulated" });

async function start(counter: Page): Promise<void> {
  await counter.getByRole("button", { name: "資格情報の一括取得" }).click();
  await counter.getByRole("button", { name: "一括取得を指示する" }).click();
}

test("nobody is at the desk while it goes on: it is finished in the name of who asked for it", async ({ desk, system }) => {
  const { counter } = desk;
  await bulkRows(system.sandbox, CLINIC, 300);
  await fault(system.sandbox, "bulkQuery", "inProgress", { times: 1 });
  await counter.clock.install();
  await start(counter);
  await expect(counter.getByRole("heading", { name: "資格確認側で処理中です" })).toBeVisible();
  await counter.clock.fastForward("02:05");
  await expect(counter.getByRole("heading", { name: "画面を隠しています" })).toBeVisible();
  await expect(counter.locator("h3", { hasText: OVER })).toBeAttached();
  await expect(counter.locator("h3", { hasText: OVER })).toBeHidden();
  await counter.getByRole("main").getByLabel("担当者").selectOption("sato");
  await counter.getByRole("button", { name: "再開する" }).click();
  await expect(counter.getByRole("heading", { name: OVER })).toBeVisible();
  await expect(counter.getByText("STAFF_UNKNOWN")).toHaveCount(0);
});

test("what was not registered can be looked at after the page was loaded anew", async ({ desk, system }) => {
  const { counter } = desk;
  await bulkRows(system.sandbox, CLINIC, 300);
  await start(counter);
  const list = counter.getByRole("region", { name: "登録しなかった行" });
  await expect(list.getByRole("listitem").first()).toBeVisible();
  const rows = await list.getByRole("listitem").allInnerTexts();
  await counter.reload();
  await counter.getByRole("button", { name: "資格情報の一括取得" }).click();
  await expect(counter.getByText(/^前回の取得/)).toBeVisible();
  await expect(list.getByRole("listitem")).toHaveText(rows.map((row) => row.split("\n")[0]!).map((name) => new RegExp(name)));
  await check(counter);
  // Of another month there is nothing of it.
  await counter.getByLabel("診療年月").selectOption({ index: 1 });
  await expect(counter.getByText("この診療年月は、まだ取得していません。")).toBeVisible();
  await expect(list).toHaveCount(0);
});

test("the list is scrolled: elements are given other rows, in order, and the row that was gone to stays", async ({ desk, system }) => {
  const { counter } = desk;
  await bulkRows(system.sandbox, CLINIC, 2_000);
  await start(counter);
  const grid = counter.getByRole("grid");
  await expect(counter.getByRole("heading", { name: OVER })).toBeVisible();
  // The head is a row, too.
  const last = Number(await grid.getAttribute("aria-rowcount")) - 2;
  expect(last).toBeGreaterThanOrEqual(1_999);
  await grid.focus();
  await counter.keyboard.press("ArrowDown");
  await counter.keyboard.press("ArrowDown");
  await expect(grid).toHaveAttribute("aria-activedescendant", "bulk-row-2");
  const before = await look(grid, true);
  const inPage = before.indexes.length;
  expect(before.indexes).toEqual(Array.from({ length: inPage }, (_, at) => at + 2));
  expect(inPage).toBeLessThanOrEqual(30);
  expect(before.selected).toEqual(["bulk-row-2"]);
  for (const first of [3, 30, 1_500, 1_490, last - 12]) {
    await grid.evaluate((grid, first) => (grid.scrollTop = first * 44), first);
    await expect(grid.locator(`#bulk-row-${first + 5}`)).toHaveText(new RegExp(`^${first + 6}(有効|無効|エラー)`));
    const now = await look(grid);
    expect(now.indexes, "in order").toEqual([...now.indexes].sort((one, other) => one - other));
    expect(now.indexes.length).toBeLessThanOrEqual(inPage + 1);
    // One more while the row that was gone to is out of sight.
    expect(now.made, "elements that were not there before").toBeLessThanOrEqual(1);
    expect(now.selected, "still there, and the same element").toEqual(["bulk-row-2"]);
    expect(now.sameSelected).toBe(true);
  }
  await check(counter);
  await counter.keyboard.press("ArrowDown");
  await expect(grid).toHaveAttribute("aria-activedescendant", "bulk-row-3");
  await expect(grid.locator("#bulk-row-3")).toBeInViewport();
  await counter.keyboard.press("End");
  await expect(grid.locator(`#bulk-row-${last}`)).toBeInViewport();
  await expect(grid.locator(`#bulk-row-${last}`)).toHaveAttribute("aria-selected", "true");
  await grid.locator(`#bulk-row-${last - 2}`).click();
  await expect(grid).toHaveAttribute("aria-activedescendant", `bulk-row-${last - 2}`);
  await expect(grid).toBeFocused();
  // Another list, from its beginning on, in another language.
  await counter.getByRole("button", { name: "無効", exact: true }).click();
  await expect(grid.getByRole("row").nth(1)).toContainText("無効");
  await expect(grid).toHaveAttribute("aria-activedescendant", "bulk-row-0");
  const some = await look(grid);
  expect(some.words.every((words) => words.includes("無効"))).toBe(true);
  await counter.getByRole("button", { name: "English" }).click();
  await expect(grid.getByRole("row").nth(1)).not.toContainText("無効");
});

test("rows are found by name, kana and number as they are typed, and what is shown is what the file holds", async ({ desk, system }) => {
  const { counter } = desk;
  await bulkRows(system.sandbox, CLINIC, 600);
  await start(counter);
  await expect(counter.getByRole("heading", { name: OVER })).toBeVisible();
  const search = counter.getByRole("searchbox", { name: "氏名・カナ・番号で探す" });
  const rows = counter.getByRole("grid").getByRole("row");
  const found = counter.locator(".find > .number");
  for (const [typed, shown] of [
    ["幸 子", "幸子"],
    ["さちこ", "幸子"],
    ["サチコ", "幸子"],
    ["ｻﾁｺ", "幸子"],
    ["１２２７００１３", "12270013"],
  ] as const) {
    await search.fill(typed);
    await expect(rows.nth(1)).toContainText(shown);
    await expect(rows.last()).toContainText(shown);
    await expect(found).not.toHaveText(/^(0|6\d\d)件$/);
  }
  await counter.getByRole("button", { name: "無効", exact: true }).click();
  await expect(rows.nth(1)).toContainText("無効");
  await check(counter);
  const count = Number((await found.innerText()).replace("件", ""));
  const coming = counter.waitForEvent("download");
  await counter.getByRole("button", { name: "CSVに書き出す" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("madoguchi-bulk.csv");
  const file = await readFile(await download.path());
  expect([...file.subarray(0, 3)], "BOM").toEqual([0xef, 0xbb, 0xbf]);
  const lines = file.toString("utf8").slice(1).split("\r\n");
  expect(lines.pop()).toBe("");
  expect(lines[0]).toContain('"回答","氏名","カナ"');
  expect(lines.length).toBe(count + 1);
  for (const line of lines.slice(1)) expect(line).toMatch(/^"\d+","無効",.*"12270013"/);
  await search.fill("だれもいない");
  await expect(found).toHaveText("0件");
});

test("who was received as 未委託 is completed, and the desk is told by whom, now and later", async ({ desk, system }) => {
  const { counter } = desk;
  const number = await desk.receiveUnentrusted();
  await desk.finish();
  await registerTicket(system.sandbox, "unentrusted");
  await start(counter);
  const told = counter.getByText("未委託で受け付けた患者のうち、1人に資格情報を登録しました");
  await expect(told).toBeVisible();
  const who = counter.getByRole("listitem").filter({ hasText: `診察券 ${number}` });
  await expect(who).toContainText("遠方　望");
  await check(counter);
  await counter.getByRole("button", { name: "一覧に戻る" }).click();
  await expect(counter.getByText("資格情報を後から登録済み")).toBeVisible();
  await check(counter);
  // Looked at again, and registered once.
  await counter.getByRole("button", { name: "資格情報の一括取得" }).click();
  await expect(told).toBeVisible();
  await expect(who).toContainText("遠方　望");
  await check(counter);
});

test("whoever is at the export button while rows come stays there", async ({ desk, system }) => {
  const { counter } = desk;
  await bulkRows(system.sandbox, CLINIC, 20_000);
  await start(counter);
  await counter.getByRole("button", { name: "無効", exact: true }).click();
  const button = counter.getByRole("button", { name: "CSVに書き出す" });
  const changes = await button.evaluateHandle((button) => {
    const changes: string[] = [];
    new MutationObserver((seen) => changes.push(...seen.map(({ attributeName }) => attributeName!))).observe(button, { attributes: true });
    return changes;
  });
  await expect(counter.getByRole("heading", { name: OVER })).toBeVisible({ timeout: 30_000 });
  expect(await changes.jsonValue(), "not switched off and on").toEqual([]);
});

test("処理中 can be broken off", async ({ desk, system }) => {
  const { counter } = desk;
  await fault(system.sandbox, "bulkQuery", "inProgress");
  await start(counter);
  await expect(counter.getByRole("heading", { name: "資格確認側で処理中です" })).toBeVisible();
  await check(counter);
  await counter.getByRole("button", { name: "中断する" }).click();
  await expect(counter.getByRole("heading", { name: "途中で中断しました" })).toBeVisible();
  await check(counter);
});

test("broken off by the receptionist while rows come, and gone on with", async ({ desk, system }) => {
  const { counter } = desk;
  await bulkRows(system.sandbox, CLINIC, 20_000);
  await start(counter);
  await expect(counter.getByRole("progressbar")).toHaveAttribute("value", /^[1-9]/);
  await counter.getByRole("button", { name: "中断する" }).click();
  await expect(counter.getByRole("heading", { name: "途中で中断しました" })).toBeVisible();
  await expect(counter.getByText(/^\d+件のうち[1-9]\d*件は処理済みです/)).toBeVisible();
  await check(counter);
  await counter.getByRole("button", { name: "続きから取得する" }).click();
  await expect(counter.getByRole("heading", { name: OVER })).toBeVisible({ timeout: 30_000 });
  const counts = await counter.locator("p.number[role=status]").innerText();
  const [registered, invalid, failed] = [...counts.matchAll(/(\d+)件/g)].map(([, count]) => Number(count));
  const all = Number(await counter.getByRole("grid").getAttribute("aria-rowcount")) - 1;
  expect(registered! + invalid! + failed!, "each once").toBe(all);
  expect(all).toBeGreaterThan(20_000);
});

/** The rows in the page. `mark`: what is made later is told from these. */
function look(grid: Locator, mark = false) {
  return grid.evaluate((grid, mark) => {
    const rows = [...grid.querySelectorAll<HTMLElement & { known?: string }>(".lines > [role=row]")];
    const made = rows.filter(({ known }) => known === undefined).length;
    const selected = rows.filter((row) => row.getAttribute("aria-selected") === "true");
    if (mark) {
      rows.forEach((row) => (row.known = row.id));
    }
    return {
      indexes: rows.map((row) => Number(row.getAttribute("aria-rowindex"))),
      words: rows.map((row) => row.textContent),
      made,
      selected: selected.map(({ id }) => id),
      sameSelected: selected.every((row) => row.known === row.id),
    };
  }, mark);
}
