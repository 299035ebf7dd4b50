// No barrier in what is seen at the edges: a PIN that is nearly or wholly used up, a call for help, a screen that cannot
// work, a field that holds too much. Both languages where a sentence is long.

import type { Page } from "@playwright/test";

import { expectNoBarrier as check } from "../support/barriers";
import { chooseStaff } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { choosePaper } from "../support/numbers";
import { expectPrimaryInView } from "../support/primary";

const TOO_LONG = "あ".repeat(2001);

async function inEnglish(page: Page, on = true): Promise<void> {
  await page.bringToFront();
  await page.getByRole("button", { name: on ? "English" : "日本語", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", on ? "en" : "ja");
}

test("the last try of a PIN, and the PIN blocked by it", async ({ desk }) => {
  const { counter, patient } = desk;
  await desk.startWith("one-try-left");
  await check(counter, patient);
  await desk.touch("暗証番号（4桁）を使う");
  await expect(patient.getByText("あと1回だけ入力できます。")).toBeVisible();
  await check(counter, patient);
  await desk.enterPin("0000");
  await expect(patient.getByRole("heading", { name: "この番号で確認してよろしいですか" })).toBeVisible();
  await check(patient);
  await inEnglish(patient);
  await check(patient);
  await inEnglish(patient, false);
  await desk.touch("はい、最後の1回を使う");
  await desk.counterSays("顔写真確認（目視）");
  await expect(counter.getByText("このカードの暗証番号は使えません")).toBeVisible();
  await check(counter, patient);
});

for (const person of ["no-pin", "pin-blocked"]) {
  test(`${person}: compared by eye`, async ({ desk }) => {
    await desk.start();
    await desk.hand.put(person);
    await desk.counterSays("顔写真確認（目視）");
    await check(desk.counter, desk.patient);
    await inEnglish(desk.counter);
    await check(desk.counter);
  });
}

test("the patient calls for help", async ({ desk }) => {
  const { counter, patient } = desk;
  await desk.start();
  await desk.touch("職員に頼む");
  await expect(counter.getByRole("alert").filter({ hasText: "患者が職員を呼んでいます。" })).toBeVisible();
  await expect(patient.getByText("職員をお呼びしました。")).toBeVisible();
  await check(counter, patient);
});

test("no line to the bridge, on both screens", async ({ desk, system }) => {
  await desk.start();
  await system.bridge.stop();
  await expect(desk.counter.locator(".banners .problem")).toContainText("BRIDGE_UNREACHABLE");
  await desk.patientSees("ただいま準備中です。受付窓口にお声がけください。");
  await check(desk.counter, desk.patient);
});

test("another tab holds the counter", async ({ desk, context, system }) => {
  await desk.startWith("tandoku-valid");
  const other = await context.newPage();
  await other.goto(system.origin);
  await expect(other.getByText("別のタブで受付を操作しています。")).toBeVisible();
  await check(other);
  await other.getByRole("button", { name: "この画面で操作する" }).click();
  await expect(desk.counter.getByText("別のタブで受付を操作しています。")).toBeVisible();
  await check(desk.counter);
});

for (const path of ["/", "/patient"]) {
  test(`not paired: ${path}`, async ({ page, system }) => {
    await page.goto(system.origin + path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("この画面はまだ窓口に登録されていません");
    await check(page);
    await inEnglish(page);
    await check(page);
  });
}

test("more than a field holds: the questionnaire, a call, the reason", async ({ desk }) => {
  const { counter } = desk;
  await desk.startWith("tandoku-valid");
  await desk.identifyByEye();
  await desk.takeCard();
  await counter.locator("#complaint").fill(TOO_LONG);
  await expect(counter.locator("#complaint")).toHaveAccessibleDescription("2000文字までです。いま2001文字あります。");
  await check(counter);
  await desk.press("一覧に戻る");
  await desk.startWith("unentrusted");
  await desk.identifyByEye();
  await desk.takeCard();
  for (const id of ["office", "telephone", "person", "note"]) {
    await counter.locator(`#call-${id}`).fill(TOO_LONG);
    await expect(counter.locator(`#call-${id}`)).toHaveAccessibleDescription(/文字までです。いま2001文字あります。$/);
  }
  await check(counter);
});

test("in a low window the buttons stay in sight and hide nothing that has the focus", async ({ counter }) => {
  await counter.setViewportSize({ width: 1280, height: 620 });
  await chooseStaff(counter);
  await choosePaper(counter, "被保険者証");
  const inputs = counter.locator("form input");
  await expect(inputs).toHaveCount(6);
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let step = 0; step < 8; step += 1) {
      await counter.keyboard.press(key);
      await expect.poll(() => counter.evaluate(focusIsSeen), { message: `${key} ${step}` }).toBe(true);
      await expectPrimaryInView(counter);
    }
  }
});

function focusIsSeen(): boolean {
  const focused = document.activeElement!;
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const seen = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y));
  return seen.every((there) => there !== null && focused.contains(there));
}
