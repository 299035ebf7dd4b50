// What is measured of a page with a long list.

import type { Page } from "@playwright/test";

/** Frames that are scrolled; the first ones are not counted. */
const FRAMES = 240;
const NOT_COUNTED = 10;

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize?: number;
  backingStorageSize?: number;
}

/** Memory of the page after collecting what is garbage, MB: objects, elements, and buffers, that of WebAssembly among them. */
export async function heap(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const usage = (await cdp.send("Runtime.getHeapUsage")) as HeapUsage;
  await cdp.detach();
  return (usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0)) / 1e6;
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
