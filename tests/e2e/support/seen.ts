// Everything a page has ever shown, for what must never be shown there.

import type { Page } from "@playwright/test";

interface Watching extends Window {
  seenTexts?: Set<string>;
}

/** Keeps every text from now on. */
export async function watchTexts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = new Set<string>();
    (window as Watching).seenTexts = texts;
    const look = () => texts.add(`${document.title}\n${document.body.innerText}`);
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  });
}

/** The texts since [`watchTexts`], each once. */
export function seenTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => [...((window as Watching).seenTexts ?? [])]);
}
