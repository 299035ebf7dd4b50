// 一括取得 beside everything else that happens at a desk: nobody is there for a while, the page is loaded anew.

import type { Page } from "@playwright/test";

import { expectNoBarrier as check } from "../support/barriers";
import { expect, test } from "../support/fixtures";
import { bulkRows, fault } from "../support/sandbox";

const CLINIC = "1312345679";

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
  await expect(counter.locator("h3", { hasText: "登録しました" })).toBeAttached();
  await expect(counter.locator("h3", { hasText: "登録しました" })).toBeHidden();
  await counter.getByRole("main").getByLabel("担当者").selectOption("sato");
  await counter.getByRole("button", { name: "再開する" }).click();
  await expect(counter.getByRole("heading", { name: /登録しました/ })).toBeVisible();
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
