// F05, F06, F09, F10 with S2 and S3: received by the numbers on a paper, by keyboard alone.

import type { Page } from "@playwright/test";

import { chooseStaff } from "../support/desk";
import { expect, expectAccessible, test } from "../support/fixtures";
import { pressByKey, tabTo } from "../support/keyboard";
import { but, CERTIFICATE, choosePaper, correctField, type PaperFields, TICKET, TWINS, typePaper } from "../support/numbers";
import { records } from "../support/sandbox";
import { seenTexts, watchTexts } from "../support/seen";
import type { System } from "../support/system";
import { expectLargeTargets } from "../support/targets";

const INSURANCE = /保険|特定健診/;
const ASSISTANCE = /扶助|公費|受給|福祉|保護|医療券|調剤券/;

/** The heading of the step. */
async function says(counter: Page, text: string): Promise<void> {
  await expect(counter.getByRole("main").getByRole("heading", { level: 3 }).first()).toHaveText(text);
}

/** Queries by numbers that the backend has recorded. */
async function asked(system: System): Promise<unknown[]> {
  const { queries } = await records(system.sandbox);
  return queries.filter((query) => query.operation === "/v1/qualifications/numbers");
}

async function check(counter: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await counter.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(counter);
  }
  await expectLargeTargets(counter);
}

async function onDuty(counter: Page): Promise<void> {
  await expect(counter.getByLabel("担当者").locator("option")).toHaveCount(4);
  await tabTo(counter, "担当者");
  await counter.keyboard.press("ArrowDown");
}

