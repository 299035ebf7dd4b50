// Parts of the app come when they are first needed, the opened reception among them, and a reception survives that one
// does not come. `cargo xtask size` counts a first visit without them.

import { expect, test } from "../support/fixtures";

const LATER = /_later_[a-z0-9_]+\.wasm$/;
const JOURNAL = /_later_journal\.wasm$/;

test("a reception is taken up again although what reads its journal does not come at first", async ({ desk, counter }) => {
  await desk.start();
  let refused = 0;
  await counter.route(JOURNAL, (route) => {
    refused += 1;
    return route.abort();
  });
  await counter.reload();
  await desk.reopen();
  const problem = counter.getByRole("alert").filter({ hasText: "PART_UNAVAILABLE" });
  await expect(problem).toBeVisible();
  expect(refused).toBeGreaterThan(0);
  await counter.unroute(JOURNAL);
  await problem.getByRole("button", { name: "再試行" }).click();
  await desk.counterSays("マイナンバーカードを待っています");
  await expect(problem).toHaveCount(0);
});

test("a part is loaded when it is needed; one that does not come can be tried again", async ({ desk, counter, system }) => {
  const asked: string[] = [];
  counter.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (LATER.test(pathname)) {
      asked.push(pathname);
    }
  });
  // Everything that the page asks for, from its first byte on.
  await counter.reload({ waitUntil: "networkidle" });
  expect(asked).toEqual([]);
  await desk.start();
  const opened = [...asked];
  expect(opened.some((part) => part.endsWith("_later_reception.wasm"))).toBe(true);

  let refused = 0;
  await counter.route(LATER, (route) => {
    refused += 1;
    return route.abort();
  });
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.counterSays("新規カルテを起票します");
  const problem = counter.getByRole("alert").filter({ hasText: "PART_UNAVAILABLE" });
  await expect(problem).toContainText("この画面の一部を読み込めませんでした。");
  // A part may come in several files, one of them shared with another part.
  const first = refused;
  expect(first).toBeGreaterThan(0);
  await problem.getByRole("button", { name: "再試行" }).click();
  await expect.poll(() => refused).toBeGreaterThan(first);
  await expect(problem).toBeVisible();

  await counter.unroute(LATER);
  await problem.getByRole("button", { name: "再試行" }).click();
  await desk.registerNewPatient();
  await desk.finish();

  for (const part of new Set(asked)) {
    const answer = await counter.request.get(`${system.origin}${part}`);
    expect(answer.headers()["content-type"]).toBe("application/wasm");
    expect(answer.headers()["cache-control"]).toContain("immutable");
  }

  // Here already: nothing is asked for again.
  const before = asked.length;
  await desk.startWith("heiyo-both-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  expect(asked).toHaveLength(before);
});
