// Writes docs/screens: what stands around the receptions that the scenarios tell of.

import { PIN } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { pictures } from "../support/pictures";

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
