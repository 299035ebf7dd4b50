// What a test is given: a fresh system, and the counter opened on it.
//
//   import { expect, test } from "../support/fixtures";
//   test("…", async ({ counter, system }) => { … });

import { test as base, type BrowserContext, type Page } from "@playwright/test";

import { type Hand, TrainingHand, VpcdHand } from "./cards";
import { Desk } from "./desk";
import { Pcscd } from "./pcscd";
import { type CardOwner, type Facility, type Reader, System } from "./system";

export { expect } from "@playwright/test";
export { expectAccessible } from "./axe";

export interface SystemOptions {
  /** The bridge's reader, `pcsc` and the production app unless the project or a file says `simulated`: then the training app. */
  reader: Reader;
  /** What the institution is, a clinic unless a file says otherwise. */
  facility: Facility;
  /** Nobody unless a file says otherwise. */
  faceOf: CardOwner;
}

interface Fixtures {
  /** Sandbox and bridge, for this test alone. */
  system: System;
  /** A page paired as the counter. */
  counter: Page;
  /** Puts cards on the reader. */
  hand: Hand;
  /** Counter and patient screen, both open, with someone on duty. */
  desk: Desk;
  /** What no page may do in any test: throw, or run into the content security policy. */
  problems: string[];
}

export interface WorkerOptions {
  /** Whether this worker has readers over PC/SC: one worker of the whole run can. */
  pcsc: boolean;
}

interface WorkerFixtures {
  /** The PC/SC service of the whole run; `null` where there is none. */
  pcscd: Pcscd | null;
}

export const test = base.extend<SystemOptions & Fixtures, WorkerOptions & WorkerFixtures>({
  reader: ["pcsc", { option: true }],
  facility: ["clinic", { option: true }],
  faceOf: [null, { option: true }],

  pcsc: [true, { option: true, scope: "worker" }],

  pcscd: [
    async ({ pcsc }, use) => {
      const pcscd = pcsc ? await Pcscd.start() : null;
      await use(pcscd);
      await pcscd?.stop();
    },
    { scope: "worker" },
  ],

  system: async ({ reader, facility, faceOf, pcscd: _ }, use, testInfo) => {
    const system = await System.start(reader, facility, faceOf);
    try {
      await use(system);
    } finally {
      if (testInfo.status !== testInfo.expectedStatus) {
        for (const { name, text } of system.logs) {
          await testInfo.attach(name, { body: text, contentType: "text/plain" });
        }
      }
      await system.stop();
    }
  },

  problems: [
    async ({ context }, use) => {
      const problems: string[] = [];
      watch(context, problems);
      await use(problems);
      if (problems.length > 0) {
        throw new Error(`problems in the page:\n${problems.join("\n")}`);
      }
    },
    { auto: true },
  ],

  counter: async ({ page, system }, use) => {
    await page.goto(system.address);
    await use(page);
  },

  hand: async ({ reader, counter }, use) => {
    if (reader === "simulated") {
      await use(new TrainingHand(counter));
      return;
    }
    const hand = new VpcdHand();
    await use(hand);
    await hand.clear();
  },

  desk: async ({ counter, hand, facility }, use) => {
    await use(await Desk.open(counter, hand, facility));
  },
});

function watch(context: BrowserContext, problems: string[]): void {
  context.on("weberror", (error) => problems.push(String(error.error())));
  context.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) {
      problems.push(message.text());
    }
  });
}
