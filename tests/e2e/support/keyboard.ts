// A page used without a pointer.

import { expect, type Page } from "@playwright/test";

const FARTHEST = 80;

/** Goes with Tab to the control with this name, as its label says it, and leaves the focus there. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < FARTHEST; step += 1) {
    const target = page.locator(":focus");
    const at = (await target.count()) === 1 ? await target.evaluate(nameOf) : "";
    if (typeof name === "string" ? at === name : name.test(at)) {
      // Seen by whoever cannot use a pointer.
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, `focus on ${name}`).not.toBe("none");
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}

/** Presses a button. */
export async function pressByKey(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole("button", { name, exact: true }).first()).toBeEnabled();
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

function nameOf(element: Element): string {
  const labels = (element as HTMLInputElement).labels;
  const text = element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element.textContent ?? "";
  return text.trim();
}
