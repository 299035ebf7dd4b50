// What a bystander could read goes away by itself (D11).

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "../support/fixtures";

test("nobody at the counter for two minutes: the reception is covered until someone says who they are", async ({ desk }) => {
  await desk.counter.clock.install();
  await desk.startWith("heiyo-both-valid");
  await desk.identifyByPin();
  await expect(desk.coverage("医療扶助")).toBeVisible();
  // Nothing is awaited any more: a jump of the clock is the end of every wait.
  await expect(desk.counter.getByRole("button", { name: "問診票と資格情報を登録する" })).toBeVisible();
  await desk.counter.clock.fastForward("01:50");
  await expect(desk.coverage("医療扶助")).toBeVisible();
  await desk.counter.clock.fastForward("00:15");
  await expect(desk.counter.getByRole("heading", { name: "画面を隠しています" })).toBeVisible();
  await expect(desk.coverage("医療扶助")).toBeHidden();
  expect(await desk.counter.locator("body").innerText()).not.toMatch(/模擬|有効/);
  const goOn = desk.counter.getByRole("button", { name: "再開する" });
  await expect(goOn).toBeDisabled();
  await desk.counter.getByRole("main").getByLabel("担当者").selectOption("sato");
  await goOn.click();
  await expect(desk.coverage("医療扶助")).toBeVisible();
  // The same person as before, chosen by hand then: the head of the page says so again.
  await expect(desk.counter.getByRole("banner").getByLabel("担当者")).toHaveValue("sato");
});

test("the patient screen says goodbye for 30 s, then waits for the next one", async ({ desk }) => {
  await desk.patient.clock.install();
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.patientSees("受付が済みました");
  await desk.patient.clock.fastForward(25_000);
  await desk.patientSees("受付が済みました");
  await desk.patient.clock.fastForward(6_000);
  await desk.patientSees("受付窓口にお声がけください");
});

test("a card that is left behind: both screens say so, and the reception ends when it is taken", async ({ desk }) => {
  await desk.counter.clock.install();
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.registerNewPatient();
  await desk.patientSees("カードをお取りください");
  const left = desk.counter.getByText("カードがまだリーダーに残っています。");
  await expect(left).toBeHidden();
  await desk.counter.clock.fastForward(16_000);
  await expect(left).toBeVisible();
  await desk.press("完了");
  await expect(left).toBeHidden();
  await desk.counterSays("カードをお取りください");
  await desk.hand.take();
  await desk.counterSays("受付を終えました");
  await desk.next();
});

test("the patient screen's program holds no word of the counter: no scheme, no chart, no advice about errors", async () => {
  const app = process.env.MADOGUCHI_APP!;
  const [counter, patient] = await Promise.all(
    ["madoguchi-frontend", "madoguchi-patient"].map(async (program) => {
      const file = (await readdir(app)).find((name) => name.startsWith(program) && name.endsWith(".wasm"));
      return await readFile(path.join(app, file!));
    }),
  );
  for (const word of ["扶助", "保険", "公費", "福祉", "受給", "資格", "カルテ", "医療券", "市区町村"]) {
    expect(counter.includes(word), `${word}, at the counter`).toBe(true);
    expect(patient.includes(word), word).toBe(false);
  }
  // Not in vain: texts stand in the program as they are.
  expect(patient.includes("暗証番号")).toBe(true);
});
