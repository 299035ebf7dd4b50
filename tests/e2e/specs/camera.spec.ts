// 顔認証 over the whole system: the camera is Chromium's, what it sees is played (`support/camera.ts`), and everything behind
// it is the desk's own: pages, bridge, nets, card, backend.

import { expect, type Locator, type Page } from "@playwright/test";

import { type Scene, show } from "../support/camera";
import type { Desk } from "../support/desk";
import { test } from "../support/played";
import { records } from "../support/sandbox";

const PERSON = "tandoku-valid";

test.use({ reader: "simulated", faceOf: PERSON });

test.beforeEach(async ({ camera, desk }) => show(camera, "nobody", desk.patient));

test("the holder of the card passes, and is received", async ({ desk, system, camera }) => {
  const pictures = watchPictures(desk.counter);
  await facing(desk);
  await show(camera, "holder", desk.patient);
  await desk.takeCard();
  await expect(desk.coverage("医療扶助")).toContainText("有効");
  // Nobody is going to compare by eye.
  expect(await pictures()).toEqual(["FACE_REQUEST_ENDED", "FACE_REQUEST_ENDED"]);
  await desk.registerNewPatient();
  await desk.finish();
  await expect(desk.book.first()).toContainText("顔認証");
  const [query] = (await records(system.sandbox)).queries;
  expect(query).toMatchObject({ method: "face", personId: PERSON, simulated: true, outcome: "ANSWERED" });
});

test("another person does not pass, and goes on by PIN, then by eye with the two pictures", async ({ desk, system, camera }) => {
  const pictures = watchPictures(desk.counter);
  await facing(desk);
  await show(camera, "another", desk.patient);
  await desk.patientSees("暗証番号（4桁）を入力してください");
  await desk.counterSays("患者が暗証番号を入力しています");
  await expect(desk.counter.getByText("顔認証: 本人と確認できませんでした。")).toBeVisible();
  // A wrong PIN changes nothing of the pictures.
  await desk.enterPin("0000");
  await expect(desk.counter.getByText("暗証番号が違いました")).toBeVisible();
  await desk.touch("職員に頼む");
  await desk.counterSays("顔写真確認（目視）");
  await desk.patientSees("職員がお顔を確認します");
  const card = desk.counter.getByRole("img", { name: "カードの写真" });
  const live = desk.counter.getByRole("img", { name: "カメラの映像" });
  await expect.poll(() => size(card)).toEqual([240, 320]);
  await expect.poll(() => size(live)).toEqual([640, 480]);
  await desk.counter.bringToFront();
  const [left, right] = [(await card.boundingBox())!, (await live.boundingBox())!];
  expect(left.x + left.width).toBeLessThanOrEqual(right.x);
  expect(await pictures()).toEqual([200, 200]);
  await desk.press("本人に間違いない");
  await expect(desk.coverage("医療扶助")).toContainText("有効");
  await expect(desk.counter.locator(".faces")).toHaveCount(0);
  expect(await pictures()).toEqual(["FACE_REQUEST_ENDED", "FACE_REQUEST_ENDED"]);
  const [query] = (await records(system.sandbox)).queries;
  expect(query).toMatchObject({ method: "byEye", personId: PERSON });
});

const DOUBTS: { scene: Scene; patient: string | null; counter: string }[] = [
  { scene: "black", patient: "暗いようです", counter: "暗すぎるか、明るすぎました。" },
  { scene: "frozen", patient: null, counter: "カメラの映像が止まっていました。" },
  { scene: "print", patient: null, counter: "平らなもの（写真や画面など）が映った可能性があります。" },
  { scene: "two", patient: "お一人だけで映ってください", counter: "ほかの方の顔も映っていました。" },
  { scene: "nobody", patient: "顔を枠の中に入れてください", counter: "顔が映りませんでした。" },
];

test("what cannot be told has its own words each, and the face may be tried again", async ({ desk, camera }) => {
  await facing(desk);
  for (const { scene, patient, counter } of DOUBTS) {
    await show(camera, scene, desk.patient);
    if (patient) {
      await expect(desk.patient.locator(".instruction")).toContainText(patient);
    }
    // Twenty seconds are looked, where nothing decides it before.
    await expect(desk.patient.getByRole("heading", { level: 1 })).toHaveText("暗証番号（4桁）を入力してください", {
      timeout: 25_000,
    });
    await expect(desk.counter.getByText(`顔認証: 判定できませんでした。 ${counter}`)).toBeVisible();
    await desk.touch("職員に頼む");
    await desk.patientSees("職員がお顔を確認します");
    await show(camera, "nobody", desk.patient);
    await desk.press("顔認証を患者に頼む");
    await desk.enterCollationNumber(PERSON);
  }
  await show(camera, "holder", desk.patient);
  await expect(desk.coverage("医療扶助")).toContainText("有効");
});

test("staff while the camera looks: it looks no more, and the pictures stay until it is decided", async ({ desk, camera }) => {
  const pictures = watchPictures(desk.counter);
  let frames = 0;
  desk.patient.on("request", (request) => (frames += request.url().endsWith("/patient/face-frames") ? 1 : 0));
  await facing(desk);
  // It would look for many seconds yet: nothing is wrong but that nobody turns.
  await show(camera, "still", desk.patient);
  await expect(desk.patient.locator(".arrow")).toBeVisible();
  await desk.touch("職員に頼む");
  await desk.counterSays("顔写真確認（目視）");
  await desk.patientSees("職員がお顔を確認します");
  const looked = frames;
  await expect(desk.counter.getByRole("img", { name: "カードの写真" })).toBeVisible();
  await expect(desk.counter.getByRole("img", { name: "カメラの映像" })).toBeVisible();
  await desk.patient.waitForTimeout(1_000);
  expect(frames).toBeLessThanOrEqual(looked + 1);
  expect(await pictures()).toEqual([200, 200]);
  await desk.press("本人と確認できない");
  await desk.takeCard();
  expect(await pictures()).toEqual(["FACE_REQUEST_ENDED", "FACE_REQUEST_ENDED"]);
});

/** The patient chooses the face and enters 照合番号B; ends where the camera looks. */
async function facing(desk: Desk): Promise<void> {
  await desk.startWith(PERSON);
  await desk.touch("顔で確認する");
  await desk.enterCollationNumber(PERSON);
}

/** Asks for the pictures of the last face request, of the card and of the camera, as the counter page does. */
function watchPictures(counter: Page): () => Promise<(number | string)[]> {
  let last: Promise<{ faceRequest: string }> | null = null;
  counter.on("response", (response) => {
    if (response.url().endsWith("/identity/face-requests")) {
      last = response.json();
    }
  });
  return async () => {
    const { faceRequest } = (await last)!;
    return counter.evaluate(async (faceRequest) => {
      const token = localStorage.getItem("madoguchi.pairing.counter");
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const answers = ["card", "live"].map(async (picture) => {
        const body = JSON.stringify({ faceRequest, picture });
        const answer = await fetch("/api/v1/identity/face-pictures", { method: "POST", headers, body });
        return answer.ok ? answer.status : ((await answer.json()).code as string);
      });
      return Promise.all(answers);
    }, faceRequest);
  };
}

function size(image: Locator): Promise<number[]> {
  return image.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
}
