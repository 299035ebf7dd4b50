// Where something may have got to: what a page sends and is told, what it keeps, and what lies in a folder.

import type { Page } from "@playwright/test";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** What a page sends, and what it is told by all but `except`; filled as it happens. */
export function traffic(page: Page, except?: string): string[] {
  const told: string[] = [];
  page.on("request", (request) => told.push(request.url(), request.postData() ?? ""));
  page.on("console", (message) => told.push(message.text()));
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => told.push(payload.toString())));
  page.on("response", async (response) => {
    if (!except || !response.url().endsWith(except)) {
      told.push(await response.text().catch(() => ""));
    }
  });
  return told;
}

/** localStorage and sessionStorage of a page. */
export function stored(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
}

/** Path and bytes, each as one character, of every file in a folder. */
export function contents(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, "latin1") }));
}
