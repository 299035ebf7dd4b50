// The main job, with nothing faked between page and card: Chromium, bridge, pcscd, vpcd, card; and the sandbox.

import { type Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { records } from "../support/sandbox";
import { seenTexts } from "../support/seen";

const BY_PIN = { method: "pin", word: "暗証番号", identify: (desk: Desk) => desk.identifyByPin() };
const BY_EYE = { method: "byEye", word: "顔写真確認（目視）", identify: (desk: Desk) => desk.identifyByEye() };

/** Words that a bystander must not read on the patient screen. */
const INDISCREET = ["扶助", "保険", "公費", "福祉", "受給", "生活保護", "併用", "資格"];

const TANDOKU = {
  person: "tandoku-valid",
  name: "模擬　一郎",
  schemes: ["医療扶助"] as const,
  payerNumber: "12131017",
};
const HEIYO = {
  person: "heiyo-both-valid",
  name: "模擬　花子",
  schemes: ["医療保険", "医療扶助"] as const,
  // 併用: the 照会番号 is registered under health insurance (domain.md §1.5).
  payerNumber: "06139984",
};

for (const { person, name, schemes, payerNumber } of [TANDOKU, HEIYO]) {
  for (const { method, word, identify } of [BY_PIN, BY_EYE]) {
    test(`${person}, by ${method}: first and second visit`, async ({ desk, system }) => {
      // 初診
      await desk.startWith(person);
      await identify(desk);
      for (const scheme of schemes) {
        await expect(desk.coverage(scheme)).toContainText("有効");
        await expect(desk.coverage(scheme)).toContainText(name);
      }
      await expect(desk.counter.getByRole("article")).toHaveCount(schemes.length);
      await desk.takeCard();
      const number = await desk.registerNewPatient();
      expect(number).toMatch(/^\d+$/);
      await expect(desk.counter.getByText("照会番号を登録しました。")).toBeVisible();
      await desk.finish();
      await expect(desk.book).toHaveCount(1);
      await expect(desk.book.first()).toContainText(name);
      await expect(desk.book.first()).toContainText("受付済");
      await expect(desk.book.first()).toContainText(word);
      await expect(desk.book.first()).toContainText(number);

      // 再診: the backend knows the 照会番号 now.
      await desk.startWith(person);
      await identify(desk);
      await desk.counterSays("前回からの変更");
      await expect(desk.counter.getByText("前回から変わりはありません。")).toBeVisible();
      await expect(desk.counter.getByText(`診察券 ${number}`).first()).toBeVisible();
      await desk.takeCard();
      await desk.press("このまま受け付ける");
      await desk.counterSays("受付が済みました");
      await expect(desk.counter.getByText("おかけになってお待ちいただくよう、ご案内ください。")).toBeVisible();
      await desk.finish();
      await expect(desk.book).toHaveCount(2);

      // What the backend holds.
      const { queries, crlChecks, inquiryNumbers, replacedInquiryNumbers } = await records(system.sandbox);
      const asked = queries.filter((query) => query.operation === "/v1/qualifications/card");
      expect(asked).toMatchObject([1, 2].map(() => ({ method, personId: person, outcome: "ANSWERED" })));
      // The reader is a real one to the bridge, the card is of the test issuer (D13).
      expect(asked.map((query) => query.simulated)).toEqual([true, true]);
      expect(crlChecks.map((check) => check.outcome)).toEqual(["good", "good"]);
      expect(inquiryNumbers).toMatchObject([{ referenceNumber: number, insurerNumber: expect.stringContaining(payerNumber) }]);
      expect(replacedInquiryNumbers).toBe(0);

      // Discretion: at no step did the patient screen show a name or a scheme.
      const seen = await seenTexts(desk.patient);
      expect(seen.length).toBeGreaterThan(5);
      for (const text of seen) {
        for (const hidden of [...INDISCREET, name, number, person]) {
          expect(text).not.toContain(hidden);
        }
      }
      for (const page of [desk.counter, desk.patient]) {
        expect(await page.title()).not.toMatch(new RegExp(INDISCREET.join("|")));
      }
    });
  }
}
