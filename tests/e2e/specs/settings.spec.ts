// The settings screen: how sure 顔認証 has to be, with what it is computed, and whether model and camera work. By keyboard
// alone; what the camera sees is played (`support/camera.ts`).

import type { Page } from "@playwright/test";

import { expectNoBarrier as check } from "../support/barriers";
import { show } from "../support/camera";
import { chooseStaff } from "../support/desk";
import { expect as expectBare, test as bare } from "../support/fixtures";
import { pressByKey, tabTo } from "../support/keyboard";
import { expect, test } from "../support/played";

const PERSON = "tandoku-valid";

test.use({ reader: "simulated" });

/** Into the settings, from wherever the focus is. */
async function open(counter: Page): Promise<void> {
  await counter.bringToFront();
  await pressByKey(counter, "設定");
  await expect(counter.getByRole("heading", { level: 2, name: "設定" })).toBeFocused();
}

test.describe(() => {
  test.use({ faceOf: PERSON });

  test("the policy is changed by keyboard, kept, and holds for the next reception", async ({ desk, system }) => {
    const { counter } = desk;
    await open(counter);
    await expect(counter.getByRole("radio", { name: "標準" })).toBeChecked();
    const models = counter.getByRole("region", { name: "使用中のモデル" });
    await expect(models.getByRole("listitem")).toHaveCount(3);
    await expect(models).toContainText("face_recognition");
    await expect(models).toContainText("MIT");
    await expect(models.locator(".hash").first()).toHaveText(/^[0-9a-f]{64}$/);
    const save = counter.getByRole("button", { name: "判定のしかたを保存" });
    await expect(save).toBeDisabled();
    await tabTo(counter, "標準");
    await counter.keyboard.press("ArrowDown");
    await expect(counter.getByRole("radio", { name: /^使わない/ })).toBeChecked();
    await check(counter);
    await pressByKey(counter, "判定のしかたを保存");
    await expect(counter.getByRole("status").filter({ hasText: "保存しました。" })).toBeVisible();
    await expect(counter.getByText("いまの設定: 受付 佐藤（見本）が保存")).toBeVisible();
    await expect(save).toBeDisabled();
    await check(counter);
    await counter.getByRole("region", { name: "表示言語" }).getByRole("button", { name: "English" }).press("Enter");
    await expect(counter.getByRole("heading", { level: 2, name: "Settings" })).toBeVisible();
    await expect(counter.getByRole("region", { name: "Language" }).getByRole("button", { name: "English" })).toBeFocused();
    await check(counter);
    await pressByKey(counter, "日本語");
    await pressByKey(counter, "受付に戻る");
    await expect(counter.getByRole("heading", { name: "受付を始める" })).toBeFocused();
    // The next patient is not asked for the face.
    await desk.startWith(PERSON);
    await expect(desk.patient.getByRole("main").getByRole("button")).toHaveText(["暗証番号（4桁）を使う", "職員による顔写真確認"]);
    // Beside an opened reception there is no way into the settings.
    await expect(counter.getByRole("button", { name: "設定" })).toHaveCount(0);
    await desk.giveUp({ identified: false });
    // Kept over a restart, and back again.
    await system.restartBridge();
    await expect(counter.getByText("連携ソフト: 接続済み")).toBeVisible();
    await open(counter);
    await expect(counter.getByRole("radio", { name: /^使わない/ })).toBeChecked();
    await tabTo(counter, /^使わない/);
    await counter.keyboard.press("ArrowUp");
    await pressByKey(counter, "判定のしかたを保存");
    await expect(counter.getByRole("status").filter({ hasText: "保存しました。" })).toBeVisible();
    await pressByKey(counter, "受付に戻る");
    await desk.startWith(PERSON);
    await expect(desk.patient.getByRole("button", { name: "顔で確認する" })).toBeVisible();
  });

  test("another counter sees the change at once and looks on", async ({ desk, context, system }) => {
    const other = await context.newPage();
    await other.goto(system.origin);
    await other.getByLabel("担当者").selectOption("suzuki");
    await other.getByRole("button", { name: "設定", exact: true }).click();
    await expect(other.getByRole("radio", { name: "標準" })).toBeChecked();
    await open(desk.counter);
    await desk.counter.getByRole("radio", { name: "厳しく" }).check();
    await desk.counter.getByRole("button", { name: "判定のしかたを保存" }).click();
    await expect(other.getByRole("radio", { name: "厳しく" })).toBeChecked();
    await other.getByRole("radio", { name: "標準" }).check();
    for (const name of ["判定のしかたを保存", "モデルを調べる", "カメラを調べる"]) {
      await expect(other.getByRole("button", { name })).toBeDisabled();
    }
  });

  test("model and camera are tested by keyboard, and the patient screen says that it is a test", async ({ desk, camera }) => {
    const { counter, patient } = desk;
    await show(camera, "nobody", patient);
    await open(counter);
    await pressByKey(counter, "モデルを調べる");
    await expect(counter.getByText("ファイル: そろっています。")).toBeVisible();
    await expect(counter.getByText("計算: 結果は決められたとおりでした。")).toBeVisible();
    await expect(counter.getByText(/^時間: 1回の計算に\d+ミリ秒$/)).toBeVisible();
    await pressByKey(counter, "カメラを調べる");
    await desk.patientSees("カメラの確認中です");
    await expect(patient.getByText("すぐに終わります。")).toBeVisible();
    await expect(counter.getByText("患者画面でカメラを調べています。")).toBeVisible();
    await check(counter, patient);
    // Stopped, it leaves nothing behind.
    await counter.bringToFront();
    await pressByKey(counter, "やめる");
    await desk.patientSees("受付窓口にお声がけください");
    await expect(counter.locator(".problem")).toHaveCount(0);
    await pressByKey(counter, "カメラを調べる");
    await desk.patientSees("カメラの確認中です");
    await show(camera, "still", patient);
    await expect(counter.getByText("カメラは使えます。")).toBeVisible({ timeout: 20_000 });
    await desk.patientSees("受付窓口にお声がけください");
    await expect(patient.locator("video")).toHaveCount(0);
    await check(counter);
    await show(camera, "black", patient);
    await counter.bringToFront();
    await pressByKey(counter, "カメラを調べる");
    await patient.bringToFront();
    await expect(counter.getByText("映像が真っ黒です。")).toBeVisible({ timeout: 25_000 });
  });

  test("a reception ends the test", async ({ desk, camera }) => {
    await show(camera, "nobody", desk.patient);
    await open(desk.counter);
    await pressByKey(desk.counter, "カメラを調べる");
    await desk.patientSees("カメラの確認中です");
    // Leaving the screen is enough.
    await desk.counter.bringToFront();
    await pressByKey(desk.counter, "受付に戻る");
    await desk.patientSees("受付窓口にお声がけください");
    await desk.startWith(PERSON);
  });
});

