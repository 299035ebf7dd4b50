// What is looked at in every state: axe, in light and dark, and the size of what is touched.

import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expectLargeTargets } from "./targets";

/** No barrier on any of these pages, in light and dark. */
export async function expectNoBarrier(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectAccessible(page);
    }
    await expectLargeTargets(page);
  }
}
