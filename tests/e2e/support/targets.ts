// What is touched has to be large enough for a finger.

import { expect, type Page } from "@playwright/test";

const SMALLEST_PX = 44;

/** Every visible control is at least 44 × 44 CSS px, or stands in a label that is. */
export async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.locator("button, select, input, textarea, a[href]").evaluateAll((elements, smallest) => {
    const found: string[] = [];
    for (const element of elements) {
      const target = element.closest("label") ?? element;
      const { width, height } = target.getBoundingClientRect();
      // Half a pixel of rounding.
      if (width > 0 && Math.min(width, height) < smallest - 0.5) {
        found.push(`${width} × ${height}: ${element.outerHTML.slice(0, 120)}`);
      }
    }
    return found;
  }, SMALLEST_PX);
  expect(small, "targets that are too small").toEqual([]);
}
