// 未委託: the two numbers and the tickets stay in the one answer they came in (D10).

import { expect, test } from "../support/fixtures";
import { seenTexts, watchTexts } from "../support/seen";
import { contents, traffic } from "../support/traces";

const QUERY = "/v1/qualifications/card";

for (const person of ["unentrusted", "unregistered"]) {
  test(`${person}: the numbers are nowhere but in the answer`, async ({ desk, system }) => {
    const { counter, patient } = desk;
    await watchTexts(counter);
    const elsewhere = [traffic(counter, QUERY), traffic(patient, QUERY)];
    const answered = counter.waitForResponse((response) => response.url().endsWith(QUERY) && response.ok());
    await desk.startWith(person);
    await desk.identifyByEye();
    const result = (await (await answered).json()).MessageBody.ResultList[0];
    const numbers = [result.InsurerNumber, result.InsuredIdentificationNumber];
    expect(numbers.every((number) => /^\d{7,8}$/.test(number))).toBe(true);

    await desk.counterSays("この医療機関への委託がまだ登録されていません");
    await expect(desk.coverage("医療扶助")).toContainText(result.InsurerName);
    const shown = [...(await seenTexts(counter)), ...(await seenTexts(patient)), await counter.content()];
    for (const number of numbers) {
      expect(shown.filter((text) => text.includes(number))).toEqual([]);
      expect(elsewhere.flat().filter((text) => text.includes(number))).toEqual([]);
      for (const { name, text } of system.logs) {
        expect(text, name).not.toContain(number);
      }
      for (const { file, text } of contents(system.bridgeData)) {
        expect(text.includes(number), file).toBe(false);
      }
    }
  });
}
