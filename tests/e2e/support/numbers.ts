// The papers of the synthetic persons, and the form they are typed into.

import { expect, type Page } from "@playwright/test";

import { pressByKey, tabTo } from "./keyboard";

/** What is on a paper, field by field, in its order; labels as the screen has them. */
export type PaperFields = [label: string, text: string][];

const OPTIONAL = "（任意）";

/** 医療券/調剤券 of `tandoku-valid`. */
export const TICKET: PaperFields = [
  ["公費負担者番号", "12131017"],
  ["受給者番号", "1234566"],
  ["氏名", "模擬　一郎"],
  ["生年月日", "S43.4.12"],
];

/** 被保険者証 of `heiyo-both-valid`, who has both. */
export const CERTIFICATE: PaperFields = [
  [`記号${OPTIONAL}`, "123"],
  ["番号", "4567001"],
  [`枝番${OPTIONAL}`, ""],
  ["氏名", "模擬　花子"],
  ["生年月日", "昭和60年7月21日"],
  ["保険者番号", "06139984"],
];

/** 被保険者証 of the twins, without the branch number that tells them apart. */
export const TWINS: PaperFields = [
  [`記号${OPTIONAL}`, "１２３"],
  ["番号", "4567005"],
  [`枝番${OPTIONAL}`, ""],
  ["氏名", "双葉　蓮"],
  ["生年月日", "2004/3/14"],
  ["保険者番号", "06139984"],
];

/** As the paper, with one field different. */
export function but(paper: PaperFields, label: string, text: string): PaperFields {
  return paper.map(([name, was]) => [name, name === label ? text : was]);
}

/** Starts by numbers and chooses the paper, all by keyboard. */
export async function choosePaper(counter: Page, paper: "医療券" | "調剤券" | "被保険者証"): Promise<void> {
  await pressByKey(counter, "券・証で受付を始める");
  await expect(counter.getByRole("main").getByRole("heading", { level: 3 }).first()).toHaveText("受け取ったものを選んでください");
  await pressByKey(counter, paper);
  // The first field has the focus: a reader of barcodes can go on at once.
  await expect(counter.locator("#certificate-0")).toBeFocused();
}

/** Types field after field as a reader of barcodes does: text, Enter. The last Enter hands the paper in. */
export async function typePaper(counter: Page, paper: PaperFields): Promise<void> {
  for (const [label, text] of paper) {
    await expect(counter.getByLabel(label, { exact: true }).first()).toBeFocused();
    await counter.keyboard.press("Control+A");
    await counter.keyboard.press("Delete");
    await counter.keyboard.insertText(text);
    await counter.keyboard.press("Enter");
  }
}

/** Goes to a field and types over what is there. */
export async function correctField(counter: Page, label: string, text: string): Promise<void> {
  await tabTo(counter, label);
  await counter.keyboard.press("Control+A");
  await counter.keyboard.insertText(text);
}
