// A page that is not ours, and what it can try against a bridge on this machine.

import { createServer, type Server } from "node:http";

import type { Page } from "@playwright/test";

/** What an attempt came to. `null`: the browser gave the page nothing to read. */
export interface Attempt {
  name: string;
  status: number | null;
  text: string | null;
}

/** An empty page on a port of its own. */
export async function otherSite(): Promise<{ origin: string; close: () => void }> {
  const server: Server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end("<!doctype html><title>other</title><body></body>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** Tries from within `page` to read or drive the bridge at `origin`. */
export function attack(page: Page, origin: string): Promise<Attempt[]> {
  return page.evaluate(async (origin) => {
    const post = (body: string, type: string, mode: RequestMode = "cors"): RequestInit => ({
      method: "POST",
      mode,
      headers: { "content-type": type },
      body,
    });
    const code = JSON.stringify({ code: "AAAA-AAAA-AAAA" });
    const tries: [string, string, RequestInit][] = [
      ["read the page", "/", {}],
      ["read the configuration", "/api/v1/configuration", {}],
      ["read the receptions", "/api/v1/receptions", { headers: { authorization: "Bearer guessed" } }],
      ["read the contract", "/api/v1/openapi.json", {}],
      ["pair", "/api/v1/pairing", post(code, "application/json")],
      ["pair as a plain form would", "/api/v1/pairing", post(code, "text/plain")],
      ["put a card", "/api/v1/training/acts", post('{"act":{"insert":"tandoku-valid"}}', "text/plain", "no-cors")],
      ["get a ticket", "/api/v1/event-tickets", post('{"tab":"x"}', "application/json")],
    ];
    const attempts: Attempt[] = [];
    for (const [name, path, init] of tries) {
      try {
        const answer = await fetch(origin + path, init);
        const opaque = answer.type === "opaque";
        attempts.push({ name, status: opaque ? null : answer.status, text: opaque ? null : await answer.text() });
      } catch {
        attempts.push({ name, status: null, text: null });
      }
    }
    const socket = new WebSocket(`${origin.replace("http", "ws")}/api/v1/events`, ["madoguchi.v1", "ticket.x"]);
    const opened = await new Promise<boolean>((resolve) => {
      socket.onopen = () => resolve(true);
      socket.onerror = () => resolve(false);
    });
    attempts.push({ name: "open the events", status: opened ? 101 : null, text: null });
    return attempts;
  }, origin);
}
