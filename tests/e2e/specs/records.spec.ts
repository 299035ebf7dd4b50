// F02 through all three screens: consent at the reception with the card, the records at /records, and what is refused.

import type { Page } from "@playwright/test";

import { expectNoBarrier } from "../support/barriers";
import type { Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { pressByKey } from "../support/keyboard";
import { makeConsentsOlder, records as recorded } from "../support/sandbox";

const MEDICATIONS = "お薬の情報を見てもよいですか";
const CHECKUPS = "健診の結果を見てもよいですか";
const YES = "はい、見てもよいです";
const NO = "いいえ、見せません";

test("consent with the card of the reception, and the doctor sees both, by keyboard alone", async ({ desk, system }) => {
  await desk.receive();
  const screen = await desk.openRecords();
  await expect(screen.getByText("本日、同意を尋ねた患者はまだいません。")).toBeVisible();
  await expectNoBarrier(screen);
  await byKey(desk.counter, "患者に同意を尋ねる");
  await desk.patientSees(MEDICATIONS);
  // Both answers look the same, and none is chosen.
  await expectAlike(desk.patient, YES, NO);
  await expectNoBarrier(desk.patient, desk.counter);
  await byKey(desk.patient, NO);
  await desk.patientSees(CHECKUPS);
  await expectNoBarrier(desk.patient);
  await byKey(desk.patient, "前の質問に戻る");
  await desk.patientSees(MEDICATIONS);
  await byKey(desk.patient, YES);
  await desk.patientSees(CHECKUPS);
  await byKey(desk.patient, YES);
  await expect(desk.counter.getByText("薬剤情報: 同意あり / 健診情報: 同意あり")).toBeVisible();
  await expect(desk.counter.getByText("登録し、カルテに記録しました。")).toBeVisible();
  await expectNoBarrier(desk.counter);

  // The list has heard of it by itself.
  await byKey(screen, "開く: 模擬　一郎");
  await expect(screen.getByRole("heading", { level: 2 })).toHaveText("模擬　一郎");
  await expect(screen.getByText(/^同意日 \d+年\d+月\d+日（令和\d+年）$/)).toBeVisible();
  await expectNoBarrier(screen);
  await byKey(screen, "直近5年");
  await byKey(screen, "閲覧を要求する");
  const medicines = screen.getByRole("region", { name: "薬剤情報の表" });
  await expect(medicines).toBeVisible();
  expect(await medicines.getByRole("row").count(), "years of them").toBeGreaterThan(60);
  const first = medicines.getByRole("row").nth(1);
  await expect(first).toContainText(/\d+\/\d+\/\d+/);
  await expect(medicines).toContainText("アムロジピン錠５ｍｇ「架空」");
  await expect(medicines).toContainText("アムロジピンベシル酸塩");
  await expect(medicines).toContainText("1日1錠");
  await expect(medicines).toContainText("30日分");
  await expect(screen.getByRole("img", { name: /薬ごとの投与期間の図/ })).toBeVisible();
  const values = screen.getByRole("region", { name: "健診情報の表" });
  await expect(values.getByRole("row", { name: /収縮期血圧/ })).toContainText("mmHg");
  await expect(values.getByRole("row", { name: /収縮期血圧/ })).toContainText("129以下");
  await expect(values.getByRole("row", { name: /収縮期血圧/ })).toContainText("高い");
  await expect(screen.getByRole("img", { name: "収縮期血圧（mmHg）の推移の図。基準値 129以下" })).toBeVisible();
  await expect(screen.getByText("健診情報 (健康増進法に基づく健診)")).toBeVisible();
  await expectNoBarrier(screen);

  // Nothing of it is kept, in the browser or at the bridge's address, and nothing is left when the patient is.
  const kept = await screen.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie]));
  expect(kept).not.toMatch(/模擬|アムロジピン|12131017|1234566/);
  await byKey(screen, "一覧に戻る");
  await expect(screen.getByText("アムロジピン")).toHaveCount(0);
  await byKey(screen, "開く: 模擬　一郎");
  await expect(screen.getByText("アムロジピン")).toHaveCount(0);
  await byKey(screen, "画面を隠す");
  await expect(screen.getByText("模擬")).toHaveCount(0);
  await expectNoBarrier(screen);
  await byKey(screen, "一覧を表示する");
  await expect(screen.getByText("模擬　一郎")).toBeVisible();

  const asked = (await recorded(system.sandbox)).queries.filter(({ operation }) => /records|consents/.test(operation));
  expect(asked.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
    "/v1/consents ANSWERED",
    "/v1/records/medications ANSWERED",
    "/v1/records/checkups ANSWERED",
  ]);
});

