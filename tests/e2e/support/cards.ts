// Cards that are put down and pulled: over pcscd by the program that plugs into vpcd, or in the training drawer.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

import type { Page } from "@playwright/test";

import { Pcscd } from "./pcscd";

/** 照合番号B of a training card, 14 digits, as the drawer shows it. */
export async function collationNumber(counter: Page, person: string): Promise<string> {
  return counter.evaluate(async (person) => {
    const token = localStorage.getItem("madoguchi.pairing.counter");
    const answer = await fetch("/api/v1/training/persons", { headers: { authorization: `Bearer ${token}` } });
    const { persons } = await answer.json();
    const parts = persons.find(({ id }: { id: string }) => id === person).collationNumber;
    const birth = [parts.birthEraYear, parts.birthMonth, parts.birthDay].map((part) => String(part).padStart(2, "0"));
    return [...birth, parts.expiryYear, parts.securityCode].join("");
  }, person);
}

/** A hand that puts cards on readers. */
export interface Hand {
  /** Puts the card of a person on reader `reader`, 0 when not given; `faults` as the card's program takes them. */
  put(person: string, options?: { reader?: number; faults?: string[] }): Promise<void>;
  /** Takes the card from reader `reader`; nothing happens where there is none. */
  take(reader?: number): Promise<void>;
}

/** Over pcscd: a running program is a card that lies there. */
export class VpcdHand implements Hand {
  private readonly cards = new Map<number, ChildProcess>();

  async put(person: string, { reader = 0, faults = [] }: { reader?: number; faults?: string[] } = {}): Promise<void> {
    await this.take(reader);
    const program = path.join(process.env.MADOGUCHI_BIN!, "madoguchi-virtual-card");
    const child = spawn(program, ["--person", person, "--address", Pcscd.address(reader), ...faults], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.cards.set(reader, child);
    const [line] = (await once(createInterface({ input: child.stderr! }), "line")) as [string];
    if (!line.includes(" lies on ")) {
      throw new Error(`the card of ${person} was not put down: ${line}`);
    }
  }

  async take(reader = 0): Promise<void> {
    const child = this.cards.get(reader);
    this.cards.delete(reader);
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
  }

  /** Clears the table. */
  async clear(): Promise<void> {
    for (const reader of [...this.cards.keys()]) {
      await this.take(reader);
    }
  }
}

/** The training drawer, asked as the counter page asks it. */
export class TrainingHand implements Hand {
  constructor(private readonly counter: Page) {}

  async put(person: string): Promise<void> {
    await this.act({ insert: person });
  }

  async take(): Promise<void> {
    await this.act("remove");
  }

  /** From now on the card does not answer. */
  async mute(): Promise<void> {
    await this.act("mute");
  }

  /** The card will be gone when its APDU of this index is sent, counted from now, from 0. */
  async pullBefore(index: number): Promise<void> {
    await this.act({ pullBefore: index });
  }

  private async act(act: unknown): Promise<void> {
    const status = await this.counter.evaluate(async (body) => {
      const token = localStorage.getItem("madoguchi.pairing.counter");
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const answer = await fetch("/api/v1/training/acts", { method: "POST", headers, body });
      return answer.status;
    }, JSON.stringify({ act }));
    if (status !== 200) {
      throw new Error(`the training drawer answered ${status} to ${JSON.stringify(act)}`);
    }
  }
}