bare("without a model it says so, and what to do", async ({ desk }) => {
  await open(desk.counter);
  await expectBare(desk.counter.getByText("顔認証のモデルが入っていません。")).toBeVisible();
  await expectBare(desk.counter.getByText("--face-models")).toBeVisible();
  for (const name of ["モデルを調べる", "カメラを調べる"]) {
    await expectBare(desk.counter.getByRole("button", { name })).toBeDisabled();
  }
  await check(desk.counter);
});

bare.describe(() => {
  bare.use({ faceOf: PERSON });

  bare("no camera, as Chromium tells it", async ({ desk, context }) => {
    await context.grantPermissions(["camera"]);
    await open(desk.counter);
    await pressByKey(desk.counter, "カメラを調べる");
    await expectBare(desk.counter.getByText("カメラが見つかりません。")).toBeVisible();
    await desk.patientSees("受付窓口にお声がけください");
    await check(desk.counter);
  });

  bare("no patient screen: its code, and the next step", async ({ counter }) => {
    await chooseStaff(counter);
    await open(counter);
    await pressByKey(counter, "カメラを調べる");
    const problem = counter.locator(".problem");
    await expectBare(problem).toContainText("PATIENT_SCREEN_ABSENT");
    await expectBare(problem).toContainText("「患者画面を開く」を押してから");
    await check(counter);
  });
});

