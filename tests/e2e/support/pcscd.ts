// The PC/SC service with virtual readers. Its socket and ports are fixed, so the whole run has a namespace of its own
// (`cargo xtask test --only e2e` makes it).

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const SOCKET = "/run/pcscd/pcscd.comm";
const DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
const FIRST_PORT = 35963;
const UP_WITHIN_MS = 10_000;

export class Pcscd {
  private constructor(
    private readonly folder: string,
    private child: ChildProcess,
  ) {}

  /** Starts pcscd with two virtual readers and waits until it can be reached. */
  static async start(): Promise<Pcscd> {
    if (!process.env.MADOGUCHI_NAMESPACE) {
      throw new Error("pcscd needs a namespace of its own; start with `cargo xtask test --only e2e`");
    }
    const folder = await mkdtemp(path.join(tmpdir(), "madoguchi-pcscd-"));
    const readers = path.join(folder, "readers");
    const driver = path.join(folder, "vpcd.so");
    await mkdir(readers);
    await copyFile(DRIVER, driver);
    const port = `0x${FIRST_PORT.toString(16).toUpperCase()}`;
    const entry = ['FRIENDLYNAME "Virtual PCD"', `DEVICENAME /dev/null:${port}`, `LIBPATH ${driver}`, `CHANNELID ${port}`];
    await writeFile(path.join(readers, "vpcd"), `${entry.join("\n")}\n`);
    return new Pcscd(folder, await launch(readers));
  }

  /** Where a card connects for reader `number`, 0 or 1. */
  static address(number: number): string {
    return `127.0.0.1:${FIRST_PORT + number}`;
  }

  /** Ends it as a crash would; its socket file stays behind. */
  async kill(): Promise<void> {
    const ended = once(this.child, "exit");
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill("SIGKILL");
      await ended;
    }
  }

  /** Starts it again with the same readers. */
  async startAgain(): Promise<void> {
    this.child = await launch(path.join(this.folder, "readers"));
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function launch(readers: string): Promise<ChildProcess> {
  const child = spawn("/usr/sbin/pcscd", ["--foreground", "--config", readers], { stdio: "ignore" });
  const deadline = Date.now() + UP_WITHIN_MS;
  while (!(await answers())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error("pcscd did not come up");
    }
    await sleep(20);
  }
  return child;
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(SOCKET);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
