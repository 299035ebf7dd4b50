// What is measured of a page with a long list.

import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

/** Frames that are scrolled; the first ones are not counted. */
const FRAMES = 240;
const NOT_COUNTED = 10;

/** Memory of Chromium's pages that is theirs alone, without garbage of this one, MB: objects, elements, and what WebAssembly has. */
export async function memory(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  await cdp.detach();
  const browser = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  await browser.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer");
  return pages.reduce((sum, { id }) => sum + anonymous(id), 0);
}

function anonymous(process: number): number {
  const memory = readFileSync(`/proc/${process}/smaps_rollup`, "utf8");
  return Number(/Anonymous:\s+(\d+)/.exec(memory)![1]) / 1024;
}

/** The longest frame, ms, while this list is scrolled from its beginning on. */
export function scroll(page: Page, list: string): Promise<number> {
  return page.evaluate(
    ([list, frames, notCounted]) =>
      new Promise<number>((done) => {
        const scrolled = document.querySelector(list)!;
        scrolled.scrollTop = 0;
        const step = Math.max(60, (scrolled.scrollHeight - scrolled.clientHeight) / 2000);
        let [frame, longest, last] = [0, 0, 0];
        const next = (now: number) => {
          if (frame > notCounted) {
            longest = Math.max(longest, now - last);
          }
          last = now;
          frame += 1;
          scrolled.scrollTop += step;
          if (frame < frames) {
            requestAnimationFrame(next);
          } else {
            done(longest);
          }
        };
        requestAnimationFrame(next);
      }),
    [list, FRAMES, NOT_COUNTED] as const,
  );
}
