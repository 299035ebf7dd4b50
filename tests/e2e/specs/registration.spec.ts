// F01 初回登録: a card that was never registered, from the start screen to the received patient; and of the two numbers that
// 中間サーバー gives for it nothing reaches the terminal.

import { expectNoBarrier } from "../support/barriers";
import { expect, test } from "../support/fixtures";
import { fault } from "../support/sandbox";
import { seenTexts, watchTexts } from "../support/seen";
import { contents, stored, traffic } from "../support/traces";

const QUERY = "/v1/qualifications/card";

test("registered and received with one card and one PIN; the two numbers are nowhere", async ({ desk, system }) => {
  const { counter, patient } = desk;
  await watchTexts(counter);
  const told = [traffic(counter), traffic(patient)];
  await desk.startWith("first-registration");
  await desk.identifyByPin();
  await desk.counterSays("このカードは初回登録が済んでいません");
  await expectNoBarrier(counter, patient);

  await fault(system.sandbox, "jlis", "unavailable", { times: 1 });
  await desk.press("患者の同意を得た・登録する");
  await desk.counterReports("JLIS_UNAVAILABLE");
  await expectNoBarrier(counter, patient);

  await desk.press("再試行");
  await desk.counterSays("初回登録が終わりました");
  await expectNoBarrier(counter, patient);

  // Until here the terminal has been told シリアル番号 and 紐付け処理結果.
  const until = [
    ...(await Promise.all(told.map((all) => all()))).flat(),
    ...(await seenTexts(counter)),
    ...(await seenTexts(patient)),
    await counter.content(),
    await patient.content(),
    await stored(counter),
    await stored(patient),
    ...system.logs.map(({ text }) => text),
    ...contents(system.bridgeData).map(({ text }) => text),
  ];
  expect(until.some((text) => text.includes('"outcome":"linked"'))).toBe(true);

  const answered = counter.waitForResponse((response) => response.url().endsWith(QUERY) && response.ok());
  await desk.press("資格を確認する");
  const result = (await (await answered).json()).MessageBody.ResultList[0];
  await desk.counterSays("新規カルテを起票します");
  for (const number of [result.InsurerNumber, result.InsuredIdentificationNumber]) {
    expect(number).toMatch(/^\d{7,8}$/);
    expect(until.filter((text) => text.includes(number))).toEqual([]);
  }
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();

  // It stays so: the next time nothing is asked.
  await desk.startWith("first-registration");
  await desk.identifyByPin();
  await desk.counterSays("前回からの変更");
});

test("after 目視 the PIN is asked for; whoever has nothing to link is received by numbers or not at all", async ({ desk }) => {
  const { counter, patient } = desk;
  await desk.startWith("nothing-to-link");
  await desk.identifyByEye();
  await desk.counterSays("このカードは初回登録が済んでいません");
  await expectNoBarrier(counter, patient);
  await desk.press("暗証番号で本人確認をする");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await desk.press("患者の同意を得た・登録する");
  await desk.counterSays("このカードに結び付く資格が見つかりません");
  await expect(counter.getByRole("button", { name: "券または証で受け付ける" })).toBeEnabled();
  await expectNoBarrier(counter, patient);
  await desk.press("この受付を終える");
  await desk.takeCard();
  await desk.next();
});
