// Whether what is said has the room that it needs.

import { expect, type Page } from "@playwright/test";

/** Nothing sticks out of the window or of its own box sideways, or lies over something else that is said. */
export async function expectNothingCutOff(page: Page, where: string): Promise<void> {
  expect(await page.evaluate(cutOff), where).toEqual([]);
}

function cutOff(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const beyond = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > root.clientWidth);
    found.push(`the page is ${root.scrollWidth} wide: ${beyond.map((element) => `${element.tagName}.${element.className}`).join(" ")}`);
  }
  const elements = [...document.querySelectorAll<HTMLElement>("h1, h2, p, button, .places, .keys")].filter(
    (element) => element.getClientRects().length > 0 && !element.closest(".visually-hidden"),
  );
  const boxes = elements.map((element) => ({ element, box: element.getBoundingClientRect() }));
  for (const { element, box } of boxes) {
    const text = `${element.tagName} ${(element.textContent ?? "").slice(0, 40)}`;
    if (box.left < -0.5 || box.right > root.clientWidth + 0.5) {
      found.push(`${text}: from ${box.left} to ${box.right}`);
    }
    if (element.scrollWidth > element.clientWidth + 1) {
      found.push(`${text}: needs ${element.scrollWidth}, has ${element.clientWidth}`);
    }
    for (const other of boxes) {
      if (other.element === element || other.element.contains(element) || element.contains(other.element)) {
        continue;
      }
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 1 && down > 1) {
        found.push(`${text}: over ${other.element.tagName} ${(other.element.textContent ?? "").slice(0, 40)}`);
      }
    }
  }
  return found;
}
