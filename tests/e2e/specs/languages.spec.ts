// The patient screen in seven languages: chosen in one touch, in the middle of a step too, and forgotten with the patient.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { expect, type Page, test as base } from "@playwright/test";

import { expectNoBarrier } from "../support/barriers";
import { choose, FaceStage, look, number, type Step } from "../support/face";
import { test as whole } from "../support/fixtures";
import { expectNothingCutOff } from "../support/room";

const CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

const test = base.extend({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...CAMERA] });
  },
});

const JAPANESE = { name: "日本語", tag: "ja", idle: "受付窓口にお声がけください", pin: "暗証番号（4桁）を入力してください" };
const EASY = { name: "やさしい日本語", tag: "ja-simple", idle: "うけつけの 人に 話して ください", pin: "4つの 数字（暗証番号）を 入れて ください" };
const ENGLISH = { name: "English", tag: "en", idle: "Please speak to the reception desk", pin: "Please enter your 4-digit PIN" };
const CHINESE = { name: "中文（简体）", tag: "zh-Hans", idle: "请告知接待处的工作人员", pin: "请输入4位数密码（暗証番号）" };
const KOREAN = { name: "한국어", tag: "ko", idle: "접수 창구에 말씀해 주세요", pin: "비밀번호(4자리)를 입력해 주세요" };
const VIETNAMESE = {
  name: "Tiếng Việt",
  tag: "vi",
  idle: "Vui lòng nói với nhân viên quầy tiếp nhận",
  pin: "Vui lòng nhập mã PIN (4 chữ số)",
};
const PORTUGUESE = { name: "Português", tag: "pt", idle: "Fale com a recepção, por favor", pin: "Digite a senha de 4 dígitos" };
/** As they stand in the bar. */
const LANGUAGES = [JAPANESE, EASY, ENGLISH, CHINESE, KOREAN, VIETNAMESE, PORTUGUESE];
type Language = typeof JAPANESE;

const enterPin = (triesLeft = 3, wrong = false): Step => ({ enterPin: { pinRequest: "pin-1", triesLeft, wrong } });

const STEPS: Step[] = [
  "idle",
  "putCard",
  "oneCardOnly",
  "wait",
  "underway",
  choose({ face: true, pin: true }),
  choose({ face: false, pin: false }),
  enterPin(),
  enterPin(1, true),
  number(),
  number(1, true),
  look(),
  { cameraTest: { cameraTest: "face-1" } },
  { consent: { about: "medications" } },
  { consent: { about: "checkups" } },
  "staffChecks",
  "takeCard",
  "done",
  "answered",
  "askStaff",
];