test("consent of yesterday: refused by the backend, and the screen says which failed", async ({ desk, system }) => {
  await desk.receive();
  await desk.press("患者に同意を尋ねる");
  await desk.touch(YES);
  await desk.patientSees(CHECKUPS);
  await desk.touch(NO);
  await expect(desk.counter.getByText("薬剤情報: 同意あり / 健診情報: 同意なし")).toBeVisible();
  await makeConsentsOlder(system.sandbox, 1);
  const screen = await desk.openRecords();
  await screen.getByRole("button", { name: "開く: 模擬　一郎" }).click();
  await screen.getByRole("button", { name: "閲覧を要求する" }).click();
  const problem = screen.locator(".problem");
  await expect(problem).toContainText("コード CONSENT_NOT_TODAY");
  await expect(problem).toContainText("同意有無は「有」ですが、同意日が今日ではありません。");
  await expect(problem).toContainText("患者に今日の同意を尋ねてから照会してください。");
  // What the patient has refused is not even asked for.
  await expect(screen.getByText("同意有無が「無」です。患者はこの情報の閲覧に同意していません。")).toBeVisible();
  await expect(screen.getByRole("table")).toHaveCount(0);
  await expectNoBarrier(screen);
  const asked = (await recorded(system.sandbox)).queries.filter(({ operation }) => operation.startsWith("/v1/records"));
  expect(asked.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual(["/v1/records/medications CONSENT_NOT_TODAY"]);

  // Asked anew today, on its own, with the card.
  await desk.finish();
  await desk.press("閲覧の同意だけを受ける");
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await desk.patientSees(MEDICATIONS);
  await desk.touch(YES);
  await desk.patientSees(CHECKUPS);
  await desk.touch(YES);
  await desk.takeCard();
  await desk.counterSays("閲覧の同意をカルテに記録しました");
  await screen.bringToFront();
  await screen.getByRole("button", { name: "一覧に戻る" }).click();
  await screen.getByRole("button", { name: "開く: 模擬　一郎" }).click();
  await screen.getByRole("button", { name: "閲覧を要求する" }).click();
  await expect(screen.getByRole("region", { name: "薬剤情報の表" })).toBeVisible();
});

test("the patient wants staff, and the reception goes on", async ({ desk }) => {
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.counterSays("新規カルテを起票します");
  await desk.press("患者に同意を尋ねる");
  await desk.patientSees(MEDICATIONS);
  await desk.touch("職員に頼む");
  await expect(desk.counter.getByText("患者が職員を呼んでいます。同意は登録していません。")).toBeVisible();
  await desk.registerNewPatient();
  await desk.finish();
});

test("an answer holds when the patient is asked again in vain; a question that is laid aside is not left to nobody", async ({ desk }) => {
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.counterSays("新規カルテを起票します");
  await desk.press("患者に同意を尋ねる");
  await desk.answerConsent(YES, NO);
  await expect(desk.counter.getByText("薬剤情報: 同意あり / 健診情報: 同意なし")).toBeVisible();
  await desk.press("もう一度尋ねる");
  await desk.patientSees(MEDICATIONS);
  await desk.press("一覧に戻る");
  await desk.patientSees("受付を続けています");
  await desk.book.first().getByRole("button", { name: /^続きを開く/ }).click();
  await desk.patientSees(MEDICATIONS);
  await desk.touch("職員に頼む");
  await expect(desk.counter.getByText("続いている回答: 薬剤情報: 同意あり / 健診情報: 同意なし")).toBeVisible();
  await expectNoBarrier(desk.counter);
  await desk.registerNewPatient();
  await expect(desk.counter.getByText("カルテに記録しています。")).toBeVisible();
  await desk.finish();
});

test("nobody at the records screen for two minutes: the patient is left, and no name is in sight", async ({ desk }) => {
  await desk.receive();
  await desk.press("患者に同意を尋ねる");
  await desk.touch(YES);
  await desk.patientSees(CHECKUPS);
  await desk.touch(YES);
  await expect(desk.counter.getByText("登録し、カルテに記録しました。")).toBeVisible();
  const screen = await desk.openRecords();
  await screen.clock.install();
  await screen.reload();
  await screen.getByRole("button", { name: "開く: 模擬　一郎" }).click();
  await screen.getByRole("button", { name: "閲覧を要求する" }).click();
  await expect(screen.getByRole("region", { name: "薬剤情報の表" })).toBeVisible();
  await screen.clock.fastForward("01:50");
  await expect(screen.getByRole("region", { name: "薬剤情報の表" })).toBeVisible();
  await screen.clock.fastForward("00:15");
  await expect(screen.getByRole("heading", { name: "画面を隠しています" })).toBeVisible();
  expect(await screen.content()).not.toMatch(/模擬|アムロジピン|収縮期血圧/);
  await screen.getByRole("button", { name: "一覧を表示する" }).click();
  await screen.getByRole("button", { name: "開く: 模擬　一郎" }).click();
  await expect(screen.getByRole("table")).toHaveCount(0);
});

test("a consent that is taken back, and a day that is over: what is shown goes, and the screen says why", async ({ desk }) => {
  await desk.receive();
  await desk.press("患者に同意を尋ねる");
  await desk.answerConsent(YES, YES);
  await expect(desk.counter.getByText("登録し、カルテに記録しました。")).toBeVisible();
  const screen = await desk.openRecords();
  const medicines = screen.getByRole("region", { name: "薬剤情報の表" });
  const show = async () => {
    await screen.bringToFront();
    await screen.getByRole("button", { name: "開く: 模擬　一郎" }).click();
    await screen.getByRole("button", { name: "閲覧を要求する" }).click();
    await expect(medicines).toBeVisible();
  };
  await show();
  await desk.finish();

  // One kind of two: the patient stays open, what was fetched does not.
  await askAgain(desk, NO, YES);
  await expect(medicines).toHaveCount(0);
  await expect(screen.getByText("この患者の今日の同意が変わりました。必要なときは、もう一度閲覧を要求してください。")).toBeVisible();
  await expect(screen.getByText("薬剤情報: 同意なし")).toBeVisible();
  await expectNoBarrier(screen);
  await screen.bringToFront();
  await screen.getByRole("button", { name: "閲覧を要求する" }).click();
  await expect(screen.getByRole("region", { name: "健診情報の表" })).toBeVisible();
  await expect(screen.getByText("この患者の今日の同意が変わりました。")).toHaveCount(0);
  await askAgain(desk, NO, NO);
  await expect(screen.getByRole("heading", { level: 2 })).toHaveText("本日、閲覧の同意を尋ねた患者");
  await expect(screen.getByText("この患者の今日の同意は「有」ではなくなりました。開いていた情報は破棄しました。")).toBeVisible();
  expect(await screen.content()).not.toMatch(/アムロジピン|収縮期血圧/);
  await expectNoBarrier(screen);

  await askAgain(desk, YES, YES);
  const late = new Date();
  late.setUTCHours(14, 59, 30, 0);
  await screen.clock.install({ time: late });
  await screen.reload();
  await show();
  await screen.clock.fastForward("00:40");
  await expect(screen.getByText("日付が変わりました。同意は当日だけ有効なので、開いていた情報は破棄しました。")).toBeVisible();
  expect(await screen.content()).not.toMatch(/アムロジピン|収縮期血圧/);
  await expectNoBarrier(screen);
});

/** The same patient comes with the card once more, for the consent alone. */
async function askAgain(desk: Desk, medications: string, checkups: string): Promise<void> {
  await desk.counter.bringToFront();
  await desk.press("閲覧の同意だけを受ける");
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await desk.answerConsent(medications, checkups);
  await desk.takeCard();
  await desk.counterSays("閲覧の同意をカルテに記録しました");
  await desk.next();
}

async function byKey(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await pressByKey(page, name);
}

async function expectAlike(page: Page, ...names: string[]): Promise<void> {
  const looks = await Promise.all(
    names.map((name) =>
      page.getByRole("button", { name, exact: true }).evaluate((button) => {
        const { backgroundColor, color, fontSize, fontWeight, borderColor } = getComputedStyle(button);
        const { width, height } = button.getBoundingClientRect();
        return [backgroundColor, color, fontSize, fontWeight, borderColor, Math.round(width), Math.round(height), document.activeElement === button];
      }),
    ),
  );
  expect(looks[1]).toEqual(looks[0]);
}

test("a double touch answers one question and not the next in its place", async ({ desk }) => {
  const { patient } = desk;
  await desk.receive();
  await desk.press("患者に同意を尋ねる");
  await desk.patientSees(MEDICATIONS);
  const yes = patient.getByRole("button", { name: YES });
  // Until it can be pressed; from now on no time passes.
  await yes.click({ trial: true });
  await patient.clock.install();
  await patient.clock.pauseAt(Date.now() + 10_000);
  const { x, y, width, height } = (await yes.boundingBox())!;
  const middle = [x + width / 2, y + height / 2] as const;
  await patient.mouse.click(...middle);
  await desk.patientSees(CHECKUPS);
  await expect(yes).toHaveAttribute("aria-disabled", "true");
  await patient.mouse.click(...middle);
  await patient.clock.runFor(600);
  await desk.touch(NO);
  await expect(desk.counter.getByText("薬剤情報: 同意あり / 健診情報: 同意なし")).toBeVisible();
});
