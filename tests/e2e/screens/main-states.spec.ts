// Writes docs/screens: the main states of both screens, on a desktop and on a tablet held upright. `cargo xtask screens`.

import path from "node:path";

import type { Page } from "@playwright/test";

import type { Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { fault } from "../support/sandbox";

test.use({ reader: "simulated", viewport: { width: 1280, height: 800 } });

const SIZES = [
  { name: "desktop", width: 1280, height: 800 },
  { name: "tablet", width: 820, height: 1180 },
];

function folder(): string {
  const folder = process.env.MADOGUCHI_SCREENS;
  if (!folder) {
    throw new Error("MADOGUCHI_SCREENS is not set; start with `cargo xtask screens`");
  }
  return folder;
}

/** One picture for each size. */
async function picture(page: Page, name: string): Promise<void> {
  for (const { name: size, width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: path.join(folder(), `${name}.${size}.png`), animations: "disabled", caret: "hide" });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("a 併用 patient, first visit", async ({ desk, system }) => {
  const { counter, patient } = desk;
  await picture(patient, "patient-idle");
  await desk.start();
  await picture(counter, "counter-waiting");
  await picture(patient, "patient-put-card");
  await desk.hand.put("heiyo-both-valid");
  await desk.counterSays("本人確認の方法");
  await picture(counter, "counter-ways");
  await picture(patient, "patient-ways");
  await desk.identifyByPin("0000");
  await expect(patient.getByText("暗証番号が違います")).toBeVisible();
  await picture(counter, "counter-pin");
  await picture(patient, "patient-pin");
  await fault(system.sandbox, "cardQuery", "unavailable", { times: 1 });
  await desk.enterPin("1234");
  await desk.counterReports("BACKEND_UNAVAILABLE");
  await picture(counter, "counter-problem");
  await picture(patient, "patient-take-card");
  await desk.press("再試行");
  await desk.counterSays("新規カルテを起票します");
  await picture(counter, "counter-new-chart");
  await counter.emulateMedia({ colorScheme: "dark" });
  await picture(counter, "counter-new-chart-dark");
  await counter.emulateMedia({ colorScheme: "light" });
  await counter.getByRole("button", { name: "English" }).click();
  await picture(counter, "counter-new-chart-en");
  await counter.getByRole("button", { name: "日本語" }).click();
  await desk.takeCard();
  await desk.registerNewPatient();
  await picture(counter, "counter-received");
  await picture(patient, "patient-done");
  await desk.press("完了");
  await desk.press("次の受付へ");
  await byEye(desk);
});

/** Second visit, and a list with more than one line. */
async function byEye(desk: Desk): Promise<void> {
  await desk.servesTheNext();
  await desk.startWith("heiyo-both-valid");
  await desk.press("顔写真確認（目視）");
  await desk.counterSays("顔写真確認（目視）");
  await expect(desk.counter.getByRole("button", { name: "本人に間違いない" })).toBeEnabled();
  await picture(desk.counter, "counter-by-eye");
  await desk.press("本人に間違いない");
  await desk.counterSays("前回からの変更");
  await picture(desk.counter, "counter-known");
  await desk.hand.take();
  await desk.press("このまま受け付ける");
  await desk.counterSays("受付が済みました");
  await desk.press("完了");
  await desk.press("次の受付へ");
  await picture(desk.counter, "counter-start");
  await desk.press("練習用カードを開く");
  await expect(desk.counter.getByRole("button", { name: /^置く/ }).first()).toBeVisible();
  await picture(desk.counter, "counter-training");
}
