// What is meant to be pressed next is seen without scrolling.

import { expect, type Page } from "@playwright/test";

/** What is meant in a step: the first of these that there is. */
const MEANT = [".button.primary", ".call[open] .actions .button", "thead .button", ".button"];

/** All of it stands in the window, with nothing over it. */
export async function expectPrimaryInView(counter: Page): Promise<void> {
  await expect.poll(() => counter.evaluate(hidden, MEANT), { message: "buttons that are not seen" }).toEqual([]);
}

function hidden(meant: string[]): string[] {
  const step = document.querySelector(".reception .step");
  const there = (where: string) => [...(step?.querySelectorAll<HTMLElement>(where) ?? [])];
  // Not what is folded away.
  const found = meant.map((where) => there(where).filter((button) => button.checkVisibility()));
  const buttons = found.find((buttons) => buttons.length > 0) ?? [];
  const seen = (button: HTMLElement) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const corners = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y));
    return corners.every((there) => there !== null && button.contains(there));
  };
  return buttons.filter((button) => !seen(button)).map((button) => button.innerText);
}
