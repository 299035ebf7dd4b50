// More than one reader, and a PC/SC service that goes away, over the real pcscd.

import { expectNoBarrier } from "../support/barriers";
import { expect, test } from "../support/fixtures";

test("two readers with a card each: the counter asks which", async ({ desk }) => {
  await desk.hand.put("heiyo-both-valid", { reader: 0 });
  await desk.hand.put("tandoku-valid", { reader: 1 });
  await expect(desk.counter.getByText("カードあり")).toHaveCount(2);
  await desk.press("カードで受付を始める");
  await desk.counterSays("カードが2枚以上置かれています");
  await desk.patientSees("カードを1枚だけ置いてください");
  await expectNoBarrier(desk.counter, desk.patient);
  await desk.press("Virtual PCD 00 01 のカードを使う");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await expect(desk.coverage("医療扶助")).toContainText("模擬　一郎");
  await desk.patientSees("カードをお取りください");
  await desk.hand.take(1);
  await desk.registerNewPatient();
  await desk.finish();
  await expect(desk.book.first()).toContainText("模擬　一郎");
});

test("two cards: one taken away answers the question", async ({ desk }) => {
  await desk.start();
  await desk.hand.put("heiyo-both-valid", { reader: 0 });
  await desk.counterSays("本人確認の方法");
  // A second card changes nothing for the one that is being used.
  await desk.hand.put("tandoku-valid", { reader: 1 });
  await desk.counterSays("本人確認の方法");
  await desk.hand.take(0);
  // The first one is gone: the one that is left is taken up.
  await expect(desk.counter.getByRole("listitem").filter({ hasText: "Virtual PCD 00 00" })).toContainText("カードなし");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await expect(desk.coverage("医療扶助")).toContainText("模擬　一郎");
});

test("a mute card holds nobody up: the other reader is told at once, and used when the mute one is gone", async ({ desk }) => {
  const reader = (name: string) => desk.counter.getByRole("listitem").filter({ hasText: name });
  await desk.start();
  const asked = desk.counter.waitForRequest("**/api/v1/card/inspection");
  await desk.hand.put("heiyo-both-valid", { reader: 0, faults: ["--mute-from", "1"] });
  await asked;
  await desk.hand.put("tandoku-valid", { reader: 1 });
  await expect(reader("Virtual PCD 00 01")).toContainText("カードあり");
  // Still within the 5 s that the mute one has.
  await desk.counterSays("カードを確認しています");
  await desk.counterReports("CARD_TIMEOUT");
  await desk.hand.take(0);
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await expect(desk.coverage("医療扶助")).toContainText("模擬　一郎");
});

test("pcscd killed and restarted: said, and back within 2 s without a restart of ours", async ({ desk, pcscd }) => {
  const readers = desk.counter.getByRole("region", { name: "カードリーダー" });
  await desk.startWith("tandoku-valid");
  await expect(readers).toContainText("カードあり");
  await pcscd!.kill();
  await expect(readers).toContainText("PCSC_DOWN");
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.patientSees("マイナンバーカードをカードリーダーに置いてください");
  await desk.hand.take();
  await pcscd!.startAgain();
  await expect(readers.getByText("Virtual PCD 00 00")).toBeVisible({ timeout: 2_000 });
  await expect(readers).not.toContainText("PCSC_DOWN");
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
});