test.describe("clinic", () => {
  test("F05 by keyboard alone: a new patient with 医療券, and no word of insurance", async ({ counter, system }) => {
    await onDuty(counter);
    await pressByKey(counter, "券・証で受付を始める");
    await check(counter);
    await pressByKey(counter, "医療券");
    await watchTexts(counter);
    await typePaper(counter, TICKET);
    await says(counter, "新規カルテを起票します");
    await tabTo(counter, "主訴・来院の理由");
    await counter.keyboard.type("頭痛");
    await pressByKey(counter, "問診票と資格情報を登録する");
    await says(counter, "受付が済みました");
    await pressByKey(counter, "完了");
    await pressByKey(counter, "次の受付へ");
    await expect(counter.getByRole("region", { name: "本日の受付" })).toContainText("模擬");

    expect(await asked(system)).toMatchObject([{ personId: "tandoku-valid", outcome: "ANSWERED" }]);
    expect((await seenTexts(counter)).filter((text) => INSURANCE.test(text))).toEqual([]);
  });

  test("F05: a scanner that sends both numbers at once, and a number with two digits swapped", async ({ counter, system }) => {
    await onDuty(counter);
    await choosePaper(counter, "医療券");
    await counter.keyboard.insertText("12131017-1234566");
    await expect(counter.getByLabel("公費負担者番号")).toHaveValue("12131017");
    await expect(counter.getByLabel("受給者番号")).toHaveValue("1234566");
    await expect(counter.getByLabel("氏名")).toBeFocused();
    // Enter in the middle of a form hands nothing in.
    await counter.keyboard.press("Enter");
    await expect(counter.getByLabel("生年月日")).toBeFocused();
    await correctField(counter, "公費負担者番号", "12130117");
    await counter.keyboard.press("Tab");
    await expect(counter.getByLabel("公費負担者番号")).toHaveAccessibleDescription("5桁目と6桁目が入れ替わっていませんか。");
    await expect(counter.getByLabel("公費負担者番号")).toHaveAttribute("aria-invalid", "true");
    await check(counter);
    await pressByKey(counter, "この番号で照会する");
    await expect(counter.getByLabel("公費負担者番号")).toBeFocused();
    await expect(counter.getByLabel("氏名")).toHaveAccessibleDescription("入力してください。");
    await says(counter, "医療券のとおりに入力してください");
    expect((await records(system.sandbox)).queries).toEqual([]);
  });

  test("F09: several persons, one is picked with a reason; no word of assistance", async ({ counter }) => {
    await onDuty(counter);
    await choosePaper(counter, "被保険者証");
    await watchTexts(counter);
    await typePaper(counter, TWINS);
    await says(counter, "複数の資格が該当しました");
    const table = counter.getByRole("table");
    await expect(table.getByRole("row", { name: /枝番/ })).toContainText("02");
    await expect(table.getByRole("row", { name: /枝番/ })).toContainText("03");
    // The paper says 双葉　蓮.
    await expect(table.getByRole("row", { name: /^氏名 / }).getByRole("cell")).toHaveText(["双葉 蓮", /^双葉　.* 相違$/, "双葉　蓮 一致"]);
    await check(counter);
    // Without a reason nobody is picked.
    await tabTo(counter, "この方で進む: 2人目（双葉　蓮）");
    await counter.keyboard.press("Enter");
    await expect(counter.getByLabel("特定した理由")).toBeFocused();
    await expect(counter.getByLabel("特定した理由")).toHaveAccessibleDescription("入力してください。");
    await counter.keyboard.insertText("氏名と性別を本人に確認");
    await tabTo(counter, "この方で進む: 2人目（双葉　蓮）");
    await counter.keyboard.press("Enter");
    await says(counter, "新規カルテを起票します");
    await expect(counter.getByRole("article")).toContainText("双葉　蓮");
    expect((await seenTexts(counter)).filter((text) => ASSISTANCE.test(text))).toEqual([]);
  });

  test("S2: what was sent is shown, corrected and asked again", async ({ counter, system }) => {
    await onDuty(counter);
    await choosePaper(counter, "医療券");
    await typePaper(counter, but(TICKET, "生年月日", "S43.4.13"));
    await says(counter, "該当する資格がありません");
    await expect(counter.getByRole("table")).toContainText("1968年4月13日（昭和43年）");
    await expect(counter.getByRole("table")).toContainText("12131017");
    await expect(counter.getByText("福祉事務所への電話照会")).toBeVisible();
    await check(counter);
    await pressByKey(counter, "直して照会し直す");
    await expect(counter.getByLabel("受給者番号")).toHaveValue("1234566");
    await correctField(counter, "生年月日", "S43.4.12");
    await expect(counter.getByLabel("生年月日")).toHaveAccessibleDescription("1968年4月12日（昭和43年）");
    await counter.keyboard.press("Enter");
    await says(counter, "新規カルテを起票します");
    expect(await asked(system)).toHaveLength(2);
  });

  test("S3: date and reason of the loss, then the card instead", async ({ counter }) => {
    await onDuty(counter);
    await choosePaper(counter, "医療券");
    await watchTexts(counter);
    await typePaper(counter, [
      ["公費負担者番号", "12131017"],
      ["受給者番号", "9999996"],
      ["氏名", "架空　節子"],
      ["生年月日", "3300217"],
    ]);
    await says(counter, "有効な資格がありません");
    await expect(counter.locator(".notice").first()).toHaveText(/停止・廃止日: \d+年\d+月\d+日.*（理由: ほかの制度への切り替え）/);
    await check(counter);
    expect((await seenTexts(counter)).filter((text) => INSURANCE.test(text))).toEqual([]);
    // 電話照会: the office is known from the answer.
    await tabTo(counter, "福祉事務所への電話照会");
    await counter.keyboard.press("Enter");
    await expect(counter.getByLabel("福祉事務所", { exact: true })).toHaveValue("架空市福祉事務所");
    await check(counter);
    await pressByKey(counter, "折り返し・不在");
    await expect(counter.getByRole("list", { name: "この受付の電話" })).toContainText("架空市福祉事務所");
    await pressByKey(counter, "別の種類の券・証で照会する");
    await says(counter, "被保険者証のとおりに入力してください");
    await expect(counter.getByLabel("氏名")).toHaveValue("架空　節子".replace("　", " "));
    await pressByKey(counter, "マイナンバーカードで受け付ける");
    await says(counter, "マイナンバーカードを待っています");
  });

  test("患者履歴: other forms of the same kanji find each other, and are marked as different", async ({ counter }) => {
    await onDuty(counter);
    const paper = (name: string): PaperFields => [
      ["公費負担者番号", "12131017"],
      ["受給者番号", "2016541"],
      ["氏名", name],
      ["生年月日", "S61.12.24"],
    ];
    await choosePaper(counter, "医療券");
    await typePaper(counter, paper("𠮷德　●﨑"));
    await says(counter, "新規カルテを起票します");
    await pressByKey(counter, "問診票と資格情報を登録する");
    await says(counter, "受付が済みました");
    await pressByKey(counter, "完了");
    await pressByKey(counter, "次の受付へ");

    await choosePaper(counter, "医療券");
    await typePaper(counter, paper("吉徳 ●崎"));
    await says(counter, "患者履歴を確かめてください");
    const found = counter.getByRole("main").getByRole("listitem").filter({ hasText: "診察券 000001" });
    await expect(found.locator(".who")).toHaveText("𠮷德　●﨑 相違");
    await expect(found).toContainText("字体違い");
    await check(counter);
    await pressByKey(counter, "このカルテを使う: 診察券 000001");
    await says(counter, "前回からの変更");
  });

  test("what was typed is there again after another reception", async ({ counter }) => {
    await chooseStaff(counter);
    await choosePaper(counter, "医療券");
    await counter.keyboard.insertText("1213");
    await pressByKey(counter, "一覧に戻る");
    await choosePaper(counter, "被保険者証");
    await expect(counter.locator("#certificate-0")).toHaveValue("");
    await pressByKey(counter, "一覧に戻る");
    await counter.getByRole("button", { name: /^続きを開く: 受付 1番$/ }).click();
    await expect(counter.getByLabel("公費負担者番号")).toHaveValue("1213");
  });
});

