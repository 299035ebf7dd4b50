// 顔認証 on the patient screen, with Chromium's own moving picture as the camera.

import { expect, test as base } from "@playwright/test";

import { expectNoBarrier as check } from "../support/barriers";
import { choose, FaceStage, look, number } from "../support/face";

const CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

const test = base.extend({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...CAMERA] });
  },
});

test("the face is the first choice, with and without a PIN", async ({ page }) => {
  const stage = await FaceStage.open(page, choose({ face: true, pin: true }));
  const main = page.getByRole("main");
  await expect(main.getByRole("button")).toHaveText(["顔で確認する", "暗証番号（4桁）を使う", "職員による顔写真確認"]);
  await check(page);
  await main.getByRole("button", { name: "顔で確認する" }).click();
  await expect.poll(() => stage.touched()).toEqual(["useFace"]);
  stage.show(choose({ face: true, pin: true }), "another");
  await main.getByRole("button", { name: "顔で確認する" }).click();
  await expect.poll(() => stage.sent("patient/acts").at(-1)).toEqual({ act: "useFace", turn: "another" });
  stage.show(choose({ face: true, pin: false }));
  await expect(main.getByRole("button")).toHaveText(["顔で確認する", "職員による顔写真確認"]);
  stage.show(choose({ face: false, pin: true }));
  await expect(main.getByRole("button")).toHaveText(["暗証番号（4桁）を使う", "職員による顔写真確認"]);
});

test("照合番号B: three parts that follow each other, and none of it in the page", async ({ page }) => {
  const stage = await FaceStage.open(page, number());
  await stage.sees("カードに書かれた数字を入力してください");
  await check(page);
  const part = (name: RegExp) => page.getByRole("button", { name });
  await expect(part(/^生年月日/)).toHaveAttribute("aria-current", "step");
  // A month and a day of one digit.
  await stage.type("6035");
  await expect(part(/^有効期限の年/)).toHaveAttribute("aria-current", "step");
  await expect(part(/^生年月日/)).toHaveAccessibleName("生年月日 6桁のうち6桁入力しました");
  await stage.type("1931");
  await expect(page.locator(".pad").getByRole("alert")).toContainText("「20」から始まる4桁");
  for (const digit of "2031") {
    await page.getByRole("button", { name: digit, exact: true }).click();
  }
  const confirm = page.getByRole("button", { name: "決定" });
  await expect(confirm).toBeDisabled();
  await stage.type("7294");
  await expect(confirm).toBeEnabled();
  const html = await page.locator("body").innerHTML();
  for (const secret of ["7294", "600305"]) {
    expect(html).not.toContain(secret);
  }
  // One part anew, the others stay.
  await part(/^セキュリティコード/).click();
  await expect(confirm).toBeDisabled();
  await stage.type("7295");
  await confirm.click();
  await expect.poll(() => stage.sent("identity/collation-numbers").length).toBe(1);
  expect(stage.sent("identity/collation-numbers")[0]).toMatchObject({
    faceRequest: "face-1",
    birthDate: "600305",
    expiryYear: "2031",
    securityCode: "7295",
    lastTryConfirmed: false,
  });
});

test("a wrong number, the last try and its second act, and blocked", async ({ page }) => {
  const stage = await FaceStage.open(page, number(2));
  await stage.sees("カードに書かれた数字を入力してください");
  stage.outcome = { wrong: 1 };
  await stage.type("60030520317294");
  await page.keyboard.press("Enter");
  await expect(page.locator(".pad").getByRole("alert")).toContainText("数字が違います");
  await expect(page.getByText("あと1回だけ入力できます")).toBeVisible();
  await check(page);
  await stage.type("60030520317295");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "この番号で確認してよろしいですか" })).toBeFocused();
  await check(page);
  expect(stage.sent("identity/collation-numbers")).toHaveLength(1);
  stage.outcome = "blocked";
  await page.getByRole("button", { name: "はい、最後の1回を使う" }).click();
  await expect(page.getByText("このカードでは顔認証が使えなくなりました")).toBeVisible();
  expect(stage.sent("identity/collation-numbers")[1]).toMatchObject({ lastTryConfirmed: true });
  await check(page);
});

