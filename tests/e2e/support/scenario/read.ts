// The scenarios, as the program that reads them for everybody understands them; nothing is parsed here.

import { execFileSync } from "node:child_process";
import path from "node:path";

export type Lane = "counter" | "patient" | "requests" | "doctor" | "his" | "backend";

/** A word of the scenario language: by itself, or with what it is about. */
export type Word = string | Record<string, unknown>;

export interface Scenario {
  /** `<row>/<case>.txt` */
  file: string;
  title: string;
  pharmacy: boolean;
  person: string;
  /** With the line of the file. */
  given: [number, Word][];
  browser: "happy" | "unhappy" | null;
  /** `<row>/<case>` that was played before. */
  after: string | null;
  steps: Step[];
}

export interface Step {
  line: number;
  /** As written. */
  text: string;
  step: Word;
  seen: { line: number; lane: Lane; what: string }[];
}

/** Every scenario, by `<row>/<case>`. */
export function scenarios(): Map<string, Scenario> {
  const folder = process.env.MADOGUCHI_BIN;
  if (!folder) {
    throw new Error("MADOGUCHI_BIN is not set; start with `cargo xtask test --only e2e`");
  }
  const root = path.join(import.meta.dirname, "..", "..", "..", "scenarios");
  const json = execFileSync(path.join(folder, "madoguchi-scenarios"), [root], { encoding: "utf8", maxBuffer: 1 << 26 });
  const all = JSON.parse(json) as Scenario[];
  return new Map(all.map((scenario) => [scenario.file.replace(/\.txt$/, ""), scenario]));
}

/** Whose card has the face that the camera sees, where 顔認証 is open. */
export function cardOwner({ given, person }: Scenario): string | null {
  return given.some(([, what]) => what === "faceMatch") ? person : null;
}

/** Those that are marked for the browser, with their names. */
export function played(all: Map<string, Scenario>): [string, Scenario][] {
  return [...all].filter(([, scenario]) => scenario.browser);
}

/** The word, and what it is about. */
export function split(word: Word): [string, unknown] {
  return typeof word === "string" ? [word, null] : Object.entries(word)[0];
}