test.describe("pharmacy", () => {
  test.use({ facility: "pharmacy" });

  test("F10 by keyboard alone: the prescription differs, and the certificate is asked with", async ({ counter, system }) => {
    await onDuty(counter);
    await choosePaper(counter, "被保険者証");
    await watchTexts(counter);
    await typePaper(counter, CERTIFICATE.slice(0, -1) as typeof CERTIFICATE);
    await counter.keyboard.insertText("06139984");
    await tabTo(counter, "処方せんの記載に、違うところがある");
    await counter.keyboard.press("Space");
    // A copy to change: nothing has to be typed twice.
    const prescription = counter.getByRole("group", { name: "処方せん" });
    await expect(prescription.getByLabel("番号", { exact: true })).toHaveValue("4567001");
    await expect(prescription.getByText("相違")).toHaveCount(0);
    await expect(counter.locator("#prescription-0")).toBeFocused();
    await counter.keyboard.press("Enter");
    await counter.keyboard.press("Control+A");
    await counter.keyboard.insertText("4567010");
    await expect(prescription.getByText("相違")).toHaveCount(1);
    await expect(counter.getByRole("radio", { name: "被保険者証" })).toBeChecked();
    await check(counter);
    await pressByKey(counter, "この番号で照会する");
    await says(counter, "新規薬歴を起票します");
    await pressByKey(counter, "初回質問票と資格情報を登録する");
    await says(counter, "受付が済みました");
    expect(await asked(system)).toMatchObject([{ personId: "heiyo-both-valid", outcome: "ANSWERED" }]);
    const shown = await seenTexts(counter);
    expect(shown.filter((text) => ASSISTANCE.test(text) || /診察券|問診票|カルテ/.test(text))).toEqual([]);
  });

  test("F06: the prescription's numbers, of which nothing is found; both papers are shown", async ({ counter }) => {
    await onDuty(counter);
    await choosePaper(counter, "調剤券");
    await typePaper(counter, TICKET.slice(0, -1) as typeof TICKET);
    await counter.keyboard.insertText("S43.4.12");
    await tabTo(counter, "処方せんの記載に、違うところがある");
    await counter.keyboard.press("Space");
    const prescription = counter.getByRole("group", { name: "処方せん" });
    // Where the work goes on by itself: only then is another field chosen.
    await expect(counter.locator("#prescription-0")).toBeFocused();
    await prescription.getByLabel("受給者番号").focus();
    await counter.keyboard.press("Control+A");
    await counter.keyboard.insertText("7654320");
    await counter.getByRole("radio", { name: "処方せん" }).focus();
    await counter.keyboard.press("Space");
    await pressByKey(counter, "この番号で照会する");
    await says(counter, "該当する資格がありません");
    await expect(counter.getByRole("columnheader", { name: "処方せん （照会に使用）" })).toBeVisible();
    await expect(counter.getByRole("row", { name: /受給者番号/ })).toHaveText(/7654320.*1234566.*相違/);
    await check(counter);
  });
});
