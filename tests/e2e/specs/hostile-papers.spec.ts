// Whatever is typed or pasted into a field of a paper, the prescription's too, and as the reason for one of several: it
// is said what is wrong, nothing is cut off, run or sent. Fields of free text: hostile.spec.ts.

import type { Locator, Page } from "@playwright/test";

import { expectNoBarrier } from "../support/barriers";
import { chooseStaff } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { CLUMSY, nothingRan, TOO_LONG } from "../support/hostile";
import { pressByKey } from "../support/keyboard";
import { CERTIFICATE, choosePaper, type PaperFields, TICKET, TWINS, typePaper } from "../support/numbers";
import { records } from "../support/sandbox";

/** Fields that none of these can be right for, by their label. */
const ONLY_DIGITS = /番号$|^生年月日$/;

/** Digits, too few for any number: on a prescription that is not asked by it may stand so. */
const FEW_DIGITS = ["\u202e1234", "１２３　４５"];

const HOSTILE = [
  TOO_LONG,
  "\u200b\u200f\ufeff",
  "😀🏥",
  "<img src=x onerror=alert(1)>",
  "𠮷野家●〓",
  ...FEW_DIGITS,
  "'; DROP TABLE charts; --",
];

test.beforeEach(({ counter }) => {
  counter.on("dialog", (dialog) => {
    throw new Error(`what was typed was run: ${dialog.message()}`);
  });
});

for (const paper of ["医療券", "被保険者証"] as const) {
  test(`whatever is typed into ${paper}: it is said what is wrong, and nothing is sent`, async ({ counter, system }) => {
    await chooseStaff(counter);
    await choosePaper(counter, paper);
    const sent = queries(counter);
    await fillAll(counter, counter.getByRole("group", { name: paper }), paper);
    expect(sent).toEqual([]);
    expect((await records(system.sandbox)).queries).toEqual([]);
  });
}

test.describe("pharmacy", () => {
  test.use({ facility: "pharmacy" });

  for (const [paper, fields] of [["調剤券", TICKET], ["被保険者証", CERTIFICATE]] as [Paper, PaperFields][]) {
    test(`whatever is typed of a prescription beside ${paper}: the same, and the other paper stays`, async ({ counter, system }) => {
      await chooseStaff(counter);
      await choosePaper(counter, paper);
      await counter.getByLabel("処方せんの記載に、違うところがある").check();
      await expect(counter.locator("#prescription-0")).toBeFocused();
      for (const [at, [, text]] of fields.entries()) {
        await counter.locator(`#certificate-${at}`).fill(text);
      }
      const sent = queries(counter);
      await fillAll(counter, counter.getByRole("group", { name: "処方せん" }), paper);
      for (const [at, [, text]] of fields.entries()) {
        await expect(counter.locator(`#certificate-${at}`)).toHaveValue(text);
      }
      expect(sent).toEqual([]);
      expect((await records(system.sandbox)).queries).toEqual([]);
    });
  }
});

test("the reason for one of several is kept as it is typed, and it is said when it is missing or too long", async ({ counter }) => {
  await chooseStaff(counter);
  await choosePaper(counter, "被保険者証");
  await typePaper(counter, TWINS);
  const reason = counter.getByLabel("特定した理由");
  const pick = counter.getByRole("button", { name: /^この方で進む: 1人目/ });
  await expect(pick).toBeEnabled();
  const sent = queries(counter);
  for (const [text, said] of [
    ["", "入力してください。"],
    ["  \u3000 ", "入力してください。"],
    [TOO_LONG, "長すぎます。余分な文字がないか確かめてください。"],
    ["字".repeat(201), "長すぎます。余分な文字がないか確かめてください。"],
  ] as const) {
    await reason.fill(text);
    await pick.click();
    await expect(reason).toBeFocused();
    await expect(reason).toHaveValue(text);
    await expect(reason).toHaveAccessibleDescription(said);
    await expect(reason).toHaveAttribute("aria-invalid", "true");
  }
  await expectNoBarrier(counter);
  expect(sent).toEqual([]);
  // A field of one line has no line breaks.
  const all = CLUMSY.join(" ").replaceAll(/[\r\n]+/g, " ");
  expect(all.length).toBeLessThanOrEqual(200);
  await reason.fill(all);
  await pick.click();
  const store = counter.getByRole("button", { name: "問診票と資格情報を登録する" });
  await expect(store).toBeVisible();
  const registered = counter.waitForResponse((response) => response.url().endsWith("/his/registrations"));
  await store.click();
  expect((await registered).ok()).toBe(true);
  expect((await registered).request().postDataJSON().papers.pickedBecause).toBe(all.trim());
  await nothingRan(counter);
});

type Paper = "調剤券" | "被保険者証";

/** What goes to the bridge or the backend from now on and holds what was typed. */
function queries(counter: Page): string[] {
  const sent: string[] = [];
  counter.on("request", (request) => {
    if (/qualifications|searches|registrations|journal-entries/.test(request.url())) {
      sent.push(request.url());
    }
  });
  return sent;
}

/** Each of the hostile texts into every field of a paper; handed in, it is said in each field what is wrong. */
async function fillAll(counter: Page, group: Locator, paper: string): Promise<void> {
  const ticket = paper !== "被保険者証";
  const fields = group.locator("input");
  const count = await fields.count();
  expect(count).toBe(ticket ? 4 : 6);
  for (const text of HOSTILE) {
    for (let at = 0; at < count; at += 1) {
      await fields.nth(at).fill(text);
      // Never cut off silently.
      expect(await fields.nth(at).inputValue(), `field ${at}`).toBe(text);
    }
    await pressByKey(counter, "この番号で照会する");
    const wrong = group.locator("input[aria-invalid=true]");
    expect(await wrong.count(), text.slice(0, 20)).toBeGreaterThan(0);
    await expect(wrong.first()).toBeFocused();
    let digits = 0;
    for (const line of await group.locator(".line").all()) {
      const label = (await line.locator("label").innerText()).trim();
      if (ONLY_DIGITS.test(label) && (ticket || label !== "番号")) {
        digits += 1;
        const input = line.locator("input");
        const mayBePrinted = (await group.getByText("処方せん").count()) > 0 && label.endsWith("番号") && FEW_DIGITS.includes(text);
        if (mayBePrinted) {
          await expect(input).toHaveAccessibleDescription(/このまま控えます。$/);
        } else {
          await expect(input, `${label}: ${text.slice(0, 20)}`).toHaveAttribute("aria-invalid", "true");
        }
      }
    }
    expect(digits, "fields of digits").toBe(ticket ? 3 : 2);
    for (const field of await wrong.all()) {
      await expect(field).toHaveAccessibleDescription(/。$/);
    }
    await expect(counter.locator("#entry-title")).toHaveText(`${paper}のとおりに入力してください`);
  }
  await nothingRan(counter);
  await expectNoBarrier(counter);
}
