// A sandbox and a bridge with data of their own, on free ports.

import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { ON_CARD, photo } from "./camera";
import { Program } from "./program";
import { newEnrolmentCode } from "./sandbox";

export type Reader = "simulated" | "pcsc";
export type Facility = "clinic" | "pharmacy";
/** Whose training card has the face of the test pictures; the desk has 顔認証 then. */
export type CardOwner = string | null;

export class System {
  /** Folder of the bridge's data. */
  private desk = "bridge";

  private constructor(
    private readonly data: string,
    private readonly port: number,
    private readonly reader: Reader,
    private readonly facility: Facility,
    public sandbox: Program,
    public bridge: Program,
    /** What the bridge is started with in addition. */
    private readonly more: string[],
  ) {}

  static async start(reader: Reader, facility: Facility, faceOf: CardOwner = null): Promise<System> {
    const data = await mkdtemp(path.join(tmpdir(), "madoguchi-e2e-"));
    // Chosen before the bridge starts, because the sandbox has to know the page's origin.
    const port = await freePort();
    try {
      const more = faceOf ? await withFaces(faceOf, path.join(data, "photos")) : [];
      const sandbox = await startSandbox(data, port, facility, "127.0.0.1:0");
      try {
        const bridge = await startBridge(path.join(data, "bridge"), port, reader, sandbox, more);
        return new System(data, port, reader, facility, sandbox, bridge, more);
      } catch (error) {
        await sandbox.kill();
        throw error;
      }
    } catch (error) {
      await rm(data, { recursive: true, force: true });
      throw error;
    }
  }

  /** The page's origin, without a trailing slash. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Folder with all that the bridge keeps. */
  get bridgeData(): string {
    return path.join(this.data, this.desk);
  }

  /** Where the counter is opened first, with its one-time code. */
  get address(): string {
    return this.bridge.ready.address;
  }

  /** Starts the bridge anew on the same port, and with the data it had; it may be stopped or running. */
  async restartBridge(enrolmentCode?: string): Promise<void> {
    if (this.bridge.running) {
      await this.bridge.stop();
    }
    this.bridge = await startBridge(path.join(this.data, this.desk), this.port, this.reader, this.sandbox, this.more, enrolmentCode);
  }

  /** Puts a new PC in the place of the old one: same institution, enrolled anew, no charts, no book. */
  async replaceDesk(): Promise<void> {
    const enrolmentCode = await newEnrolmentCode(this.sandbox);
    this.desk = "bridge-new";
    await this.restartBridge(enrolmentCode);
  }

  /** Starts the sandbox anew on the same data and address; it may be stopped or running. */
  async restartSandbox(): Promise<void> {
    const listen = new URL(this.sandbox.ready.address).host;
    if (this.sandbox.running) {
      await this.sandbox.stop();
    }
    this.sandbox = await startSandbox(this.data, this.port, this.facility, listen);
  }

  /** What both have logged, for the report of a failed test. */
  get logs(): { name: string; text: string }[] {
    return [this.bridge, this.sandbox].map((program) => ({ name: `${program.name} log`, text: program.log }));
  }

  /** Stops what still runs, the bridge first, and removes the data; rejects when one does not end cleanly. */
  async stop(): Promise<void> {
    try {
      for (const program of [this.bridge, this.sandbox]) {
        if (program.running) {
          await program.stop();
        }
      }
    } finally {
      await Promise.all([this.bridge.kill(), this.sandbox.kill()]);
      await rm(this.data, { recursive: true, force: true });
    }
  }
}

function startSandbox(data: string, port: number, facility: Facility, listen: string): Promise<Program> {
  const origin = `http://127.0.0.1:${port}`;
  const args = ["serve", "--listen", listen, "--data", path.join(data, "sandbox"), "--allow-origin", origin, "--control"];
  args.push("--facility", facility);
  return Program.start("sandbox", binary("madoguchi-sandbox"), args);
}

function startBridge(
  data: string,
  port: number,
  reader: Reader,
  sandbox: Program,
  more: string[],
  enrolmentCode = sandbox.ready.enrolmentCode,
): Promise<Program> {
  // A real reader has the app of a desk; readers in software have the one with the training drawer, as in the demo.
  const app = folder(reader === "pcsc" ? "MADOGUCHI_APP" : "MADOGUCHI_TRAINING_APP");
  const args = ["serve", "--data", data, "--app", app];
  args.push("--port", String(port), "--backend", sandbox.ready.address, "--reader", reader, "--print-address", ...more);
  if (enrolmentCode) {
    args.push("--enrolment-code", enrolmentCode);
  }
  return Program.start("bridge", binary("madoguchi-bridge"), args);
}

/** The nets, and the face of the test pictures on the training card of this person. */
async function withFaces(person: string, photos: string): Promise<string[]> {
  await photo(ON_CARD, person, photos);
  return ["--face-models", folder("MADOGUCHI_MODELS"), "--training-photos", photos];
}

function binary(name: string): string {
  return path.join(folder("MADOGUCHI_BIN"), name);
}

function folder(variable: string): string {
  const value = process.env[variable];
  if (!value) {
    throw new Error(`${variable} is not set; start with \`cargo xtask test --only e2e\``);
  }
  return value;
}

/** Below those that the system gives to whoever connects or listens anywhere: between this and the bridge's start nobody else gets it. */
const FIRST_PORT = 20_000;
const PORTS_OF_A_WORKER = 1_000;
let next = 0;

/** Each worker has ports of its own, and takes one after the other. */
async function freePort(): Promise<number> {
  const first = FIRST_PORT + Number(process.env.TEST_PARALLEL_INDEX ?? 0) * PORTS_OF_A_WORKER;
  for (let tried = 0; tried < PORTS_OF_A_WORKER; tried += 1) {
    const port = first + (next++ % PORTS_OF_A_WORKER);
    if (await listens(port)) return port;
  }
  throw new Error(`no free port from ${first} on`);
}

/** Whether somebody can listen there. */
async function listens(port: number): Promise<boolean> {
  const server = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
  if (listening) await new Promise((resolve) => server.close(resolve));
  return listening;
}
