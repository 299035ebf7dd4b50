// F04 and F08: the same reception at a pharmacy, in its own words.

import { expect, test } from "../support/fixtures";
import { seenTexts, watchTexts } from "../support/seen";

test.use({ facility: "pharmacy" });

const CLINICS_WORDS = /診察券|問診票|医療券|カルテ|クリニック/;

for (const person of ["tandoku-valid", "heiyo-both-valid"]) {
  test(`${person}: first and second visit in the words of a pharmacy`, async ({ desk }) => {
    await watchTexts(desk.counter);
    await desk.startWith(person);
    await desk.identifyByPin();
    await desk.takeCard();
    await desk.counterSays("新規薬歴を起票します");
    await expect(desk.coverage("医療扶助")).toContainText("まどぐち見本薬局");
    await desk.press("初回質問票と資格情報を登録する");
    await desk.counterSays("受付が済みました");
    await desk.finish();

    await desk.startWith(person);
    await desk.identifyByEye();
    await desk.takeCard();
    await desk.press("このまま受け付ける");
    await desk.counterSays("受付が済みました");
    await desk.finish();
    await expect(desk.book).toHaveCount(2);

    const shown = [...(await seenTexts(desk.counter)), ...(await seenTexts(desk.patient))];
    expect(shown.filter((text) => CLINICS_WORDS.test(text))).toEqual([]);
  });
}
