// What a hurried hand and a second patient do to the counter: nothing is done twice, nothing ends by a slip, nobody is
// forgotten or mixed up.

import { expect, test } from "../support/fixtures";

test("a double click starts one reception", async ({ desk }) => {
  await desk.counter.bringToFront();
  await desk.counter.getByRole("button", { name: "カードで受付を始める" }).dblclick();
  await desk.counterSays("マイナンバーカードを待っています");
  await desk.press("一覧に戻る");
  await expect(desk.book).toHaveCount(1);
  await expect(desk.counter.getByRole("button", { name: "カードで受付を始める" })).toBeEnabled();
  await expect(desk.book).toHaveCount(1);
});

test("a double click on 顔写真確認 confirms nobody", async ({ desk }) => {
  await desk.startWith("tandoku-valid");
  await desk.touch("暗証番号（4桁）を使う");
  await desk.counterSays("患者が暗証番号を入力しています");
  await desk.counter.bringToFront();
  await desk.counter.getByRole("button", { name: "顔写真確認（目視）" }).dblclick();
  await desk.counterSays("顔写真確認（目視）");
  for (const name of ["本人に間違いない", "本人と確認できない", "暗証番号の入力を患者に頼む"]) {
    await expect(desk.counter.getByRole("button", { name })).toBeEnabled();
  }
  await desk.counterSays("顔写真確認（目視）");
  await desk.patientSees("職員がお顔を確認します");
});

test("who is being received stands at the head: from the answer to the end", async ({ desk }) => {
  const head = desk.counter.locator(".reception > header");
  await desk.startWith("heiyo-both-valid");
  await expect(head).not.toContainText("模擬");
  await desk.identifyByPin();
  await desk.counterSays("新規カルテを起票します");
  await expect(head).toContainText("模擬　花子");
  await expect(head).toContainText("生年月日 1985年7月21日");
  await expect(head).not.toContainText("診察券");
  await desk.takeCard();
  const number = await desk.registerNewPatient();
  await expect(head).toContainText(`診察券 ${number}`);
  await desk.finish();
  await desk.startWith("heiyo-both-valid");
  await desk.identifyByPin();
  await desk.counterSays("前回からの変更");
  await expect(head).toContainText(`診察券 ${number}`);
  await desk.hand.take();
  await desk.press("このまま受け付ける");
  await desk.counterSays("受付が済みました");
  await expect(head).toContainText("模擬　花子");
});

test("what was typed into 問診票 is there again after another patient", async ({ desk }) => {
  const complaint = desk.counter.getByLabel("主訴・来院の理由");
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.counterSays("新規カルテを起票します");
  await complaint.fill("頭痛");
  await desk.takeCard();
  await desk.press("一覧に戻る");
  await desk.servesTheNext("heiyo-both-valid");
  await desk.counter.bringToFront();
  await desk.book.nth(1).getByRole("button", { name: /^続きを開く/ }).click();
  await desk.counterSays("新規カルテを起票します");
  await expect(complaint).toHaveValue("頭痛");
});

test("受付をやめる: at once before 本人確認, by a second act after it", async ({ desk }) => {
  await desk.start();
  await desk.press("受付をやめる");
  await desk.counterSays("受付をやめました");
  await desk.next();
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.counterSays("新規カルテを起票します");
  await desk.press("受付をやめる");
  await desk.counterSays("新規カルテを起票します");
  await desk.press("受付を続ける");
  await expect(desk.counter.getByRole("button", { name: "はい、受付をやめる" })).toHaveCount(0);
  await desk.giveUp({ identified: true });
});

test("a patient who calls is heard: in the list and while the reception is covered", async ({ desk }) => {
  const call = desk.counter.getByRole("alert").filter({ hasText: "患者が職員を呼んでいます。" });
  await desk.start();
  await desk.press("一覧に戻る");
  await desk.touch("職員に頼む");
  await expect(desk.patient.getByText("職員をお呼びしました。")).toBeVisible();
  await expect(call).toBeVisible();
  await desk.press("閉じる");
  await expect(call).toHaveCount(0);
  await desk.reopen();
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  await desk.press("画面を隠す");
  await desk.touch("職員による顔写真確認");
  await expect(call).toBeVisible();
  await expect(desk.counter.getByRole("heading", { name: "画面を隠しています" })).toBeVisible();
});

test("after the cover nobody goes on without saying who they are, not by a reload either", async ({ desk }) => {
  await desk.startWith("tandoku-valid");
  await desk.press("画面を隠す");
  await desk.counter.reload();
  const goOn = desk.book.first().getByRole("button", { name: /^続きを開く/ });
  await expect(goOn).toBeDisabled();
  await desk.counter.getByLabel("担当者").selectOption("suzuki");
  await goOn.click();
  await desk.counterSays("本人確認の方法");
});

test("each patient starts in Japanese, and the counter keeps its own language", async ({ desk }) => {
  const { counter, patient } = desk;
  await patient.clock.install();
  await desk.startWith("tandoku-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await patient.getByRole("button", { name: "English" }).click();
  await expect(patient.locator("html")).toHaveAttribute("lang", "en");
  await desk.registerNewPatient();
  await desk.patientSees("You are checked in");
  await patient.clock.fastForward(31_000);
  await desk.patientSees("受付窓口にお声がけください");
  await expect(patient.locator("html")).toHaveAttribute("lang", "ja");
  await counter.reload();
  await expect(counter.locator("html")).toHaveAttribute("lang", "ja");
  await counter.getByRole("button", { name: "English" }).click();
  await counter.reload();
  await expect(counter.locator("html")).toHaveAttribute("lang", "en");
  await patient.reload();
  await expect(patient.locator("html")).toHaveAttribute("lang", "ja");
});

test("the head takes two lines at most on a tablet held upright", async ({ desk }) => {
  const { counter } = desk;
  await counter.setViewportSize({ width: 820, height: 1180 });
  for (const language of ["日本語", "English"]) {
    await desk.press(language);
    const head = await counter.locator("header.bar").boundingBox();
    // Two targets of 48 px, what is between them, above and below.
    expect(head!.height, language).toBeLessThan(130);
  }
});
