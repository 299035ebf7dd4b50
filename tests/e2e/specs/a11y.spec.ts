// No barrier in any state: axe in light and dark, large targets, both languages, and a reception by keyboard alone.

import { expectNoBarrier as check } from "../support/barriers";
import { expect, test } from "../support/fixtures";
import { pressByKey, tabTo } from "../support/keyboard";
import { fault } from "../support/sandbox";

test("every state of a reception", async ({ desk, system }) => {
  const { counter, patient } = desk;
  await check(counter, patient);
  await desk.press("練習用カードを開く");
  await expect(counter.getByRole("button", { name: /^置く/ }).first()).toBeVisible();
  await check(counter);
  await desk.press("練習用カードを閉じる");
  await desk.start();
  await check(counter, patient);
  await desk.hand.put("heiyo-both-valid");
  await desk.counterSays("本人確認の方法");
  await check(counter, patient);
  await desk.identifyByPin("0000");
  await expect(patient.getByText("暗証番号が違います")).toBeVisible();
  await check(counter, patient);
  await fault(system.sandbox, "cardQuery", "unavailable", { times: 1 });
  await desk.enterPin("1234");
  await desk.counterReports("BACKEND_UNAVAILABLE");
  await check(counter, patient);
  await desk.press("再試行");
  await desk.counterSays("新規カルテを起票します");
  await check(counter, patient);
  await desk.takeCard();
  await desk.registerNewPatient();
  await check(counter, patient);
  await desk.press("画面を隠す");
  await expect(counter.getByText("画面を隠しています")).toBeVisible();
  await check(counter);
  await counter.getByRole("main").getByLabel("担当者").selectOption("sato");
  await desk.press("再開する");
  await desk.finish();
  await check(counter, patient);
});

test("目視, a known patient, and a card that will not do", async ({ desk }) => {
  await desk.servesTheNext();
  await desk.startWith("tandoku-valid");
  await desk.press("顔写真確認（目視）");
  await check(desk.counter, desk.patient);
  await desk.press("本人に間違いない");
  await desk.counterSays("前回からの変更");
  await check(desk.counter);
  await desk.hand.take();
  await desk.press("受付をやめる");
  await check(desk.counter);
  await desk.press("はい、受付をやめる");
  await desk.next();
  await desk.start();
  await desk.hand.put("not-my-number");
  await desk.counterReports("CARD_NOT_MY_NUMBER");
  await check(desk.counter, desk.patient);
});

test("in English, both screens", async ({ desk }) => {
  for (const page of [desk.counter, desk.patient]) {
    await page.getByRole("button", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  }
  await desk.press("Start with the card");
  await expect(desk.patient.getByRole("heading", { level: 1 })).toHaveText("Please put your My Number card on the card reader");
  await desk.hand.put("heiyo-both-valid");
  await desk.counterSays("How to identify the patient");
  await check(desk.counter, desk.patient);
  await desk.press("Compare by eye");
  await desk.press("It is the same person");
  await expect(desk.counter.getByRole("heading", { name: "Medical assistance" })).toBeVisible();
  await check(desk.counter, desk.patient);
});

test("a reception by keyboard alone, at the counter and at the patient screen", async ({ counter, hand, context }) => {
  await expect(counter.getByLabel("担当者").locator("option")).toHaveCount(4);
  await tabTo(counter, "担当者");
  await counter.keyboard.press("ArrowDown");
  const popup = context.waitForEvent("page");
  await pressByKey(counter, "患者画面を開く");
  const patient = await popup;
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("受付窓口にお声がけください");
  await pressByKey(counter, "カードで受付を始める");
  await hand.put("tandoku-valid");
  await pressByKey(patient, "暗証番号（4桁）を使う");
  await expect(patient.getByRole("heading", { level: 1 })).toHaveText("暗証番号（4桁）を入力してください");
  // Digits by the keyboard, the last one on the pad.
  for (const key of ["Digit1", "Digit2", "Numpad3"]) {
    await patient.keyboard.press(key);
  }
  await pressByKey(patient, "4");
  await pressByKey(patient, "決定");
  const heading = counter.getByRole("main").getByRole("heading", { level: 3 }).first();
  await expect(heading).toHaveText("新規カルテを起票します");
  // The new step has the focus: a screen reader says it.
  await expect(heading).toBeFocused();
  await hand.take();
  await tabTo(counter, "主訴・来院の理由");
  await counter.keyboard.type("頭痛");
  await pressByKey(counter, "問診票と資格情報を登録する");
  await expect(heading).toHaveText("受付が済みました");
  await pressByKey(counter, "完了");
  await pressByKey(counter, "次の受付へ");
  await expect(counter.getByRole("region", { name: "本日の受付" })).toContainText("受付済");
});

test("the focus goes where the work goes, and what has changed is said", async ({ desk, system }) => {
  const { counter, patient } = desk;
  const step = counter.getByRole("main").getByRole("heading", { level: 3 }).first();
  await desk.startWith("one-try-left");
  await expect(step).toBeFocused();
  await desk.press("画面を隠す");
  await expect(counter.getByRole("heading", { name: "画面を隠しています" })).toBeFocused();
  await counter.getByRole("main").getByLabel("担当者").selectOption("sato");
  await desk.press("再開する");
  await expect(step).toBeFocused();

  await desk.touch("暗証番号（4桁）を使う");
  await desk.patientSees("暗証番号（4桁）を入力してください");
  await expect(patient.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(patient.getByRole("heading", { level: 1 })).toHaveAccessibleDescription(/あと1回だけ/);
  await desk.enterPin("0000");
  await expect(patient.getByRole("heading", { name: "この番号で確認してよろしいですか" })).toBeFocused();
  await desk.touch("入力し直す");
  await expect(patient.getByRole("region", { name: "暗証番号の入力" })).toBeFocused();
  await desk.enterPin("1234");
  await fault(system.sandbox, "cardQuery", "unavailable", { times: 1 });
  await desk.touch("はい、最後の1回を使う");
  await desk.counterReports("BACKEND_UNAVAILABLE");
  await expect(step).toHaveText("資格を照会できませんでした");
  await expect(step).toBeFocused();
  await desk.giveUp({ identified: true });
  await expect(counter.getByRole("heading", { name: "受付を始める" })).toBeFocused();

  await desk.startWith("tandoku-valid");
  await desk.identifyByPin("0000");
  for (const heading of [step, patient.getByRole("heading", { level: 1 })]) {
    await expect(heading).toHaveAccessibleDescription(/暗証番号が違いま.*あと2回/);
    await expect(heading).toBeFocused();
  }
});
