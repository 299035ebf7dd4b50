// The tour of the training drawer, walked by somebody who does what it says and knows nothing else.

import { expect, type Locator, type Page } from "@playwright/test";

import { expectNoBarrier as check } from "../support/barriers";
import type { Desk } from "../support/desk";
import { test } from "../support/fixtures";
import { fields, paperOf } from "../support/scenario/papers";

/** Whose papers the lessons without a card are about, by their title. */
const PAPERS: [RegExp, string, "medicalAssistance" | "healthInsurance"][] = [
  [/医療券で受け付ける|調剤券で受け付ける/, "address-withheld", "medicalAssistance"],
  [/被保険者証で受け付ける/, "insurance-only", "healthInsurance"],
  [/該当する方がいない/, "tandoku-valid", "medicalAssistance"],
  [/資格を失っていた/, "tandoku-lost", "medicalAssistance"],
];

const ROWS = {
  clinic: ["F01", "F02", "F03", "F05", "F07", "F09", "F11", "F13", "S1", "S2", "S3"],
  pharmacy: ["F01", "F02", "F04", "F06", "F08", "F10", "F12", "F14", "S1", "S2", "S3"],
};

for (const facility of ["clinic", "pharmacy"] as const) {
  test.describe(() => {
    test.use({ facility });

    test(`${facility}: each lesson can be done by its own words, and together they go through every row`, async ({ desk }) => {
      test.setTimeout(300_000);
      const tour = await open(desk);
      expect(await goThrough(desk, tour, false)).toEqual(ROWS[facility]);
      await check(desk.counter);
      // Who comes second to the same people can do each, too.
      const before = tour.getByRole("button", { name: "前の練習" });
      while (await before.isEnabled()) {
        await before.click();
      }
      expect(await goThrough(desk, tour, true)).toEqual(ROWS[facility]);
    });
  });
}

async function open({ counter }: Desk): Promise<Locator> {
  await counter.getByRole("button", { name: "練習用カードを開く" }).click();
  const tour = counter.getByRole("region", { name: /^練習コース/ });
  // Who the people are is told a moment later.
  await expect(tour.getByRole("button", { name: "この人のカードを置く" })).toBeVisible();
  return tour;
}

/** All lessons; gives the rows that they go through. `again`: somebody has practised with the same people before. */
async function goThrough(desk: Desk, tour: Locator, again: boolean): Promise<string[]> {
  const rows = new Set<string>();
  const next = tour.getByRole("button", { name: "次の練習" });
  for (let lesson = 1; ; lesson += 1) {
    await expect(tour.getByRole("heading")).toHaveText(new RegExp(`^練習コース ${lesson} / `));
    for (const row of (await tour.locator("[data-rows]").getAttribute("data-rows"))!.split(" ")) {
      rows.add(row);
    }
    const title = await tour.locator(".who").innerText();
    await test.step(title, () => walk(desk, tour, title, again));
    if (await next.isDisabled()) {
      return [...rows].sort();
    }
    await next.click();
  }
}

async function walk(desk: Desk, tour: Locator, title: string, again: boolean): Promise<void> {
  for (const step of due(await tour.getByRole("listitem").allInnerTexts(), again)) {
    await follow(desk, tour, title, step);
  }
  // Back where the next one begins.
  const on = desk.counter.getByRole("button", { name: "次の受付へ" });
  const start = desk.counter.getByRole("heading", { name: "受付を始める" });
  await expect(on.or(start).first()).toBeVisible();
  if (await on.isVisible()) {
    await on.click();
  }
  await expect(start).toBeVisible();
}

const AGAIN = "この患者で前にも練習したことがあれば";

/** The steps that are to be done: some are only for whoever comes after somebody who has practised with the same person. */
function due(steps: string[], again: boolean): string[] {
  const due: string[] = [];
  for (const step of steps) {
    if (!step.startsWith(AGAIN)) {
      due.push(step);
    } else if (again) {
      if (step.includes("上の2つ")) {
        due.splice(-2);
      }
      due.push(...(/(?:代わりに|ここで)(「[^」]*」を押します。)/.exec(step)?.slice(1) ?? []));
    }
  }
  return due;
}

