// What goes on paper: shown first, by keyboard alone, on pages of its size. What a patient carries names no scheme (D11), the
// call sheet has no number of the qualification (D10), and the code on the card is typed by a reader into the search.

import type { Page } from "@playwright/test";

import { expectNoBarrier } from "../support/barriers";
import { expect, test } from "../support/fixtures";
import { pressByKey, tabTo } from "../support/keyboard";
import { A4, CARD, expectPaper, ROLL } from "../support/paper";

const SCHEME = /扶助|保険|公費|受給|福祉|保護|資格|(?<!診察)券|証|負担|insur|assistance|welfare|ticket|qualif|certificate/i;

const dialog = (counter: Page) => counter.getByRole("dialog", { name: "印刷の確認" });

async function closed(counter: Page, button: string | RegExp): Promise<void> {
  await counter.keyboard.press("Escape");
  await expect(dialog(counter)).toHaveCount(0);
  await expect(counter.getByRole("button", { name: button })).toBeFocused();
}

test("slip and card of someone received: each on its paper, without a scheme, and the desk keeps the choice", async ({ desk }) => {
  const { counter } = desk;
  await desk.startWith("heiyo-both-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  const number = await desk.registerNewPatient();
  await counter.bringToFront();

  await pressByKey(counter, "診察券を印刷する");
  await expect(counter.getByRole("heading", { name: "印刷の確認" })).toBeFocused();
  const paper = counter.getByRole("article");
  await expect(paper).toContainText(number);
  await expect(paper).toContainText("模擬　花子");
  await expect(paper).toContainText("まどぐち見本クリニック");
  await expect(paper.locator("svg path")).toHaveCount(1);
  await expectNoBarrier(counter);
  // Nothing below it can be reached.
  await expect(counter.locator(".counter")).toHaveAttribute("inert", "");
  const card = await expectPaper(counter, CARD);
  expect(card).toContain(number);
  expect(card).not.toMatch(SCHEME);
  // What stands on the screen only is not printed.
  expect(card).not.toContain("用紙");
  await tabTo(counter, "カード（85.6×54mm）");
  await counter.keyboard.press("ArrowDown");
  expect(await expectPaper(counter, A4)).toContain(number);
  await closed(counter, "診察券を印刷する");

  await pressByKey(counter, "受付票を印刷する");
  const slip = await expectPaper(counter, ROLL);
  expect(slip).toMatch(/受付番号\s*1\s/);
  expect(slip).toMatch(/\d{4}年\d{1,2}月\d{1,2}日（令和\d+年） \d{1,2}:\d\d/);
  expect(slip).not.toMatch(SCHEME);
  expect(slip).not.toContain("模擬");
  await tabTo(counter, "氏名を入れる");
  await counter.keyboard.press("Space");
  expect(await expectPaper(counter, ROLL)).toContain("模擬　花子 様");
  await tabTo(counter, "閉じる");
  await tabTo(counter, "ロール紙（幅80mm）");
  await counter.keyboard.press("ArrowDown");
  const onA4 = await expectPaper(counter, A4);
  expect(onA4).toContain("模擬　花子 様");
  expect(onA4).not.toMatch(SCHEME);
  await expectNoBarrier(counter);
  await pressByKey(counter, "閉じる");
  await expect(counter.getByRole("button", { name: "受付票を印刷する" })).toBeFocused();

  // The screen in English: the paper is the same, and the choice holds.
  await pressByKey(counter, "English");
  await pressByKey(counter, "Print the reception slip");
  await expect(counter.getByRole("button", { name: "Close" })).toBeVisible();
  await expect(paper).toHaveAttribute("lang", "ja");
  await expectNoBarrier(counter);
  expect(await expectPaper(counter, A4)).toBe(onA4);
  await counter.keyboard.press("Escape");
  // What is kept is of the desk, and nobody's.
  const kept = await counter.evaluate(() => ({ ...localStorage }));
  delete kept["madoguchi.token.counter"];
  expect(JSON.stringify(kept)).not.toMatch(/模擬|000001/);
  expect(kept).toMatchObject({ "madoguchi.paper.card": "a4", "madoguchi.paper.slip": "a4", "madoguchi.slip.name": "yes" });
  expect(new URL(counter.url()).pathname + new URL(counter.url()).search).toBe("/");
});

test("a patient who calls is heard and seen while something is shown before it is printed", async ({ desk }) => {
  const { counter } = desk;
  await desk.servesTheNext();
  await desk.start();
  await desk.press("一覧に戻る");
  await desk.press("印刷: 受付 1番");
  await expect(dialog(counter)).toBeVisible();
  await desk.touch("職員に頼む");
  await counter.bringToFront();
  // Not the one that is out of reach.
  const heard = counter.locator("[role=alert]:not([inert] *)").filter({ hasText: "患者が職員を呼んでいます。" });
  await expect(heard).toBeInViewport();
  const top = await heard.evaluate((alert) => {
    const { left, top, width, height } = alert.getBoundingClientRect();
    return alert.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(top, "nothing lies over it").toBe(true);
  await expectNoBarrier(counter);
  expect(await expectPaper(counter, ROLL)).not.toContain("呼んでいます");
  // Before the view, whose heading has the focus.
  await counter.keyboard.press("Shift+Tab");
  await expect(heard.getByRole("button", { name: "閉じる" })).toBeFocused();
  await counter.keyboard.press("Enter");
  await expect(heard).toHaveCount(0);
  await expect(dialog(counter)).toBeVisible();
  await closed(counter, "印刷: 受付 1番");
});

test("the browser's own window is opened; one that has none says so", async ({ desk }) => {
  const { counter } = desk;
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await counter.bringToFront();
  await counter.evaluate(() => {
    window.print = () => document.documentElement.toggleAttribute("data-printed", true);
  });
  await pressByKey(counter, "受付票を印刷する");
  await pressByKey(counter, "印刷する");
  await expect(counter.locator("html")).toHaveAttribute("data-printed");
  await expect(counter.getByText("PRINT_UNAVAILABLE")).toHaveCount(0);
  await counter.evaluate(() => {
    window.print = () => {
      throw new Error("blocked");
    };
  });
  await pressByKey(counter, "印刷する");
  await expect(dialog(counter).getByRole("alert")).toContainText("コード PRINT_UNAVAILABLE");
  await expectNoBarrier(counter);
  await closed(counter, "受付票を印刷する");
});

test("a reader types the number of a card: the patient is found, and what was printed can be printed again", async ({ desk }) => {
  const { counter } = desk;
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  const number = await desk.registerNewPatient();
  await desk.finish();
  await counter.bringToFront();
  await pressByKey(counter, "番号・氏名で探す");
  await expect(counter.getByLabel("患者番号または氏名")).toBeFocused();
  // As a reader does it: fast, and Enter after it; the second time with the keyboard in full width.
  for (const typed of [number, number.replace(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0))]) {
    // It has the focus still: the next card can be read.
    await counter.keyboard.insertText(typed);
    await counter.keyboard.press("Enter");
    const found = counter.getByRole("list", { name: "見つかった患者" });
    await expect(found.getByRole("listitem")).toHaveCount(1);
    await expect(found).toContainText(`診察券 ${number}`);
    await expect(counter.getByLabel("患者番号または氏名")).toHaveValue("");
    expect(await found.innerText()).not.toMatch(SCHEME);
  }
  await expectNoBarrier(counter);
  await pressByKey(counter, `診察券を印刷する: ${number}`);
  expect(await expectPaper(counter, CARD)).toContain(number);
  await closed(counter, `診察券を印刷する: ${number}`);
  await tabTo(counter, "患者番号または氏名");
  await counter.keyboard.insertText("999999");
  await counter.keyboard.press("Enter");
  await expect(counter.getByText("見つかりませんでした。")).toBeVisible();

  // From the book: the slip at once, the card once its chart is looked up.
  await pressByKey(counter, "印刷: 受付 1番");
  expect(await expectPaper(counter, ROLL)).toMatch(/受付番号\s*1\s/);
  await tabTo(counter, "受付票");
  await counter.keyboard.press("ArrowDown");
  await expect(counter.getByRole("article").locator("svg path")).toHaveCount(1);
  const card = await expectPaper(counter, CARD);
  expect(card).toContain(number);
  expect(card).not.toMatch(SCHEME);
  await closed(counter, "印刷: 受付 1番");
});

test("the call sheet: for staff, on A4, without the two numbers", async ({ desk }) => {
  const { counter } = desk;
  const answered = counter.waitForResponse((response) => response.url().endsWith("/v1/qualifications/card") && response.ok());
  await desk.startWith("unentrusted");
  await desk.identifyByEye();
  const result = (await (await answered).json()).MessageBody.ResultList[0];
  await desk.counterSays("この医療機関への委託がまだ登録されていません");
  await counter.getByLabel("電話番号").fill("03-0000-0099");
  await counter.bringToFront();
  await pressByKey(counter, "照会票を印刷する");
  await expect(dialog(counter)).toBeVisible();
  await expectNoBarrier(counter);
  const sheet = await expectPaper(counter, A4);
  for (const told of ["患者さんに渡さないでください", result.InsurerName, result.Name, "03-0000-0099", "可（利用できる）"]) {
    expect(sheet).toContain(told);
  }
  for (const number of [result.InsurerNumber, result.InsuredIdentificationNumber]) {
    expect(number).toMatch(/^\d{7,8}$/);
    expect(sheet).not.toContain(number);
  }
  await closed(counter, "照会票を印刷する");
});

test("an opened reception is not printed without it, and a sheet is gone when nobody is there", async ({ desk }) => {
  const { counter } = desk;
  await counter.clock.install();
  await desk.startWith("unentrusted");
  await desk.identifyByEye();
  await desk.counterSays("この医療機関への委託がまだ登録されていません");
  await counter.emulateMedia({ media: "print" });
  expect((await counter.locator("body").innerText()).trim()).toBe("");
  await counter.emulateMedia({ media: "screen" });
  await desk.press("照会票を印刷する");
  await expect(dialog(counter)).toBeVisible();
  await counter.clock.fastForward("02:05");
  await expect(dialog(counter)).toHaveCount(0);
  await expect(counter.getByRole("heading", { name: "画面を隠しています" })).toBeFocused();
});
