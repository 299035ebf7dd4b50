// What is looked at in every state: axe, in light and dark, the size of what is touched, and what people set for themselves.

import type { Page } from "@playwright/test";

import { expectForced, expectNothingSideways, expectStill, expectZoomable } from "./adapted";
import { expectAccessible } from "./axe";
import { expectLargeTargets } from "./targets";

/** No barrier on any of these pages, in light and dark. */
export async function expectNoBarrier(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // A colour that was going over into another one before is neither yet.
      await expectStill(page);
      await expectAccessible(page);
      await expectForced(page);
    }
    await expectNothingSideways(page);
    await expectLargeTargets(page);
    await expectZoomable(page);
  }
}