async function follow(desk: Desk, tour: Locator, title: string, step: string): Promise<void> {
  const { counter, patient } = desk;
  const main = counter.getByRole("main");
  const named = /「(.*)」/.exec(step)?.[1];
  // A page behind another one is slow to be still.
  await (step.startsWith("患者画面") ? patient : counter).bringToFront();
  if (step.startsWith("下の「")) {
    await tour.getByRole("button", { name: named! }).click();
  } else if (step.startsWith("患者画面で「")) {
    const heading = patient.getByRole("heading", { level: 1 });
    const before = await heading.innerText();
    await patient.getByRole("main").getByRole("button", { name: named!, exact: true }).click();
    await expect(heading).not.toHaveText(before);
  } else if (step.startsWith("患者画面で暗証番号")) {
    const pin = /[0-9]{4}/.exec(step)![0];
    await expect(patient.getByRole("button", { name: pin[0]!, exact: true })).toBeEnabled();
    await patient.keyboard.type(pin);
    await patient.getByRole("button", { name: "決定" }).click();
  } else if (step.startsWith("閲覧画面で「")) {
    await onRecords(desk, named!);
  } else if (step === "「閲覧画面を開く」を押します。") {
    await counter.getByRole("button", { name: named!, exact: true }).click();
  } else if (step.startsWith("「")) {
    // A button of a list says of whom it is.
    await main.getByRole("button", { name: new RegExp(`^${named}(: |$)`) }).click();
  } else if (step.includes("理由を書きます")) {
    await main.getByLabel(/^(主訴・来院|症状・来局)の理由$/).fill("頭が痛い");
  } else if (step.includes("とおりに入力")) {
    await copy(counter, title, step.includes("日だけを変え"));
  } else if (step.includes("電話をした")) {
    await call(counter);
  } else if (step.includes("終わるまで待ち")) {
    await expect(main.getByRole("heading", { name: /登録(しました|を終えました)/ })).toBeVisible();
  } else {
    throw new Error(`nobody knows how to: ${step}`);
  }
}

/** The doctor's window; it stays open from lesson to lesson. */
async function onRecords({ counter }: Desk, named: string): Promise<void> {
  const pages = () => counter.context().pages().filter((page) => page.url().includes("/records"));
  await expect.poll(() => pages().length).toBe(1);
  const page = pages()[0]!;
  await page.bringToFront();
  await page.getByRole("main").getByRole("button", { name: new RegExp(`^${named}(: |$)`) }).click();
  if (named === "閲覧を要求する") {
    await expect(page.getByRole("region", { name: "薬剤情報の表" })).toBeVisible();
  }
}

async function copy(counter: Page, title: string, otherDay: boolean): Promise<void> {
  const [, person, scheme] = PAPERS.find(([about]) => about.test(title))!;
  const paper = await paperOf(counter, person, scheme);
  const birthDate = otherDay ? paper.birthDate.replace(/..$/, (day) => (day === "01" ? "02" : "01")) : paper.birthDate;
  await expect(counter.locator("#certificate-0")).toBeFocused();
  for (const [at, text] of fields({ ...paper, birthDate }).entries()) {
    await counter.locator(`#certificate-${at}`).fill(text);
  }
}

async function call(counter: Page): Promise<void> {
  const sheet = counter.getByText(/への電話照会$/);
  const who = counter.getByLabel("応対した方");
  await expect(sheet).toBeVisible();
  if (!(await who.isVisible())) {
    await sheet.click();
  }
  const office = counter.getByLabel(/^(福祉事務所|保険者)$/);
  if ((await office.inputValue()) === "") {
    await office.fill("架空市福祉事務所");
  }
  await who.fill("保護係 見本");
}
