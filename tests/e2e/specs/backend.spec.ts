// The qualification backend is slow, down, or answers nonsense: said in words, and "try again" goes on where it stood.

import { expectNoBarrier } from "../support/barriers";
import { expect, test } from "../support/fixtures";
import { fault, type FaultKind, records } from "../support/sandbox";

const ANSWERS: { kind: FaultKind; code: string }[] = [
  { kind: "unavailable", code: "BACKEND_UNAVAILABLE" },
  { kind: "malformed", code: "BACKEND_NONSENSE" },
  { kind: "senseless", code: "BACKEND_NONSENSE" },
  { kind: "wrongContentType", code: "BACKEND_NONSENSE" },
];

test.use({ reader: "simulated" });

test("a dead backend is known before a PIN is typed, whatever it answers", async ({ desk, system }) => {
  for (const { kind, code } of ANSWERS) {
    await test.step(kind, async () => {
      await fault(system.sandbox, "nonce", kind);
      await desk.start();
      await desk.hand.put("tandoku-valid");
      await desk.counterReports(code);
      await desk.patientSees("受付窓口の職員にお声がけください");
      await fault(system.sandbox, "nonce", null);
      await desk.press("再試行");
      await desk.counterSays("本人確認の方法");
      await desk.giveUp({ identified: false });
    });
  }
  expect((await records(system.sandbox)).inquiryNumbers).toEqual([]);
});

for (const { kind, code } of ANSWERS) {
  test(`the query is answered with ${kind}: said, tried again, received`, async ({ desk, system }) => {
    await desk.startWith("heiyo-both-valid");
    await fault(system.sandbox, "cardQuery", kind, { times: 1 });
    await desk.identifyByPin();
    await desk.counterReports(code);
    await desk.press("再試行");
    // With the same evidence: nobody has to identify themselves twice for a fault of the line.
    await desk.counterSays("新規カルテを起票します");
    await desk.takeCard();
    await desk.registerNewPatient();
    await desk.finish();
  });
}

test("slower than 8 s: given up in time, and the late answer changes nothing", async ({ desk, system }) => {
  await fault(system.sandbox, "nonce", "delay", { delayMs: 10_000, times: 1 });
  await desk.start();
  const asked = Date.now();
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("オンライン資格確認につないでいます");
  await expect(desk.counter.getByRole("main").locator(".problem")).toContainText("BACKEND_TIMEOUT", { timeout: 12_000 });
  expect(Date.now() - asked).toBeGreaterThan(7_500);
  await desk.press("再試行");
  await desk.counterSays("本人確認の方法");
  await desk.counter.waitForTimeout(2_500);
  await desk.counterSays("本人確認の方法");
});

test("down: said at once; back again without a reload", async ({ desk, system }) => {
  await desk.start();
  await system.sandbox.stop();
  await desk.hand.put("tandoku-valid");
  await desk.counterReports("BACKEND_UNREACHABLE");
  await system.restartSandbox();
  await desk.press("再試行");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
});

test("照会番号 not taken: the patient is received, and the number is sent again from the list", async ({ desk, system }) => {
  await desk.startWith("tandoku-valid");
  await fault(system.sandbox, "inquiryNumber", "unavailable", { times: 1 });
  await desk.identifyByPin();
  await desk.takeCard();
  const number = await desk.registerNewPatient();
  await expect(desk.counter.getByText("照会番号はまだ登録できていません。一覧から送り直せます。")).toBeVisible();
  await desk.finish();
  await expect(desk.book.first()).toContainText("照会番号 未登録");
  await expectNoBarrier(desk.counter);
  const sent: string[] = [];
  desk.counter.on("request", (request) => sent.push(new URL(request.url()).pathname));
  await desk.counter.bringToFront();
  // Twice in a row, as people do: sent once.
  await desk.counter.getByRole("button", { name: "送り直す: 模擬　一郎" }).dblclick();
  await expect(desk.counter.getByText("照会番号の再送待ち")).toHaveCount(0);
  await expect(desk.book.first()).not.toContainText("照会番号 未登録");
  expect((await records(system.sandbox)).inquiryNumbers).toMatchObject([{ referenceNumber: number }]);
  expect(sent.filter((path) => path === "/v1/inquiry-numbers")).toHaveLength(1);
});