/** Those of a counter and of a tablet held upright, and what is left of them at 200 %. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
  { width: 640, height: 400 },
  { width: 410, height: 590 },
];

async function speak(page: Page, { name, tag }: Language): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await speaks(page, { name, tag });
}

async function speaks(page: Page, { name, tag }: Pick<Language, "name" | "tag">): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", tag);
  await expect(page.locator(".languages [aria-pressed=true]")).toHaveText(name);
}

test("each language is there in its own name, and all of the screen follows one touch", async ({ page }) => {
  const stage = await FaceStage.open(page);
  const buttons = page.locator(".languages button");
  await expect(buttons).toHaveText(LANGUAGES.map(({ name }) => name));
  for (const [at, language] of LANGUAGES.entries()) {
    await expect(buttons.nth(at)).toHaveAttribute("lang", language.tag);
    await speak(page, language);
    await stage.sees(language.idle);
  }
  // By keyboard, too.
  await buttons.first().focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja-simple");
});

for (const language of LANGUAGES) {
  test(`${language.name}: every step says something else than in Japanese, without a barrier and with room for all of it`, async ({ page }) => {
    test.slow();
    const stage = await FaceStage.open(page);
    await stage.sees(JAPANESE.idle);
    const heading = page.getByRole("heading", { level: 1 });
    for (const step of STEPS) {
      const between = step === "wait" ? "underway" : "wait";
      stage.show(between, "a");
      await expect(heading).toHaveText(between === "wait" ? "お待ちください" : "受付を続けています");
      const before = await heading.textContent();
      stage.show(step, "a");
      await expect(heading).not.toHaveText(before!);
      const japanese = await page.locator("main").innerText();
      await speak(page, language);
      if (language !== JAPANESE) {
        expect(await page.locator("main").innerText()).not.toBe(japanese);
      }
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await expectNothingCutOff(page, `${language.tag} ${JSON.stringify(step)} ${size.width}×${size.height}`);
      }
      await page.setViewportSize(SIZES[0]!);
      await expectNoBarrier(page);
      await speak(page, JAPANESE);
    }
  });
}

test("in the middle of a PIN: the digits stay, and the tries are said anew", async ({ page }) => {
  const stage = await FaceStage.open(page, enterPin(2, true));
  await stage.sees(JAPANESE.pin);
  await stage.type("12");
  const full = page.locator(".dots .full");
  await expect(full).toHaveCount(2);
  for (const language of LANGUAGES) {
    await speak(page, language);
    await stage.sees(language.pin);
    await expect(full).toHaveCount(2);
  }
  await expect(page.getByText("Senha incorreta")).toBeVisible();
  await expect(page.getByText("Tentativas restantes: 2")).toBeVisible();
  await stage.type("34");
  await page.getByRole("button", { name: "Confirmar" }).click();
  await expect.poll(() => stage.sent("patient/pin")).toMatchObject([{ pinRequest: "pin-1", pin: "1234" }]);
});

test("in the middle of 照合番号B and before the camera: number and camera stay as they are", async ({ page }) => {
  const stage = await FaceStage.open(page, number());
  await stage.sees("カードに書かれた数字を入力してください");
  await stage.type("6003");
  await speak(page, VIETNAMESE);
  const part = page.getByRole("button", { name: /^Ngày sinh/ });
  await expect(part).toHaveAccessibleName("Ngày sinh Đã nhập 4 trong 6 chữ số");
  stage.show(look());
  await stage.sees("Xác thực khuôn mặt");
  await expect.poll(() => stage.frames.length).toBeGreaterThan(1);
  const camera = () => page.locator("video").evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream).id);
  const before = await camera();
  stage.instruction = "turnLeft";
  await expect(page.locator(".instruction")).toHaveText("Từ từ quay đầu sang trái");
  await speak(page, CHINESE);
  await expect(page.locator(".instruction")).toHaveText("请慢慢向左转头");
  expect(await camera()).toBe(before);
  const frames = stage.frames.length;
  await expect.poll(() => stage.frames.length).toBeGreaterThan(frames + 1);
});

test("forgotten when the patient is gone, and not before", async ({ page }) => {
  await page.clock.install();
  const stage = await FaceStage.open(page);
  await stage.sees(JAPANESE.idle);
  // Chosen while waiting: it is that patient's.
  await speak(page, KOREAN);
  for (const step of ["putCard", choose({ face: false, pin: true }), enterPin(), "wait", "takeCard", "underway", "putCard", "done"] as Step[]) {
    stage.show(step, "a");
    await page.clock.runFor(100);
    await speaks(page, KOREAN);
  }
  await page.clock.fastForward(25_000);
  await speaks(page, KOREAN);
  await page.clock.fastForward(6_000);
  await speaks(page, JAPANESE);
  // Given up.
  stage.show("putCard", "b");
  await speak(page, KOREAN);
  stage.show("idle", "b");
  await speaks(page, JAPANESE);
  // Laid aside, and the next one is begun with.
  stage.show("underway", "c");
  await speak(page, KOREAN);
  stage.show("putCard", "d");
  await stage.sees("マイナンバーカードをカードリーダーに置いてください");
  await speaks(page, JAPANESE);
  // The next one comes while the last word still stands.
  await speak(page, KOREAN);
  stage.show("done", "d");
  await stage.sees("접수가 완료되었습니다");
  stage.show("underway", "e");
  await speaks(page, JAPANESE);
});

// A test of its own: the ids of the played clock's timers are too large for the program to take one back.
test("chosen, and nobody begins: forgotten after two minutes", async ({ page }) => {
  await page.clock.install();
  const stage = await FaceStage.open(page);
  await stage.sees(JAPANESE.idle);
  await speak(page, KOREAN);
  await page.clock.fastForward(100_000);
  await speaks(page, KOREAN);
  await page.clock.fastForward(25_000);
  await speaks(page, JAPANESE);
});

test("kept nowhere: not in the browser, and not over a reload", async ({ page }) => {
  const stage = await FaceStage.open(page, "putCard");
  await speak(page, PORTUGUESE);
  expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])).toEqual([
    ["madoguchi.pairing.patient"],
    [],
    "",
  ]);
  expect([...stage.posted.keys()]).toEqual(["/api/v1/event-tickets"]);
  await page.reload();
  await speaks(page, JAPANESE);
});

test("a sentence of the counter is in no program of the patient screen, and its further languages in none of the counter", async () => {
  const tables = new URL("../../../frontend/src/text/", import.meta.url);
  const texts = async (folder: URL, names: string[]) => {
    const sources = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
    return sources.flatMap((source) => [...source.matchAll(/"([^"\\]*[^\x00-\x7f][^"\\]*)"/g)].map((found) => found[1]!));
  };
  const rust = async (folder: URL) => (await readdir(folder)).filter((name) => name.endsWith(".rs"));
  const further = new URL("further/", tables);
  const patients = await texts(tables, ["patient.rs"]);
  const counters = await texts(tables, (await rust(tables)).filter((name) => !["patient.rs", "further.rs"].includes(name)));
  const foreign = await texts(further, (await rust(further)).filter((name) => name !== "tests.rs"));
  expect([patients, counters, foreign].map((list) => list.length > 90)).toEqual([true, true, true]);

  const app = process.env.MADOGUCHI_APP!;
  const program = async (name: string) => {
    const files = (await readdir(app)).filter((file) => file.startsWith(name) && file.endsWith(".wasm"));
    return Buffer.concat(await Promise.all(files.map((file) => readFile(path.join(app, file)))));
  };
  const [counter, patient] = await Promise.all([program("madoguchi-frontend"), program("madoguchi-patient")]);
  const missing = (text: string) => !patient.includes(text);
  expect([...patients, ...foreign].filter(missing), "of the patient screen").toEqual([]);
  const own = [...patients, ...foreign].join("\n");
  expect(counters.filter((text) => patient.includes(text) && !own.includes(text))).toEqual([]);
  const staffs = [...patients, ...counters].join("\n");
  // A word of two or three characters may stand in anything.
  expect(foreign.filter((text) => text.length > 4 && counter.includes(text) && !staffs.includes(text))).toEqual([]);
});

whole("a reception that is laid aside takes its language with it", async ({ desk }) => {
  const { patient } = desk;
  await patient.bringToFront();
  await speak(patient, VIETNAMESE);
  await desk.press("カードで受付を始める");
  await desk.patientSees("Vui lòng đặt thẻ My Number lên đầu đọc thẻ");
  await desk.hand.put("tandoku-valid");
  await desk.touch("Dùng mã PIN (4 chữ số)");
  await desk.patientSees(VIETNAMESE.pin);
  for (const digit of "1234") {
    await desk.touch(digit);
  }
  await desk.touch("Xác nhận");
  await desk.patientSees("Vui lòng lấy lại thẻ");
  await desk.hand.take();
  await desk.counterSays("新規カルテを起票します");
  await desk.patientSees("Đang làm thủ tục tiếp nhận");
  await desk.press("一覧に戻る");
  await desk.start();
  await speaks(patient, JAPANESE);
});
