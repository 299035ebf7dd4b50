// Writes docs/screens: what stands around the receptions that the scenarios tell of.

import { PIN } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { pictures } from "../support/pictures";
import { bulkRows, fault, registerTicket } from "../support/sandbox";

test("the pictures of README.md", async ({ desk }) => {
  await desk.startWith("heiyo-both-valid");
  await desk.identifyByPin("0000");
  await expect(desk.patient.getByText("暗証番号が違います")).toBeVisible();
  await pictures(desk.patient, "readme-pin");
  await desk.enterPin(PIN);
  await desk.takeCard();
  await desk.registerNewPatient();
  await pictures(desk.counter, "readme-received");
});

test("before, between and beside receptions", async ({ desk, page, context, system }) => {
  const { counter } = desk;
  await pictures(counter, "start-first-of-the-day");
  await desk.press("練習用カードを開く");
  await expect(counter.getByRole("button", { name: /^置く/ }).first()).toBeVisible();
  await pictures(counter, "training-drawer");
  await pictures(counter, "training-tour", ".tour");
  await desk.press("練習用カードを閉じる");
  await desk.servesTheNext();
  await desk.servesTheNext("heiyo-both-valid");
  await desk.press("番号・氏名で探す");
  await counter.getByLabel("患者番号または氏名").fill("模擬");
  await counter.keyboard.press("Enter");
  await expect(counter.getByRole("listitem").filter({ hasText: "模擬　花子" }).first()).toBeVisible();
  await pictures(counter, "start-found", "section[aria-labelledby=find-title]");
  await desk.press("番号・氏名で探す");
  await desk.startWith("tandoku-lost");
  await desk.press("一覧に戻る");
  await pictures(counter, "start-list");
  await desk.reopen();
  await desk.press("画面を隠す");
  await pictures(page, "covered");
  const other = await context.newPage();
  await other.goto(system.origin);
  await expect(other.getByText("別のタブで受付を操作しています")).toBeVisible();
  await pictures(other, "another-tab");
});

test("一括取得 under way, broken off, and looked through", async ({ desk, system }) => {
  const { counter } = desk;
  await bulkRows(system.sandbox, "1312345679", 150);
  await fault(system.sandbox, "bulkQuery", "inProgress");
  await desk.press("資格情報の一括取得");
  await desk.press("一括取得を指示する");
  await expect(counter.getByRole("heading", { name: "資格確認側で処理中です" })).toBeVisible();
  await pictures(counter, "bulk-in-progress");
  await desk.press("中断する");
  await expect(counter.getByRole("heading", { name: "途中で中断しました" })).toBeVisible();
  await pictures(counter, "bulk-broken-off");
  await fault(system.sandbox, "bulkQuery", null);
  await desk.press("続きから取得する");
  await expect(counter.getByRole("heading", { name: /登録(しました|を終えました)/ })).toBeVisible();
  await counter.getByRole("searchbox").fill("さちこ");
  await expect(counter.getByRole("grid").getByRole("row").nth(1)).toContainText("幸子");
  await pictures(counter, "bulk-list", "[aria-labelledby=bulk-list]");
});

test("charts that a late ticket has completed", async ({ desk, system }) => {
  await desk.receiveUnentrusted();
  await desk.finish();
  await registerTicket(system.sandbox, "unentrusted");
  await desk.press("資格情報の一括取得");
  await desk.press("一括取得を指示する");
  await expect(desk.counter.getByText("1人に資格情報を登録しました")).toBeVisible();
  await pictures(desk.counter, "bulk-completed");
});

test("a screen that is not paired", async ({ page, system }) => {
  await page.goto(system.origin);
  await expect(page.getByText("この画面はまだ窓口に登録されていません")).toBeVisible();
  await pictures(page, "not-paired");
});

test("the bridge is not there", async ({ desk, system }) => {
  await system.bridge.stop();
  await expect(desk.counter.locator(".banners .problem")).toContainText("BRIDGE_UNREACHABLE");
  await pictures(desk.counter, "bridge-away-counter");
  await pictures(desk.patient, "bridge-away-patient");
});
