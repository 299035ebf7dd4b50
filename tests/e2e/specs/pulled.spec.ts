// The card is pulled before each APDU of the read, one after another: one clean message, nothing half-written, and the
// same patient goes on when the card is put back.

import type { Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import type { TrainingHand } from "../support/cards";
import { fault, records } from "../support/sandbox";
import type { System } from "../support/system";

/** More APDUs than any part of the read has. */
const TOO_MANY = 40;

const WAYS = [
  // The card is asked for its tries before the patient gets the pad, so the pull may come first.
  {
    way: "PIN",
    identify: async (desk: Desk) => {
      await desk.touch("暗証番号（4桁）を使う");
      const { patient } = desk;
      const pad = patient.getByRole("region", { name: "暗証番号の入力" });
      const pulled = patient.getByRole("heading", { name: "マイナンバーカードをカードリーダーに置いてください" });
      await expect(pad.or(pulled)).toBeVisible();
      if (await pad.isVisible()) {
        await patient.keyboard.type("1234");
        await patient.keyboard.press("Enter");
      }
    },
  },
  { way: "目視", identify: (desk: Desk) => desk.identifyByEye() },
];

test("pulled at every APDU of the inspection", async ({ desk, system }) => {
  const hand = desk.hand as TrainingHand;
  // Time to prepare the pull before the first APDU.
  await fault(system.sandbox, "nonce", "delay", { delayMs: 400 });
  await desk.start();
  const pulls = await pullEverywhere(async (index) => {
    await hand.put("tandoku-valid");
    await hand.pullBefore(index);
  }, desk, "本人確認の方法");
  expect(pulls).toBeGreaterThan(1);
  await fault(system.sandbox, "nonce", null);
  await goesOn(desk, system);
});

for (const { way, identify } of WAYS) {
  test(`pulled at every APDU of ${way}`, async ({ desk, system }) => {
    const hand = desk.hand as TrainingHand;
    await desk.start();
    const pulls = await pullEverywhere(async (index) => {
      await hand.put("tandoku-valid");
      await desk.counterSays("本人確認の方法");
      await hand.pullBefore(index);
      await identify(desk);
    }, desk, "新規カルテを起票します");
    // At least: select and read the certificate; with PIN also the tries, verify and sign.
    expect(pulls).toBeGreaterThan(way === "PIN" ? 4 : 1);
    await desk.hand.take();
    await desk.registerNewPatient();
    await desk.finish();
    await expect(desk.book).toHaveCount(1);
    const { queries, inquiryNumbers } = await records(system.sandbox);
    expect(queries.map((query) => query.outcome)).toEqual(["ANSWERED", "ANSWERED"]);
    expect(inquiryNumbers).toHaveLength(1);
  });
}

/** Pulls at APDU 0, 1, 2 … until the read gets `through` before it is pulled; gives how often it was. */
async function pullEverywhere(read: (index: number) => Promise<void>, desk: Desk, through: string): Promise<number> {
  const heading = desk.counter.getByRole("main").getByRole("heading", { level: 3 }).first();
  for (let index = 0; index < TOO_MANY; index += 1) {
    await read(index);
    const problem = desk.counter.getByRole("main").locator(".problem");
    const done = heading.filter({ hasText: through });
    await expect(problem.or(done).first()).toBeVisible();
    if (await done.isVisible()) {
      return index;
    }
    await desk.counterSays("マイナンバーカードを待っています");
    await expect(problem).toHaveCount(1);
    await desk.counterReports("CARD_REMOVED");
    await desk.patientSees("マイナンバーカードをカードリーダーに置いてください");
  }
  throw new Error(`after ${TOO_MANY} APDUs the read had not come to "${through}"`);
}

async function goesOn(desk: Desk, system: System): Promise<void> {
  await desk.hand.put("tandoku-valid");
  await desk.counterSays("本人確認の方法");
  expect((await records(system.sandbox)).queries).toEqual([]);
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();
  await expect(desk.book).toHaveCount(1);
}
