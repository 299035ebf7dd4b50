// What would come out of a printer.

import { expect, type Page } from "@playwright/test";

export type Size = readonly [width: number, height: number];

/** In mm. */
export const A4: Size = [210, 297];
export const ROLL: Size = [80, 120];
export const CARD: Size = [85.6, 54];

const MM_PER_POINT = 25.4 / 72;

/** What is printed has one page of this size; gives its text. */
export async function expectPaper(page: Page, size: Size): Promise<string> {
  // What is printed is loaded when it is first wanted.
  await expect(page.getByRole("article").first()).toBeVisible();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  const sizes = boxes.map(([, width, height]) => [Number(width), Number(height)].map((points) => points * MM_PER_POINT));
  expect(sizes, "pages").toHaveLength(1);
  expect(pdf.match(/\/Type\s*\/Page\b/g), "pages").toHaveLength(1);
  // A point of rounding.
  sizes[0]?.forEach((mm, at) => expect(Math.abs(mm - (size[at] ?? 0)), `${sizes[0]} mm`).toBeLessThan(0.4));
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  // As it was: with "screen" the next one would be printed as on the screen.
  await page.emulateMedia({ media: null });
  return text;
}
