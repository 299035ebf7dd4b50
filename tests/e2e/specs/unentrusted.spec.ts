// 未委託 (F11): the two numbers and the tickets stay in the one answer they came in (D10), from the card to the registration.

import type { Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";
import { seenTexts, watchTexts } from "../support/seen";
import type { System } from "../support/system";
import { contents, stored, traffic } from "../support/traces";

const QUERY = "/v1/qualifications/card";
const OFFICE = "福祉事務所への電話照会";

for (const person of ["unentrusted", "unregistered"]) {
  test(`${person}: received on the word of the office, and the numbers are nowhere but in the answer`, async ({ desk, system }) => {
    const { counter, patient } = desk;
    const elsewhere = [traffic(counter, QUERY), traffic(patient, QUERY)];
    // Their WebSockets are watched from the first frame on.
    for (const page of [counter, patient]) {
      await page.reload();
      await watchTexts(page);
    }
    const answered = counter.waitForResponse((response) => response.url().endsWith(QUERY) && response.ok());
    await desk.startWith(person);
    await desk.identifyByEye();
    expect((await answered).headers()["cache-control"]).toContain("no-store");
    const result = (await (await answered).json()).MessageBody.ResultList[0];
    const numbers = [result.InsurerNumber, result.InsuredIdentificationNumber];
    expect(numbers.every((number) => /^\d{7,8}$/.test(number))).toBe(true);
    const nowhere = () => expectNowhere(numbers, desk, system, elsewhere);

    await desk.counterSays("この医療機関への委託がまだ登録されていません");
    await expect(desk.coverage("医療扶助")).toContainText(result.InsurerName);
    await nowhere();

    // Who is called, and what is said there.
    await expect(counter.getByLabel("福祉事務所", { exact: true })).toHaveValue(result.InsurerName);
    const said = counter.locator("blockquote");
    await expect(said).toContainText(`${result.Name}様（`);
    await expect(said).toContainText("医療扶助を利用できるかどうか");
    await call(desk, "折り返し・不在", { telephone: "03-0000-0099" });
    await expect(counter.getByText("福祉事務所の回答を待っています。")).toBeVisible();

    // Taken up again, by another page: the call is there, and the number that was typed is offered.
    await desk.takeCard();
    await nowhere();
    await counter.reload();
    await watchTexts(counter);
    await desk.reopen();
    await expect(counter.getByRole("list", { name: "この受付の電話" })).toContainText("保護係 見本");
    await expect(counter.getByLabel("電話番号")).toHaveValue("03-0000-0099");
    await nowhere();
    await call(desk, "可（利用できる）");

    await desk.counterSays("新規カルテを起票します");
    await expect(counter.getByText("福祉事務所の回答は「可」です。")).toBeVisible();
    const registered = counter.waitForRequest((request) => request.url().endsWith("/his/registrations"));
    await desk.press("問診票を登録する");
    const body = (await registered).postDataJSON();
    expect([body.basis, body.qualifications, body.inquiryKey]).toEqual(["unentrusted", [], null]);
    expect(body.calls.map((call: { answer: string; staffId: string }) => [call.answer, call.staffId])).toEqual([
      ["callBack", "sato"],
      ["usable", "sato"],
    ]);
    await desk.counterSays("受付が済みました");
    await expect(counter.getByText("福祉事務所の回答により受け付けました。")).toBeVisible();
    await nowhere();
    // Not in vain: what may be kept is found where it is looked for.
    const name = Buffer.from(result.Name, "utf8").toString("latin1");
    const kept = contents(system.bridgeData).some(({ text }) => text.includes(name));
    expect([kept, (await all(elsewhere)).some((text) => text.includes(result.Name))]).toEqual([true, true]);
    await desk.finish();
    await nowhere();
  });
}

test("the office says no: at their own expense, and nothing of the qualification is kept", async ({ desk }) => {
  await desk.startWith("unentrusted");
  await desk.identifyByPin();
  await desk.counterSays("この医療機関への委託がまだ登録されていません");
  await desk.takeCard();
  const ownExpense = desk.counter.getByRole("button", { name: "自費で受け付ける" });
  await expect(ownExpense).toHaveCount(0);
  await call(desk, "否（利用できない）");
  await ownExpense.click();
  await desk.counterSays("新規カルテを起票します");
  await desk.press("問診票を登録する");
  await desk.counterSays("受付が済みました");
  await expect(desk.counter.getByText("自費での受付です。")).toBeVisible();
});

/** Writes a call down. */
async function call({ counter }: Desk, answer: string, typed: { telephone?: string } = {}): Promise<void> {
  await counter.bringToFront();
  await counter.getByRole("group").filter({ hasText: OFFICE }).waitFor();
  if (typed.telephone) {
    await counter.getByLabel("電話番号").fill(typed.telephone);
  }
  await counter.getByLabel("応対した方").fill("保護係 見本");
  await counter.getByRole("button", { name: answer }).click();
}

type Told = ReturnType<typeof traffic>;

async function all(told: Told[]): Promise<string[]> {
  return (await Promise.all(told.map((one) => one()))).flat();
}

/** Neither number is in any place where it could stay or be read. */
async function expectNowhere(numbers: string[], { counter, patient }: Desk, system: System, elsewhere: Told[]): Promise<void> {
  const places: Record<string, string[]> = {
    "screens, and what they have shown": [
      ...(await seenTexts(counter)),
      ...(await seenTexts(patient)),
      await counter.content(),
      await patient.content(),
    ],
    "requests, answers, WebSocket frames and console": await all(elsewhere),
    "browser storage and caches": [await stored(counter), await stored(patient)],
    logs: system.logs.map(({ text }) => text),
  };
  for (const [place, texts] of Object.entries(places)) {
    expect(texts.length, place).toBeGreaterThan(0);
    for (const number of numbers) {
      expect(texts.filter((text) => text.includes(number)), place).toEqual([]);
    }
  }
  for (const { file, text } of contents(system.bridgeData)) {
    for (const number of numbers) {
      expect(text.includes(number), file).toBe(false);
    }
  }
}
