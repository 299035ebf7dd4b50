// Pictures of a page for docs/screens: its languages, light and dark, a desktop and a tablet held upright.

import { writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, type Page } from "@playwright/test";

const SIZES = { desktop: { width: 1280, height: 800 }, tablet: { width: 820, height: 1180 } };

// Any two of language, colours and size are together in one: all eight would be twice as much to keep and to look at.
// The first is what the page looked like before.
const VIEWS: View[] = [
  { language: "ja", colorScheme: "light", size: "desktop" },
  { language: "ja", colorScheme: "dark", size: "tablet" },
  { language: "en", colorScheme: "light", size: "tablet" },
  { language: "en", colorScheme: "dark", size: "desktop" },
];

/** What the patient screen speaks besides. */
const FURTHER = ["ja-simple", "zh-Hans", "ko", "vi", "pt"];

interface View {
  /** As in `<html lang>`. */
  language: string;
  colorScheme: "light" | "dark";
  size: keyof typeof SIZES;
}

// Small letters stay sharp, and the whole folder stays small enough for the repository.
const QUALITY = 45;

// Buttons of a new step that name a person answer only after a moment.
const UNTIL_READY_MS = 700;

/**
 * Writes `name.<language>-<colours>-<size>.webp`, four in all, and leaves the page as it was but for its faces, which stay covered.
 * `from`: what is at the top of the pictures, by default the top of the page.
 */
export async function pictures(page: Page, name: string, from = "html"): Promise<void> {
  await take(page, name, VIEWS, from);
}

/** The same of a patient screen in each language that no other screen has, ten in all. */
export async function furtherPictures(page: Page, name: string): Promise<void> {
  const views = FURTHER.flatMap((language): View[] => [
    { language, colorScheme: "light", size: "desktop" },
    { language, colorScheme: "dark", size: "tablet" },
  ]);
  await take(page, name, views, "html");
}

async function take(page: Page, name: string, views: View[], from: string): Promise<void> {
  await page.bringToFront();
  await page.waitForTimeout(UNTIL_READY_MS);
  const session = await page.context().newCDPSession(page);
  for (const view of views) {
    await show(page, view, from);
    await coverFaces(page);
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
    const file = `${name}.${view.language}-${view.colorScheme}-${view.size}.webp`;
    await writeFile(path.join(folder(), file), Buffer.from(data, "base64"));
  }
  await session.detach();
  await show(page, VIEWS[0]!, "html");
}

async function show(page: Page, { language, colorScheme, size }: View, from: string): Promise<void> {
  // Out of reach while something is shown over the page: then it is as if it had been pressed before.
  await page.locator(`button[lang="${language}"]`).first().dispatchEvent("click");
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize(SIZES[size]);
  await settle(page, from);
}

/** No photo of a real person is ever part of the repository: what a camera or a card shows is one grey. */
async function coverFaces(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const face of document.querySelectorAll<HTMLElement>("video, canvas, .faces img")) {
      face.style.filter = "brightness(0) invert(0.5)";
    }
  });
}

/** Scrolled to where it begins, the pointer on nothing, and drawn as it will stay: colours go over into each other for a moment. */
async function settle(page: Page, from: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async (from) => {
    document.querySelector(from)!.scrollIntoView();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    document.getAnimations().forEach((animation) => animation.finish());
    await new Promise((done) => requestAnimationFrame(done));
  }, from);
}

function folder(): string {
  const folder = process.env.MADOGUCHI_SCREENS;
  if (!folder) {
    throw new Error("MADOGUCHI_SCREENS is not set; start with `cargo xtask screens`");
  }
  return folder;
}
