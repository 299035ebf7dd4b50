// One program under test: started, ready by its first line of JSON, stopped by SIGTERM.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const READY_WITHIN_MS = 20_000;
const STOPPED_WITHIN_MS = 10_000;

/** What a program prints when it can be used. */
export interface Ready {
  ready: true;
  /** The bridge's carries a one-time pairing code in its fragment. */
  address: string;
  /** The sandbox's code for a first desk. */
  enrolmentCode?: string;
  /** Opens the sandbox's control routes. */
  controlKey?: string;
}

export class Program {
  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
    private readonly lines: string[],
    readonly ready: Ready,
  ) {}

  /** Starts `file`; rejects, with its log, when it ends or is not ready within 20 s. */
  static async start(name: string, file: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Program> {
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    const lines: string[] = [];
    createInterface({ input: child.stderr! }).on("line", (line) => lines.push(line));
    try {
      return new Program(name, child, lines, await firstLine(child));
    } catch (cause) {
      child.kill("SIGKILL");
      throw new Error(`${name} did not start: ${cause}\n${lines.join("\n")}`);
    }
  }

  /** What it has logged so far. */
  get log(): string {
    return this.lines.join("\n");
  }

  /** Id of its process. */
  get pid(): number {
    return this.child.pid!;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Asks it to end; rejects when it had ended before, had to be killed, or ends with an error. */
  async stop(): Promise<void> {
    if (!this.running) {
      throw new Error(`${this.name} ended by itself (${this.child.exitCode ?? this.child.signalCode})\n${this.log}`);
    }
    const ended = once(this.child, "exit");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), STOPPED_WITHIN_MS);
    this.child.kill("SIGTERM");
    const [code, signal] = await ended;
    clearTimeout(timer);
    if (code !== 0) {
      throw new Error(`${this.name} did not end cleanly (${code ?? signal})\n${this.log}`);
    }
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    if (this.running) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGKILL");
      await ended;
    }
  }
}

async function firstLine(child: ChildProcess): Promise<Ready> {
  const output = createInterface({ input: child.stdout! });
  const line = await new Promise<string>((resolve, reject) => {
    output.once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`ended (${code ?? signal})`)));
    setTimeout(() => reject(new Error(`not ready within ${READY_WITHIN_MS} ms`)), READY_WITHIN_MS).unref();
  });
  const ready = JSON.parse(line) as Ready;
  if (ready.ready !== true || typeof ready.address !== "string") {
    throw new Error(`not a ready line: ${line}`);
  }
  return ready;
}
