// A camera that is played. Chromium reads it from a file of one frame, again and again; what is written there is what the
// camera sees. The person before it is simulated: one picture of a face on a head of average shape, which does what the
// patient screen says (`tests/played-camera`). It shows that the whole works, not that a living person is told from this.

import { execFile } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import type { Page } from "@playwright/test";

const WIDTH = 640;
const HEIGHT = 480;
const LUMA = WIDTH * HEIGHT;
const SIZE = (LUMA * 3) / 2;
const HEADER = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F20:1 Ip A1:1 C420\nFRAME\n`;
const TICK_MS = 60;
/** How far a head turns, and how far in a tick, in degrees. */
const MOST = 25;
const STEP = 5;
/** Ticks before a print is moved: until something is asked. */
const HELD = 40;

/** Pictures of one face, by how it is held: `straight`, `left-15`, `print-40`. */
type Poses = Map<string, Buffer>;
/** The next frame. */
type Source = () => Buffer;

const run = promisify(execFile);

/** Where Chromium has to look for its camera. */
export class Camera {
  private readonly file: number;
  private timer: NodeJS.Timeout | null = null;

  constructor(readonly path: string) {
    this.file = openSync(path, "w");
    writeSync(this.file, HEADER, 0);
    writeSync(this.file, black(), 0, SIZE, HEADER.length);
  }

  /** Shows this from now on, with the grain that every camera has. */
  play(source: Source): void {
    this.freeze();
    this.timer = setInterval(() => writeSync(this.file, grained(source()), 0, SIZE, HEADER.length), TICK_MS);
  }

  /** The picture stays, to the last bit. */
  freeze(): void {
    clearInterval(this.timer ?? undefined);
  }

  close(): void {
    this.freeze();
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}

/** What can be before the camera. */
export type Scene = "holder" | "another" | "two" | "nobody" | "black" | "still" | "frozen" | "print";

/** On the card, before the camera, and somebody else: test pictures of PyPI's `face_recognition`, two of one person. */
export const ON_CARD = "obama3.jpg";
const HOLDER = "obama.jpg";
const ANOTHER = "biden.jpg";

/** Puts a scene before the camera, and the patient screen in front, which is where they look. */
export async function show(camera: Camera, scene: Scene, patient: Page): Promise<void> {
  const source = await SCENES[scene](patient);
  await patient.bringToFront();
  camera.play(source);
  if (scene === "frozen") {
    await patient.waitForTimeout(500);
    camera.freeze();
  }
}

const SCENES: Record<Scene, (patient: Page) => Source | Promise<Source>> = {
  holder: async (patient) => obedient(await poses(HOLDER), patient),
  another: async (patient) => obedient(await poses(ANOTHER), patient),
  two: async () => still(beside(straight(await poses(HOLDER)), straight(await poses(ANOTHER)))),
  nobody: () => still(nobody()),
  black: () => still(black()),
  still: async () => still(straight(await poses(HOLDER))),
  frozen: async () => still(straight(await poses(HOLDER))),
  print: async () => waved(await poses(HOLDER)),
};

function straight(poses: Poses): Buffer {
  return poses.get("straight")!;
}

/** Makes what will be before the camera: a look into it lasts 20 s, and this is no part of it. */
export async function prepare(): Promise<void> {
  await poses(HOLDER);
}

const made = new Map<string, Promise<Poses>>();

/** Pictures of the face in one of the test pictures, made once. */
function poses(picture: string): Promise<Poses> {
  const known = made.get(picture) ?? makePoses(picture);
  made.set(picture, known);
  return known;
}

async function makePoses(picture: string): Promise<Poses> {
  const folder = path.join(tmpdir(), `madoguchi-poses-${process.pid}-${picture}`);
  try {
    await played("head", picture, folder);
    const names = readdirSync(folder);
    return new Map(names.map((name) => [path.parse(name).name, readFileSync(path.join(folder, name))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the face of a test picture on the training card of a person: JPEG 2000 of 240 × 320 grey pixels in `folder`. */
export async function photo(picture: string, person: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const grey = path.join(folder, `${person}.pgm`);
  await played("photo", picture, grey);
  await run("opj_compress", ["-r", "8", "-i", grey, "-o", path.join(folder, `${person}.jp2`)]);
  rmSync(grey);
}

async function played(command: string, picture: string, to: string): Promise<void> {
  const { MADOGUCHI_BIN, MADOGUCHI_MODELS, MADOGUCHI_FACES } = process.env;
  if (!MADOGUCHI_BIN || !MADOGUCHI_MODELS || !MADOGUCHI_FACES) {
    throw new Error("no programs, models or faces; start with `cargo xtask test --only e2e`");
  }
  const file = path.join(MADOGUCHI_FACES, picture);
  await run(path.join(MADOGUCHI_BIN, "madoguchi-played-camera"), [command, "--models", MADOGUCHI_MODELS, "--picture", file, "--to", to]);
}

/** A head that does what the patient screen says: it turns to where the arrow points, and back when there is none. */
function obedient(poses: Poses, patient: Page): Source {
  let wanted: string | null = null;
  let way = "left";
  let angle = 0;
  let reading = false;
  const read = async () => {
    reading = true;
    wanted = await patient.evaluate(() => document.querySelector(".arrow")?.classList[1] ?? null).catch(() => null);
    reading = false;
  };
  return () => {
    if (!reading) {
      void read();
    }
    way = angle === 0 && wanted ? wanted : way;
    angle += Math.sign((wanted === way ? MOST : 0) - angle) * STEP;
    return poses.get(angle === 0 ? "straight" : `${way}-${angle}`)!;
  };
}

/** A print that is turned this way and that, whatever is asked. */
function waved(poses: Poses): Source {
  const there = ["straight", "print-10", "print-20", "print-30", "print-40", "print-45", "print-45", "print-45", "print-45"];
  const round = [...there, ...there.toReversed()];
  let tick = 0;
  return () => {
    tick += 1;
    const at = Math.floor(Math.max(0, tick - HELD) / 2) % round.length;
    return poses.get(round[at]!)!;
  };
}

/** One picture that stays, but for its grain. */
function still(frame: Buffer): Source {
  return () => frame;
}

/** Both at once: the middle of each. */
function beside(one: Buffer, other: Buffer): Buffer {
  const both = Buffer.from(one);
  for (const [start, width, height] of PLANES) {
    for (let row = 0; row < height; row += 1) {
      const from = start + row * width;
      one.copy(both, from, from + width / 4, from + (width * 3) / 4);
      other.copy(both, from + width / 2, from + width / 4, from + (width * 3) / 4);
    }
  }
  return both;
}

/** A wall. */
function nobody(): Buffer {
  return Buffer.alloc(SIZE, 128).fill(140, 0, LUMA);
}

/** A lens that is covered. */
function black(): Buffer {
  return Buffer.alloc(SIZE, 128).fill(16, 0, LUMA);
}

/** Start, width and height of luma and both chromas. */
const PLANES = [
  [0, WIDTH, HEIGHT],
  [LUMA, WIDTH / 2, HEIGHT / 2],
  [LUMA + LUMA / 4, WIDTH / 2, HEIGHT / 2],
] as const;

function grained(frame: Buffer): Buffer {
  const grain = Buffer.from(frame);
  for (let place = 0; place < LUMA; place += 1) {
    grain[place] = Math.min(235, grain[place]! + ((Math.random() * 5) | 0));
  }
  return grain;
}
