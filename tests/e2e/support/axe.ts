// Accessibility: no rule of axe may be broken.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";

const source = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Fails when the page as it stands breaks one, naming rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated, not added as a script: the content security policy allows none.
  await page.evaluate(await readFile(source, "utf8"));
  const { violations, passes } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
  );
  const found = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}\n  ${node.html}`));
  expect(found, "axe").toEqual([]);
  expect(passes.length, "rules that axe could apply").toBeGreaterThan(0);
}
