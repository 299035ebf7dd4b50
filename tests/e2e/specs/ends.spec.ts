// What goes wrong with card, certificate or PIN ends in words with a next step, and the next patient is served.

import type { Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { records } from "../support/sandbox";
import type { System } from "../support/system";

const CERTIFICATES = [
  { person: "cert-revoked", code: "CERTIFICATE_REVOKED", crl: ["revoked"] },
  { person: "cert-expired", code: "CERTIFICATE_EXPIRED", crl: [] },
  { person: "cert-unknown-issuer", code: "CERTIFICATE_UNKNOWN_ISSUER", crl: [] },
];

for (const { person, code, crl } of CERTIFICATES) {
  test(`${person}: said in words, nobody received`, async ({ desk, system }) => {
    await desk.startWith(person);
    await desk.identifyByPin();
    await desk.counterReports(code);
    await expect(desk.counter.getByRole("main").locator(".problem")).toContainText("券または証で受け付け");
    await nothingWasAnswered(system);
    expect((await records(system.sandbox)).crlChecks.map((check) => check.outcome)).toEqual(crl);
    await desk.patientSees("カードをお取りください");
    // The same card would be refused again: the way on is to end.
    await expect(desk.counter.getByRole("button", { name: "再試行" })).toHaveCount(0);
    await desk.press("この受付を終える");
    await desk.hand.take();
    await desk.next();
    await expectNotReceived(desk);
    await desk.servesTheNext();
  });
}

test("a wrong PIN: both screens tell the tries that are left, then the right one goes through", async ({ desk }) => {
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin("0000");
  await expect(desk.patient.getByText("暗証番号が違います")).toBeVisible();
  await expect(desk.patient.getByText("あと2回入力できます")).toBeVisible();
  await expect(desk.counter.getByText("暗証番号が違いました。")).toBeVisible();
  await expect(desk.counter.getByText("暗証番号は、あと2回入力できます。")).toBeVisible();
  await desk.enterPin("1234");
  await desk.counterSays("新規カルテを起票します");
});

test("the last try needs a second act; used up, the card is blocked and staff goes on by eye", async ({ desk }) => {
  await desk.startWith("one-try-left");
  await desk.identifyByPin("0000");
  await expect(desk.patient.getByRole("heading", { name: "この番号で確認してよろしいですか" })).toBeVisible();
  await expect(desk.patient.getByText("あと1回だけ入力できます。違うと暗証番号が使えなくなります。")).toBeVisible();
  // 「入力し直す」 costs nothing.
  await desk.touch("入力し直す");
  await desk.enterPin("0000");
  await desk.touch("はい、最後の1回を使う");
  await desk.counterSays("顔写真確認（目視）");
  await expect(desk.counter.getByText("このカードの暗証番号は使えません")).toBeVisible();
  await desk.confirmByEye();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
});

test("the last try, right: received by PIN", async ({ desk }) => {
  await desk.startWith("one-try-left");
  await desk.identifyByPin();
  await desk.touch("はい、最後の1回を使う");
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
  await expect(desk.book.first()).toContainText("暗証番号");
});

for (const person of ["no-pin", "pin-blocked"]) {
  test(`${person}: no PIN is asked for, staff goes on by eye`, async ({ desk }) => {
    await desk.start();
    await desk.hand.put(person);
    await desk.confirmByEye();
    await desk.takeCard();
    await desk.registerNewPatient();
    await desk.finish();
    await expect(desk.book.first()).toContainText("顔写真確認（目視）");
  });
}

test("目視 refused: no query is made", async ({ desk, system }) => {
  await desk.startWith("tandoku-valid");
  await desk.press("顔写真確認（目視）");
  await desk.press("本人と確認できない");
  await desk.takeCard();
  await desk.counterSays("本人確認ができなかったため、照会せずに終えました");
  await nothingWasAnswered(system);
  await desk.next();
  await desk.servesTheNext();
});

test("not a My Number card: said so; the right card goes on in the same reception", async ({ desk }) => {
  await desk.start();
  await desk.hand.put("not-my-number");
  await desk.counterReports("CARD_NOT_MY_NUMBER");
  await desk.patientSees("受付窓口の職員にお声がけください");
  await desk.hand.take();
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.hand.put("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
});

test("a mute card: answered within 5 s, then the next one is read", async ({ desk }) => {
  await desk.start();
  const asked = desk.counter.waitForRequest("**/api/v1/card/inspection").then(() => Date.now());
  await desk.hand.put("tandoku-valid", { faults: ["--mute-from", "2"] });
  await desk.counterReports("CARD_TIMEOUT");
  // 5 s for the card, and what a busy machine needs to show it.
  expect(Date.now() - (await asked)).toBeLessThan(6_500);
  await desk.hand.take();
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.hand.put("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
});

test("資格喪失: in the words of the scheme, nobody received", async ({ desk }) => {
  await desk.startWith("tandoku-lost");
  await desk.identifyByPin();
  await desk.counterSays("有効な資格がありません");
  await expect(desk.counter.getByText("現行の医療券の未提示の場合と同様に対応してください。")).toBeVisible();
  await expect(desk.coverage("医療扶助")).toContainText("資格喪失");
  await desk.press("この受付を終える");
  await desk.takeCard();
  await desk.next();
  await expectNotReceived(desk);
});

async function nothingWasAnswered(system: System): Promise<void> {
  const { queries, inquiryNumbers } = await records(system.sandbox);
  expect(queries.filter((query) => query.outcome === "ANSWERED" && query.operation.includes("qualifications"))).toEqual([]);
  expect(inquiryNumbers).toEqual([]);
}

async function expectNotReceived(desk: Desk): Promise<void> {
  await expect(desk.book).toHaveCount(1);
  await expect(desk.book.first()).toContainText("（氏名未確認）");
  await expect(desk.book.first()).toContainText("終了（受付せず）");
}
