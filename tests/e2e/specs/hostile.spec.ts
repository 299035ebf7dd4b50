// Whatever is typed or pasted into a field of free text is kept as it is, or said to be too long; it is never cut off,
// never run, and nothing is half-written. The fields of a paper, and why it is one of several: hostile-papers.spec.ts.

import { expect, test } from "../support/fixtures";
import { CLUMSY, nothingRan, TOO_LONG } from "../support/hostile";
import { records } from "../support/sandbox";

test.beforeEach(({ counter }) => {
  counter.on("dialog", (dialog) => {
    throw new Error(`what was typed was run: ${dialog.message()}`);
  });
});

test("the questionnaire takes what is typed as it is, and says what is too long", async ({ desk, system }) => {
  const { counter } = desk;
  await desk.startWith("tandoku-valid");
  await desk.identifyByEye();
  await desk.takeCard();
  await desk.counterSays("新規カルテを起票します");
  const fields = counter.locator(".step textarea");
  await expect(fields).toHaveCount(3);
  const store = counter.getByRole("button", { name: "問診票と資格情報を登録する" });
  const sent: string[] = [];
  counter.on("request", (request) => sent.push(new URL(request.url()).pathname));
  for (const field of await fields.all()) {
    await field.fill(TOO_LONG);
    await expect(field).toHaveValue(TOO_LONG);
    await expect(field).toHaveAccessibleDescription("2000文字までです。いま10000文字あります。");
    await expect(store).toBeDisabled();
    await field.fill("");
    await expect(store).toBeEnabled();
  }
  expect(sent.filter((path) => path.endsWith("/registrations"))).toEqual([]);
  const all = CLUMSY.join("\n");
  for (const field of await fields.all()) {
    await field.fill(all);
  }
  const registered = counter.waitForResponse((response) => response.url().endsWith("/his/registrations"));
  await store.click();
  expect((await registered).ok()).toBe(true);
  // A browser keeps one kind of line break in a field.
  const kept = all.replaceAll("\r\n", "\n").trim();
  expect((await registered).request().postDataJSON().questionnaire).toEqual({ complaint: kept, allergies: kept, medicines: kept });
  await desk.counterSays("受付が済みました");
  await nothingRan(counter);
  expect((await records(system.sandbox)).inquiryNumbers).toHaveLength(1);
});

test("the sheet of a call takes what is typed as it is, and says what is too long", async ({ desk }) => {
  const { counter } = desk;
  await desk.startWith("unentrusted");
  await desk.identifyByEye();
  await desk.takeCard();
  const answer = counter.getByRole("button", { name: "折り返し・不在" });
  await expect(answer).toBeEnabled();
  const calls = counter.getByRole("list", { name: "この受付の電話" });
  for (const [id, longest] of [["office", 80], ["telephone", 20], ["person", 80], ["note", 2000]] as const) {
    const field = counter.locator(`#call-${id}`);
    const before = await field.inputValue();
    await field.fill(TOO_LONG);
    await expect(field).toHaveAccessibleDescription(`${longest}文字までです。いま10000文字あります。`);
    await answer.click();
    await expect(field).toBeFocused();
    await field.fill(before);
  }
  for (const blank of ["", "  \u3000 "]) {
    const office = counter.locator("#call-office");
    const before = await office.inputValue();
    await office.fill(blank);
    await answer.click();
    await expect(office).toBeFocused();
    await expect(office).toHaveAccessibleDescription("入力してください。");
    await office.fill(before);
  }
  await expect(calls.getByRole("listitem")).toHaveCount(0);
  for (const [at, text] of CLUMSY.entries()) {
    // A field of one line has no line breaks.
    const line = text.replaceAll(/[\r\n]+/g, " ");
    await expect(answer).toBeEnabled();
    for (const id of ["office", "person", "note", "telephone"]) {
      await counter.locator(`#call-${id}`).fill(line);
    }
    const fits = [...line.trim()].length <= 20;
    if (!fits) {
      await answer.click();
      await expect(counter.locator("#call-telephone")).toBeFocused();
      await expect(counter.locator("#call-telephone")).toHaveAccessibleDescription(/^20文字までです。/);
      await expect(calls.getByRole("listitem")).toHaveCount(at);
      await counter.locator("#call-telephone").fill("03-0000-0000");
    }
    const written = counter.waitForResponse((response) => response.url().endsWith("/journal-entries"));
    await answer.click();
    const body = (await written).request().postDataJSON();
    expect((await written).ok(), line).toBe(true);
    const call = body.calls.at(-1);
    const said = line.trim();
    expect([call.office, call.telephone, call.person, call.note]).toEqual([said, fits ? said : "03-0000-0000", said, said]);
    await expect(calls.getByRole("listitem")).toHaveCount(at + 1);
  }
  await nothingRan(counter);
});