bare("the desk as it is set up, and its paired screens", async ({ desk, context }) => {
  const { counter } = desk;
  await open(counter);
  const about = counter.getByRole("region", { name: "この窓口" });
  await expectBare(about).toContainText("見本クリニック");
  await expectBare(about).toContainText(/[0-9]{10}/);
  await expectBare(about).toContainText("登録済み");
  await expectBare(about).toContainText("模擬（練習用）");
  const screens = counter.getByRole("region", { name: "つないである画面" });
  await expectBare(screens.getByRole("listitem")).toHaveCount(2);
  await expectBare(screens.getByRole("listitem").filter({ hasText: "受付窓口の画面" })).toContainText("いま見ている画面");
  // Another patient screen, by an address that works once.
  await pressByKey(counter, "患者画面のアドレスを作る");
  const address = screens.getByText(/^http:\/\/127\.0\.0\.1:[0-9]+\/patient#pair=/);
  await expectBare(address).toBeVisible();
  await check(counter);
  const other = await context.browser()!.newContext();
  const page = await other.newPage();
  await page.goto((await address.textContent())!);
  await expectBare(page.getByRole("heading", { level: 1 })).toHaveText("受付窓口にお声がけください");
  await counter.reload();
  await open(counter);
  await expectBare(screens.getByRole("listitem")).toHaveCount(3);
  // Ended in two acts: the screen says that it is not paired any more.
  await pressByKey(counter, /^登録を外す: 患者画面、登録 /);
  await expectBare(counter.getByRole("button", { name: "はい、外す" })).toBeFocused();
  await pressByKey(counter, "はい、外す");
  await expectBare(screens.getByRole("status").filter({ hasText: "登録を外しました。" })).toBeVisible();
  await expectBare(screens.getByRole("listitem")).toHaveCount(2);
  const ended = () => Promise.all([desk.patient, page].map((page) => page.getByText("まだ窓口に登録されていません").count()));
  await expectBare.poll(async () => (await ended()).reduce((sum, count) => sum + count)).toBe(1);
  await check(counter);
  await other.close();
});

test("the list of staff is changed by keyboard, and every counter has it at once", async ({ desk, system }) => {
  const { counter } = desk;
  await open(counter);
  const staff = counter.getByRole("region", { name: "担当者" });
  const picker = counter.getByRole("banner").getByLabel("担当者");
  await tabTo(counter, "新しい担当者の名前");
  await counter.keyboard.type("受付 田中（見本）");
  await counter.keyboard.press("Enter");
  await expect(staff.getByRole("status")).toHaveText("追加しました。");
  await expect(picker.locator("option", { hasText: "受付 田中（見本）" })).toHaveCount(1);
  await expect(counter.getByLabel("新しい担当者の名前")).toHaveValue("");
  await check(counter);
  // A name that is taken is refused, and what was typed stays.
  await tabTo(counter, "新しい担当者の名前");
  await counter.keyboard.type("受付 田中（見本）");
  await counter.keyboard.press("Enter");
  await expect(staff.getByText("この名前は登録できません。")).toBeVisible();
  await expect(counter.getByLabel("新しい担当者の名前")).toHaveValue("受付 田中（見本）");
  await pressByKey(counter, "名前を変える: 受付 鈴木（見本）");
  await expect(counter.getByLabel("名前", { exact: true })).toBeFocused();
  await check(counter);
  await counter.keyboard.press("Control+A");
  await counter.keyboard.type("受付 伊藤（見本）");
  await counter.keyboard.press("Enter");
  await expect(staff.getByRole("status")).toHaveText("名前を変えました。");
  await pressByKey(counter, "一覧から外す: 受付 高橋（見本）");
  await expect(staff.getByRole("button", { name: "一覧に戻す: 受付 高橋（見本）" })).toBeVisible();
  await expect(picker.locator("option")).toHaveText(["担当者を選んでください", "受付 佐藤（見本）", "受付 伊藤（見本）", "受付 田中（見本）"]);
  await check(counter);
  // Whoever is at this desk does not take themselves out.
  await expect(staff.getByRole("button", { name: "一覧から外す: 受付 佐藤（見本）" })).toHaveCount(0);
  await system.restartBridge();
  await expect(picker.locator("option", { hasText: "伊藤" })).toHaveCount(1);
});
