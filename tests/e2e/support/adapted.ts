// What people set for themselves: type twice as large, less motion, colours of their own.

import { expect, type Page } from "@playwright/test";

/** 1280×800 at 200 %. */
const TWICE = { width: 640, height: 400 };

/** At 200 % nothing has to be moved sideways but a table in a frame of its own (WCAG 2.2, 1.4.10). */
export async function expectZoomable(page: Page): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize(TWICE);
  const beyond = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) {
      return [];
    }
    const all = [...document.querySelectorAll<HTMLElement>("body *")];
    const out = all.filter((element) => element.getBoundingClientRect().right > edge + 1);
    return out.map((element) => `${element.tagName}.${element.className}: ${Math.round(element.getBoundingClientRect().right - edge)} px`);
  });
  if (size) {
    await page.setViewportSize(size);
  }
  expect(beyond, "reaches beyond the window at 200 %").toEqual([]);
}

/** With scrollbars in their places nothing has to be moved sideways but a frame that says what it is. */
export async function expectNothingSideways(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const probe = document.createElement("div");
    probe.style.overflow = "scroll";
    document.body.append(probe);
    const room = probe.offsetWidth - probe.clientWidth;
    probe.remove();
    if (room === 0) {
      return ["scrollbars take no room"];
    }
    return [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
      .filter((element) => element.scrollWidth > element.clientWidth && !element.ariaLabel && !element.hasAttribute("aria-labelledby"))
      .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`);
  });
  expect(wide, "has to be moved sideways").toEqual([]);
}

/** Nothing moves for those who asked for less of it. */
export async function expectStill(page: Page): Promise<void> {
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => animation.playState === "running")
        .map((animation) => (animation.effect as KeyframeEffect | null)?.target?.className ?? "?"),
    );
  await expect.poll(moving, { message: "moves although less motion is asked for" }).toEqual([]);
}

/** In forced colours what is pressed, chosen, marked or drawn has a colour of the system's: ours may not be told from theirs. */
export async function expectForced(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: "active" });
  const lost = await page.evaluate(lostInForcedColours);
  await page.emulateMedia({ forcedColors: "none" });
  expect(lost, "not to be told in forced colours").toEqual([]);
}

function lostInForcedColours(): string[] {
  const probe = document.createElement("i");
  document.body.append(probe);
  const system = (colour: string) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const [canvas, text, highlight] = ["Canvas", "CanvasText", "Highlight"].map(system);
  probe.remove();
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
  const name = (element: Element) => `${element.tagName}.${element.getAttribute("class") ?? ""} ${element.textContent?.trim().slice(0, 30) ?? ""}`;
  const without = (what: string, elements: Element[], has: (style: CSSStyleDeclaration, element: Element) => boolean) =>
    elements.filter((element) => !has(getComputedStyle(element), element)).map((element) => `${what}: ${name(element)}`);
  /** A line has no inside, whatever its style says. */
  const isDrawn = ({ fill, stroke }: CSSStyleDeclaration, { tagName }: Element) => {
    const colours = [stroke, tagName === "line" || tagName === "polyline" ? "none" : fill].filter((colour) => colour !== "none");
    return colours.includes(text!) && colours.every((colour) => colour === text || colour === canvas);
  };
  return [
    canvas === text ? ["no forced colours"] : [],
    without(
      "border",
      all("button, select, input:not([type=radio], [type=checkbox]), textarea"),
      (style) => parseFloat(style.borderTopWidth) > 0,
    ),
    without("pressed", all(".button[aria-pressed=true]"), (style) => style.backgroundColor === highlight),
    without("chosen", all("[aria-selected=true]"), (style) => style.outlineStyle === "solid" && style.outlineColor === highlight),
    without("mark", all(".state"), (_, element) => {
      const { borderTopColor, backgroundColor } = getComputedStyle(element, "::before");
      // Full or empty is what the colour says to others.
      return borderTopColor === text && (!element.matches(".good, .bad") || backgroundColor === text);
    }),
    without("drawn", all(".spark *, .timeline svg :not(g, svg, text, title)"), isDrawn),
  ].flat();
}
