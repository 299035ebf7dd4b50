// Who is not the desk's own page learns nothing and drives nothing; what the desk's page knows leaves no trace.

import { chromium, type Page } from "@playwright/test";

import { attack, otherSite } from "../support/attacker";
import { TrainingHand } from "../support/cards";
import { Desk } from "../support/desk";
import { expect, test } from "../support/fixtures";

/** A PIN as a value of its own, not digits inside a number or an id. */
const THE_PIN = /(?<![0-9A-Za-z_-])1234(?![0-9A-Za-z_-])/;
const PERSONAL = /模擬|花子|モギ|ハナコ|ﾓｷﾞ|ﾊﾅｺ|2001006|4567001|19850721|扶助|12131017/;

test("a page whose name was rebound to this machine reads nothing", async ({ counter, system, launchOptions }) => {
  await expect(counter.getByRole("main")).toBeVisible();
  const port = new URL(system.origin).port;
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), "--host-resolver-rules=MAP evil.test 127.0.0.1"],
  });
  try {
    const page = await browser.newPage();
    const origin = `http://evil.test:${port}`;
    // The first answer came from the attacker's own machine; from now on the name leads to the bridge.
    await page.route(`${origin}/`, (route) => route.fulfill({ contentType: "text/html", body: "<title>evil</title>" }), {
      times: 1,
    });
    await page.goto(`${origin}/`);
    expect(await page.title()).toBe("evil");
    for (const { name, status, text } of await attack(page, origin)) {
      expect(status === null || status === 421, `${name}: ${status}`).toBe(true);
      expect(text ?? "", name).not.toMatch(/pairing"|institution|madoguchi-frontend/);
    }
    // Not in vain: the very same page reaches the bridge, and is told off by its guard.
    const refused = await page.goto(`${origin}/api/v1/configuration`);
    expect(refused?.status()).toBe(421);
    expect(await refused?.text()).toContain("HOST_NOT_ALLOWED");
  } finally {
    await browser.close();
  }
});

test("a page on another port drives nothing", async ({ counter, context, problems, system }) => {
  await expect(counter.getByText("カードなし")).toBeVisible();
  const other = await otherSite();
  try {
    const page = await context.newPage();
    await page.goto(other.origin);
    for (const { name, status, text } of await attack(page, system.origin)) {
      expect({ name, status, text }).toEqual({ name, status: null, text: null });
    }
    // Nor can it show the counter inside itself.
    const framed = await page.evaluate(async (origin) => {
      const frame = document.createElement("iframe");
      frame.src = origin;
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener("load", resolve));
      return frame.contentDocument === null ? "closed" : "open";
    }, system.origin);
    expect(framed).toBe("closed");
    const frame = page.frames().find((frame) => frame !== page.mainFrame());
    await expect(frame!.locator("main")).toHaveCount(0);
    // The one complaint of the browser is the one that is wanted.
    await expect.poll(() => problems.splice(0)).toEqual([expect.stringContaining("frame-ancestors 'none'")]);
    // No card was put down, and the desk still works.
    await expect(counter.getByText("カードなし")).toBeVisible();
  } finally {
    other.close();
  }
});

test("the one-time code works once and is gone from address and history", async ({ counter, browser, system }) => {
  await expect(counter.getByText("連携ソフト: 接続済み")).toBeVisible();
  expect(counter.url()).toBe(`${system.origin}/`);
  await counter.goBack();
  expect(counter.url()).not.toContain("pair=");
  const stranger = await browser.newContext({ locale: "ja-JP" });
  const page = await stranger.newPage();
  await page.goto(system.address);
  await expect(page.locator(".problem")).toContainText("PAIRING_CODE_INVALID");
  expect(page.url()).not.toContain("pair=");
  await stranger.close();
});

test("a whole reception leaves nothing of the patient in storage, addresses, console or logs, no PIN at the counter", async ({
  page,
  context,
  system,
}) => {
  const urls: string[] = [];
  const said: string[] = [];
  context.on("request", (request) => urls.push(request.url()));
  context.on("console", (message) => said.push(message.text()));
  // From before a page opens its WebSocket.
  const pages = [traffic(page)];
  context.on("page", (opened) => pages.push(traffic(opened)));
  await page.goto(system.address);
  const desk = await Desk.open(page, new TrainingHand(page));
  await desk.startWith("heiyo-both-valid");
  await desk.identifyByPin();
  await desk.takeCard();
  await desk.registerNewPatient();
  await desk.finish();

  expect(urls.length).toBeGreaterThan(10);
  for (const text of [...urls, ...said]) {
    expect(decodeURIComponent(text)).not.toMatch(PERSONAL);
    expect(text).not.toMatch(THE_PIN);
  }
  for (const { name, text } of system.logs) {
    expect(text.length, name).toBeGreaterThan(100);
    expect(text, name).not.toMatch(PERSONAL);
    expect(text, name).not.toMatch(THE_PIN);
  }
  for (const page of [desk.counter, desk.patient]) {
    const [lasting, ofTab] = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]);
    expect(Object.keys(lasting).sort()).toEqual(["madoguchi.pairing.counter", "madoguchi.pairing.patient"]);
    for (const value of [...Object.values(lasting), ...Object.values(ofTab)]) {
      expect(value).not.toMatch(PERSONAL);
    }
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
  }
  expect(await desk.counter.evaluate(() => ({ ...sessionStorage }))).toEqual({ "madoguchi.staff": "sato" });
  // The PIN went from the patient screen, once, and passed the counter in neither direction.
  const [counter, patient] = pages;
  expect(pages).toHaveLength(2);
  expect(patient.bodies.filter((text) => THE_PIN.test(text))).toHaveLength(1);
  expect(counter.bodies.length).toBeGreaterThan(5);
  expect(counter.frames.some((text) => text.includes("pinRequestChanged"))).toBe(true);
  expect([...counter.bodies, ...counter.frames, ...patient.frames].filter((text) => THE_PIN.test(text))).toEqual([]);
});

interface Traffic {
  /** Of requests and answers. */
  bodies: string[];
  /** Of the WebSocket, both ways. */
  frames: string[];
}

/** What passes between the page and everything else from now on. */
function traffic(page: Page): Traffic {
  const [bodies, frames]: [string[], string[]] = [[], []];
  page.on("request", (request) => bodies.push(request.postData() ?? ""));
  page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
  page.on("websocket", (socket) => {
    for (const event of ["framesent", "framereceived"] as const) {
      socket.on(event as "framesent", (frame) => frames.push(String(frame.payload)));
    }
  });
  return { bodies, frames };
}