test("pictures go one at a time, instructions are said once, and the camera goes off at the end", async ({ page }) => {
  const stage = await FaceStage.open(page, choose({ face: true, pin: true }));
  await expect(page.getByRole("button", { name: "顔で確認する" })).toBeVisible();
  stage.show(look());
  await stage.sees("顔認証");
  const instruction = page.locator(".instruction");
  await expect(instruction).toHaveText("顔を枠の中に入れてください");
  await expect.poll(() => stage.frames.length).toBeGreaterThan(3);
  expect(stage.atOnce).toBe(1);
  for (const size of stage.frames) {
    expect(size).toBeGreaterThan(1_000);
    expect(size).toBeLessThanOrEqual(512 * 1024);
  }
  await check(page);
  stage.instruction = "turnLeft";
  await expect(instruction).toHaveText("ゆっくり左を向いてください");
  // As in a mirror: the patient's own left is on the left.
  const arrow = (await page.locator(".arrow").boundingBox())!;
  const picture = (await page.locator(".picture").boundingBox())!;
  expect(arrow.x + arrow.width).toBeLessThan(picture.x + picture.width / 2);
  await check(page);
  const tracks = () => page.locator("video").evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).getTracks());
  expect((await tracks()).length).toBe(1);
  await page.evaluate(() => {
    const video = document.querySelector("video")!;
    (window as unknown as { track: MediaStreamTrack }).track = (video.srcObject as MediaStream).getTracks()[0]!;
  });
  const state = () => page.evaluate(() => (window as unknown as { track: MediaStreamTrack }).track.readyState);
  expect(await state()).toBe("live");
  stage.instruction = "over";
  await expect(instruction).toHaveText("ありがとうございます。確認しています");
  await expect.poll(state).toBe("ended");
  await expect(page.locator("video")).toHaveCount(0);
  const taken = stage.frames.length;
  await check(page);
  expect(stage.frames.length).toBe(taken);
});

test("another step: the camera is off at once; the other ways are one touch away", async ({ page }) => {
  const stage = await FaceStage.open(page, look());
  await expect.poll(() => stage.frames.length).toBeGreaterThan(0);
  await page.evaluate(() => {
    const video = document.querySelector("video")!;
    (window as unknown as { track: MediaStreamTrack }).track = (video.srcObject as MediaStream).getTracks()[0]!;
  });
  const state = () => page.evaluate(() => (window as unknown as { track: MediaStreamTrack }).track.readyState);
  await page.getByRole("button", { name: "暗証番号（4桁）を使う" }).click();
  await page.getByRole("button", { name: "職員に頼む" }).click();
  await expect.poll(() => stage.touched()).toEqual(["usePin", "askStaff"]);
  stage.show("staffChecks");
  await stage.sees("職員がお顔を確認します");
  await expect.poll(state).toBe("ended");
  const storage = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(storage).not.toMatch(/blob|jpeg|base64/i);
});

test("a page that is hidden has the camera off, and on again when it is seen", async ({ page }) => {
  const stage = await FaceStage.open(page, look());
  await expect.poll(() => stage.frames.length).toBeGreaterThan(0);
  const track = await page.evaluateHandle(() => (document.querySelector("video")!.srcObject as MediaStream).getTracks()[0]!);
  const turn = (state: string) =>
    page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, state);
  await turn("hidden");
  await expect.poll(() => track.evaluate((track) => track.readyState)).toBe("ended");
  const taken = stage.frames.length;
  await turn("visible");
  await expect.poll(() => stage.frames.length).toBeGreaterThan(taken + 1);
});

const FAULTS = [
  { name: "NotAllowedError", fault: "refused", says: "カメラが許可されていないため" },
  { name: "NotFoundError", fault: "absent", says: "カメラが見つからないため" },
  { name: "NotReadableError", fault: "inUse", says: "カメラがほかで使われているため" },
];

for (const { name, fault, says } of FAULTS) {
  test(`${name}: said within two seconds, told to the bridge, with the way on`, async ({ page }) => {
    await page.addInitScript((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", name));
    }, name);
    const stage = await FaceStage.open(page, choose({ face: true, pin: true }));
    const main = page.getByRole("main");
    await expect(main.getByText(says)).toBeVisible({ timeout: 2_000 });
    await expect(main.getByRole("button")).toHaveText(["暗証番号（4桁）を使う", "職員による顔写真確認"]);
    await check(page);
    for (const step of [number(), look()]) {
      stage.posted.delete("/api/v1/patient/camera-missing");
      stage.show(step);
      await expect(page.getByRole("alert").getByText(says)).toBeVisible({ timeout: 2_000 });
      await expect.poll(() => stage.sent("patient/camera-missing")).toEqual([{ faceRequest: "face-1", fault }]);
      await expect(main.getByRole("button")).toHaveText(["暗証番号（4桁）を使う", "職員による顔写真確認"]);
      await check(page);
    }
    expect(stage.frames).toEqual([]);
  });
}

test("a camera that does not answer: said after two seconds, missing after eight", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
  });
  const stage = await FaceStage.open(page, look());
  await expect(page.locator(".instruction")).toContainText("時間がかかっています", { timeout: 4_000 });
  await expect(page.getByRole("button", { name: "暗証番号（4桁）を使う" })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("カメラが動かないため", { timeout: 10_000 });
  await expect.poll(() => stage.sent("patient/camera-missing").length).toBe(1);
});

base("no camera at all, as Chromium tells it", async ({ page }) => {
  const stage = await FaceStage.open(page, look());
  await expect(page.getByRole("alert")).toContainText("顔認証は使えません", { timeout: 4_000 });
  await expect.poll(() => stage.sent("patient/camera-missing").length).toBe(1);
});
