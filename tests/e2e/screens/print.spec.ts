// Writes docs/screens: what goes on paper, as it is shown before.

import { expect, test } from "../support/fixtures";
import { pictures } from "../support/pictures";

test("slip and card", async ({ desk }) => {
  const { counter } = desk;
  const on = (paper: string) => counter.getByLabel(paper).check();
  await desk.receive("heiyo-both-valid");
  await desk.press("受付票を印刷する");
  await expect(counter.getByRole("article")).toBeVisible();
  await pictures(counter, "print-slip-roll");
  await on("A4用紙");
  await on("氏名を入れる");
  await pictures(counter, "print-slip-a4");
  await desk.press("閉じる");
  await desk.press("診察券を印刷する");
  await expect(counter.getByRole("article").locator("svg")).toBeVisible();
  await pictures(counter, "print-card");
  await on("A4用紙");
  await pictures(counter, "print-card-a4");
});

test("the call sheet", async ({ desk }) => {
  await desk.startWith("unentrusted");
  await desk.identifyByEye();
  await desk.counterSays("この医療機関への委託がまだ登録されていません");
  await desk.counter.getByLabel("電話番号").fill("03-0000-0099");
  await desk.press("照会票を印刷する");
  // Behind it lies the answer, which is an article, too.
  await expect(desk.counter.locator("article.printed")).toBeVisible();
  await pictures(desk.counter, "print-call-sheet");
});
