// A reload, a restart or a second tab loses nothing, at any step (D8).

import type { Page } from "@playwright/test";

import { chooseStaff, type Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { records } from "../support/sandbox";

/** Reloads the counter; the reception is opened again from the list. */
async function reload(desk: Desk): Promise<void> {
  await desk.counter.reload();
  await desk.reopen();
}

test("both pages reloaded at every step of a reception", async ({ desk, system }) => {
  await desk.start();
  await reload(desk);
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.patient.reload();
  await desk.patientSees("マイナンバーカードをカードリーダーに置いてください");

  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  await reload(desk);
  await desk.counterSays("本人確認の方法");
  await desk.patient.reload();
  await desk.patientSees("ご本人の確認方法を選んでください");

  await desk.touch("暗証番号（4桁）を使う");
  await desk.patientSees("暗証番号（4桁）を入力してください");
  await desk.touch("1");
  await reload(desk);
  await desk.counterSays("患者が暗証番号を入力しています");
  await desk.patient.reload();
  await desk.patientSees("暗証番号（4桁）を入力してください");
  await desk.enterPin("1234");

  await desk.counterSays("新規カルテを起票します");
  await reload(desk);
  await desk.counterSays("新規カルテを起票します");
  await expect(desk.coverage("医療扶助")).toContainText("有効");
  await desk.patient.reload();
  await desk.takeCard();

  const number = await desk.registerNewPatient();
  await reload(desk);
  await desk.counterSays("受付が済みました");
  await expect(desk.counter.getByRole("region", { name: "診察券" })).toContainText(number);
  await desk.finish();

  await expect(desk.book).toHaveCount(1);
  const { queries, inquiryNumbers } = await records(system.sandbox);
  expect(queries.map((query) => query.operation)).toEqual(["/v1/qualifications/card", "/v1/inquiry-numbers"]);
  expect(inquiryNumbers).toMatchObject([{ referenceNumber: number }]);
});

test("目視 and the update of a known patient survive a reload", async ({ desk }) => {
  await desk.servesTheNext();
  await desk.startWith("tandoku-valid");
  await desk.press("顔写真確認（目視）");
  await desk.counterSays("顔写真確認（目視）");
  await reload(desk);
  await desk.confirmByEye();
  await desk.counterSays("前回からの変更");
  await reload(desk);
  await desk.counterSays("前回からの変更");
  await desk.takeCard();
  await desk.press("このまま受け付ける");
  await desk.finish();
  await expect(desk.book).toHaveCount(2);
});

test("the bridge is restarted while the page is open: said, connected again, gone on with", async ({ desk, system }) => {
  await desk.startWith("tandoku-valid");
  await system.bridge.stop();
  await expect(desk.counter.locator(".banners .problem")).toContainText("BRIDGE_UNREACHABLE");
  await desk.patientSees("ただいま準備中です。受付窓口にお声がけください。");
  await system.restartBridge();
  await expect(desk.counter.locator(".banners .problem")).toHaveCount(0);
  // A new bridge knows no card that was there before: it is put down anew.
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
});

test("power cut: everything ends in mid-flow and starts anew on the same data", async ({ desk, system }) => {
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.counterSays("新規カルテを起票します");
  await system.bridge.kill();
  await system.sandbox.kill();
  await system.restartSandbox();
  await system.restartBridge();
  await reload(desk);
  await desk.counterSays("新規カルテを起票します");
  await expect(desk.coverage("医療扶助")).toContainText("有効");
  const number = await desk.registerNewPatient();
  await desk.finish();
  await expect(desk.book.first()).toContainText(number);
});

test("a second counter tab follows, and takes over with the button", async ({ desk, context, system }) => {
  await desk.startWith("tandoku-valid");
  const second: Page = await context.newPage();
  await second.goto(system.origin);
  await expect(second.getByText("別のタブで受付を操作しています。ここでは見るだけになります。")).toBeVisible();
  await expect(second.getByRole("button", { name: "カードで受付を始める" })).toBeDisabled();
  await second.getByRole("button", { name: "この画面で操作する" }).click();
  await chooseStaff(second);
  await second.getByRole("button", { name: /^続きを開く/ }).click();
  const heading = second.getByRole("main").getByRole("heading", { level: 3 }).first();
  await expect(heading).toHaveText("本人確認の方法");
  // The first one looks on from now on.
  await expect(desk.counter.getByRole("button", { name: "顔写真確認（目視）" })).toBeDisabled();
  await desk.identifyByPin();
  await expect(heading).toHaveText("新規カルテを起票します");
  await desk.counterSays("新規カルテを起票します");
  await expect(desk.counter.getByRole("button", { name: "問診票と資格情報を登録する" })).toBeDisabled();
  await desk.hand.take();
  await second.getByRole("button", { name: "問診票と資格情報を登録する" }).click();
  await expect(heading).toHaveText("受付が済みました");
});
