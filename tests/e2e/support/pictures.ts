// Pictures of a page for docs/screens: both languages, light and dark, a desktop and a tablet held upright.

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, type Page } from "@playwright/test";

const BUTTONS = { ja: "日本語", en: "English" };
const SIZES = { desktop: { width: 1280, height: 800 }, tablet: { width: 820, height: 1180 } };

// Any two of language, colours and size are together in one: all eight would be twice as much to keep and to look at.
// The first is what the page looked like before.
const VIEWS = [
  { language: "ja", colorScheme: "light", size: "desktop" },
  { language: "ja", colorScheme: "dark", size: "tablet" },
  { language: "en", colorScheme: "light", size: "tablet" },
  { language: "en", colorScheme: "dark", size: "desktop" },
] as const;

// Small letters stay sharp, and the whole folder stays small enough for the repository.
const QUALITY = 45;

// Buttons of a new step that name a person answer only after a moment.
const UNTIL_READY_MS = 700;

/** Writes `name.<language>-<colours>-<size>.webp`, four in all, and leaves the page as it was but for its faces, which stay covered. */
export async function pictures(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.waitForTimeout(UNTIL_READY_MS);
  const session = await page.context().newCDPSession(page);
  for (const view of VIEWS) {
    await show(page, view);
    await coverFaces(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
    const file = `${name}.${view.language}-${view.colorScheme}-${view.size}.webp`;
    await writeFile(path.join(folder(), file), Buffer.from(data, "base64"));
  }
  await session.detach();
  await show(page, VIEWS[0]);
}

async function show(page: Page, { language, colorScheme, size }: (typeof VIEWS)[number]): Promise<void> {
  await page.getByRole("button", { name: BUTTONS[language], exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize(SIZES[size]);
  await settle(page);
}

/** No photo of a real person is ever part of the repository: what a camera or a card shows is one grey. */
async function coverFaces(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const face of document.querySelectorAll<HTMLElement>("video, canvas, .faces img")) {
      face.style.filter = "brightness(0) invert(0.5)";
    }
  });
}

/** Scrolled to the top, the pointer on nothing, and drawn as it will stay: colours go over into each other for a moment. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    window.scrollTo(0, 0);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    document.getAnimations().forEach((animation) => animation.finish());
    await new Promise((done) => requestAnimationFrame(done));
  });
}

function folder(): string {
  const folder = process.env.MADOGUCHI_SCREENS;
  if (!folder) {
    throw new Error("MADOGUCHI_SCREENS is not set; start with `cargo xtask screens`");
  }
  return folder;
}
