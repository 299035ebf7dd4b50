// Where something may have got to: what a page sends and is told, what it keeps, and what lies in a folder.

import type { Page } from "@playwright/test";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const BODY_MS = 3_000;

/** What a page sends, and what it is told by all but `except`, up to the moment of asking. */
export function traffic(page: Page, except?: string): () => Promise<string[]> {
  const told: string[] = [];
  // Bodies arrive after their response: those that are under way belong to it. One that a page has left never comes.
  const bodies: Promise<unknown>[] = [];
  const longEnough = () => new Promise((done) => setTimeout(done, BODY_MS));
  page.on("request", (request) => told.push(request.url(), request.postData() ?? ""));
  page.on("console", (message) => told.push(message.text()));
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => told.push(payload.toString()));
    socket.on("framereceived", ({ payload }) => told.push(payload.toString()));
  });
  page.on("response", (response) => {
    if (!except || !response.url().endsWith(except)) {
      bodies.push(response.text().then((text) => told.push(text)).catch(() => ""));
    }
  });
  return async () => {
    await Promise.race([Promise.all(bodies), longEnough()]);
    return told;
  };
}

/** All that a page can have put away: storages, cookies, caches, names of databases, and what the HTTP cache has of its origin. */
export function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept = [JSON.stringify([{ ...localStorage }, { ...sessionStorage }]), document.cookie];
    kept.push(...(await indexedDB.databases()).map(({ name }) => `database ${name}`));
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        kept.push(request.url, await (await cache.match(request))!.text());
      }
    }
    const urls = performance.getEntriesByType("resource").map(({ name }) => name);
    for (const url of urls.filter((url) => url.startsWith(location.origin))) {
      const cached = await fetch(url, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null);
      kept.push(url, cached?.ok ? await cached.text() : "");
    }
    return kept.join("\n");
  });
}

/** Path and bytes, each as one character, of every file in a folder. */
export function contents(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, "latin1") }));
}
