// The patient screen alone, with the bridge played by the test: what it is told to show, and what it sends. Pictures,
// 照合番号B and the camera's faults are looked at here; the whole system is in other files.

import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect, type Page, type Route, type WebSocketRoute } from "@playwright/test";

/** Loopback: a secure context, without which there is no camera. Nothing listens there. */
const ORIGIN = "http://127.0.0.1:7780";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
};

export type Instruction =
  | "lookHere"
  | "comeCloser"
  | "moveBack"
  | "moveToCentre"
  | "lookStraight"
  | "moreLight"
  | "lessLight"
  | "onePersonOnly"
  | "holdStill"
  | "turnLeft"
  | "turnRight"
  | "nod"
  | "blink"
  | "over";

/** A step as it goes over the wire. */
export type Step = string | Record<string, unknown>;

export const choose = (ways: { face: boolean; pin: boolean }): Step => ({ chooseWay: ways });
export const number = (triesLeft = 10, wrong = false): Step => ({ faceNumber: { faceRequest: "face-1", triesLeft, wrong } });
export const look = (): Step => ({ faceLook: { faceRequest: "face-1" } });

export class FaceStage {
  /** What was posted, by path. */
  readonly posted = new Map<string, unknown[]>();
  /** Sizes of the pictures, bytes. */
  readonly frames: number[] = [];
  /** What the bridge says to the next pictures. */
  instruction: Instruction = "lookHere";
  /** What the bridge says to a number. */
  outcome: unknown = "accepted";
  private socket: WebSocketRoute | null = null;
  private sequence = 0;
  private running = 0;
  /** Most pictures that were under way at once. */
  atOnce = 0;

  private constructor(readonly page: Page) {}

  /** Opens the screen, paired, at this step. */
  static async open(page: Page, step: Step = "idle"): Promise<FaceStage> {
    const stage = new FaceStage(page);
    await page.addInitScript(() => localStorage.setItem("madoguchi.pairing.patient", "token"));
    await page.route(`${ORIGIN}/**`, (route) => stage.answer(route));
    await page.routeWebSocket(/\/api\/v1\/events$/, (socket) => {
      stage.socket = socket;
      stage.sequence = 0;
      stage.send({ snapshot: { readers: null, patientStep: { step }, patientScreen: null, lease: null } });
    });
    await page.goto(`${ORIGIN}/patient`);
    return stage;
  }

  /** Puts up a step, in the turn of this reception. */
  show(step: Step, turn?: string): void {
    this.send({ patientStep: { step, turn } });
  }

  /** The heading. */
  async sees(text: string): Promise<void> {
    await expect(this.page.getByRole("heading", { level: 1 })).toHaveText(text);
  }

  /** Digits by the keyboard. */
  async type(digits: string): Promise<void> {
    for (const digit of digits) {
      await this.page.keyboard.press(`Digit${digit}`);
    }
  }

  /** Bodies that went to this route. */
  sent(route: string): unknown[] {
    return this.posted.get(`/api/v1/${route}`) ?? [];
  }

  /** What was touched, in whoever's turn. */
  touched(): unknown[] {
    return this.sent("patient/acts").map((touch) => (touch as { act: unknown }).act);
  }

  private send(event: unknown): void {
    this.socket?.send(JSON.stringify({ sequence: this.sequence, event }));
    this.sequence += 1;
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith("/api/")) {
      await file(route, pathname === "/patient" ? "/patient.html" : pathname);
      return;
    }
    if (pathname === "/api/v1/patient/face-frames") {
      this.running += 1;
      this.atOnce = Math.max(this.atOnce, this.running);
      expect(request.headers()["x-madoguchi-face-request"]).toBe("face-1");
      expect(request.headers()["content-type"]).toBe("image/jpeg");
      const picture = request.postDataBuffer();
      this.frames.push(picture?.length ?? 0);
      await json(route, this.instruction);
      this.running -= 1;
      return;
    }
    const list = this.posted.get(pathname) ?? [];
    list.push(request.postDataJSON());
    this.posted.set(pathname, list);
    const answers: Record<string, unknown> = {
      "/api/v1/event-tickets": { ticket: "ticket" },
      "/api/v1/identity/collation-numbers": this.outcome,
    };
    await json(route, answers[pathname] ?? {});
  }
}

function json(route: Route, body: unknown): Promise<void> {
  return route.fulfill({ contentType: "application/json", body: JSON.stringify(body) });
}

async function file(route: Route, name: string): Promise<void> {
  const app = process.env.MADOGUCHI_APP;
  if (!app) {
    throw new Error("MADOGUCHI_APP is not set; start with `cargo xtask test --only e2e`");
  }
  try {
    const body = await readFile(path.join(app, path.normalize(name)));
    await route.fulfill({ contentType: TYPES[path.extname(name)] ?? "application/octet-stream", body });
  } catch {
    await route.fulfill({ status: 404, body: "" });
  }
}
