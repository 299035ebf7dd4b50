// Whose chart is it? A person decides, nothing is merged by itself.

import { expectNoBarrier } from "../support/barriers";
import { Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { fault, records } from "../support/sandbox";

test("照会番号無し, and a chart of that name is here: the receptionist picks it", async ({ desk, system }) => {
  await fault(system.sandbox, "inquiryNumber", "unavailable", { times: 1 });
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  const number = await desk.registerNewPatient();
  await desk.finish();

  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.counterSays("同じ方のカルテがあるか確かめてください");
  const candidates = desk.counter.getByRole("main").getByRole("listitem").filter({ hasText: "模擬" });
  await expect(candidates).toHaveCount(1);
  await expect(candidates.first()).toContainText(number);
  await expect(candidates.first()).toContainText("一致");
  await desk.pick(number);
  await desk.counterSays("前回からの変更");
  await expectNoBarrier(desk.counter);
  // Not what was meant: back to the search, nothing is written yet.
  await desk.press("カルテの検索に戻る");
  await desk.counterSays("同じ方のカルテがあるか確かめてください");
  await desk.pick(number);
  await desk.takeCard();
  await desk.press("このまま受け付ける");
  await desk.counterSays("受付が済みました");
  await expect(desk.counter.getByText("照会番号を登録しました。")).toBeVisible();
  await desk.finish();
  expect((await records(system.sandbox)).inquiryNumbers).toMatchObject([{ referenceNumber: number }]);
});

test("照会番号 of another one's chart: stopped with a comparison, searched by name, registered anew", async ({ desk, system, counter, hand }) => {
  await desk.servesTheNext();
  await system.replaceDesk();
  await desk.patient.close();
  await counter.goto("about:blank");
  await counter.goto(system.address);
  const now = await Desk.open(counter, hand);
  await expect(now.book).toHaveCount(0);
  // Another patient first, so that the numbers differ.
  await now.servesTheNext("heiyo-both-valid");
  await now.startWith("tandoku-valid");
  await now.identifyByPin();
  await now.counterSays("カルテを確かめてください");
  await expect(now.counter.getByText("番号 000001 のカルテは、資格確認結果と氏名または生年月日が違います。")).toBeVisible();
  await expect(now.counter.getByRole("table")).toContainText("模擬　花子");
  await expect(now.counter.getByRole("table")).toContainText("模擬　一郎");
  await expectNoBarrier(now.counter);
  await now.press("氏名と生年月日で探す");
  await now.takeCard();
  const number = await now.registerNewPatient();
  expect(number).toBe("000002");
  await now.finish();
  const { inquiryNumbers, replacedInquiryNumbers } = await records(system.sandbox);
  expect(inquiryNumbers.map((entry) => entry.referenceNumber).sort()).toEqual(["000001", "000002"]);
  expect(replacedInquiryNumbers).toBe(1);
});
