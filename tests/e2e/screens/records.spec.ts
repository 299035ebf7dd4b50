// Writes docs/screens: the records screen, before, with and without what was asked for.

import { expect, test } from "../support/fixtures";
import { pictures } from "../support/pictures";
import { makeConsentsOlder } from "../support/sandbox";

const YES = "はい、見てもよいです";
const NO = "いいえ、見せません";

test("the list of today, and the records of a patient", async ({ desk, system }) => {
  await desk.receive();
  await desk.press("患者に同意を尋ねる");
  await desk.answerConsent(YES, YES);
  await desk.finish();
  await desk.receive("heiyo-both-valid");
  await desk.press("患者に同意を尋ねる");
  await desk.answerConsent(YES, NO);
  const screen = await desk.openRecords();
  await expect(screen.getByRole("listitem")).toHaveCount(2);
  await pictures(screen, "records-list");
  await screen.getByRole("button", { name: "開く: 模擬　一郎" }).click();
  await pictures(screen, "records-period");
  await screen.getByRole("button", { name: "直近5年" }).click();
  await screen.getByRole("button", { name: "閲覧を要求する" }).click();
  await expect(screen.getByRole("region", { name: "薬剤情報の表" })).toBeVisible();
  await pictures(screen, "records-medications-timeline", "section[aria-labelledby=records-found]");
  await pictures(screen, "records-medications-table", ".long");
  await pictures(screen, "records-checkups", "section[aria-labelledby=records-checkups]");
  await pictures(screen, "records-checkups-table", "section[aria-labelledby=records-checkups] .wide");
  await screen.getByRole("button", { name: "画面を隠す" }).click();
  await pictures(screen, "records-covered");
  await screen.getByRole("button", { name: "一覧を表示する" }).click();
  await makeConsentsOlder(system.sandbox, 1);
  await screen.getByRole("button", { name: "開く: 模擬　花子" }).click();
  await screen.getByRole("button", { name: "閲覧を要求する" }).click();
  await expect(screen.locator(".problem")).toContainText("CONSENT_NOT_TODAY");
  await pictures(screen, "records-refused");
});

test("consent withdrawn while the records are open", async ({ desk }) => {
  await desk.receive();
  await desk.press("患者に同意を尋ねる");
  await desk.answerConsent(YES, YES);
  const screen = await desk.openRecords();
  await screen.getByRole("button", { name: "開く: 模擬　一郎" }).click();
  await screen.getByRole("button", { name: "閲覧を要求する" }).click();
  await expect(screen.getByRole("region", { name: "薬剤情報の表" })).toBeVisible();
  await desk.counter.bringToFront();
  await desk.press("もう一度尋ねる");
  await desk.answerConsent(NO, NO);
  await expect(screen.getByText("この患者の今日の同意は「有」ではなくなりました。")).toBeVisible();
  await pictures(screen, "records-withdrawn");
});
