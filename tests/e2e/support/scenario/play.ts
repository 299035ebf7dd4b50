// Walks one scenario over the desk, as tests/runner/play.rs does over the flow core.

import { expect } from "@playwright/test";

import { act } from "./acts";
import type { Scenario, Step } from "./read";
import { Stage, type World } from "./stage";

/** A face has 20 s before the camera, and the backend is asked after it. */
const FACE_MS = 25_000;

/** Called when a step is done and what is seen after it is as written; `index` counts from 1. */
export type AfterStep = (stage: Stage, step: Step, index: number) => Promise<void>;

/** Plays a scenario of `all`; fails at the first line that is not so, naming file and line. */
export async function play(
  world: World,
  all: Map<string, Scenario>,
  scenario: Scenario,
  afterStep?: AfterStep,
): Promise<void> {
  const before = scenario.after ? all.get(scenario.after) : undefined;
  const stage = await Stage.set(world, scenario, before);
  if (before) {
    for (const [index, played] of before.steps.entries()) {
      await doing(stage, before, index);
      // Told in its own file; here it says when the step is done.
      await told(stage, before, played, ["counter", "patient"]);
    }
    await stage.next(scenario.steps);
    await stage.forget();
  }
  for (const [index, played] of scenario.steps.entries()) {
    await doing(stage, scenario, index);
    await told(stage, scenario, played, ["counter", "patient", "doctor", "his", "backend"]);
    await afterStep?.(stage, played, index + 1);
  }
  // Whatever was written anywhere has to be told.
  for (const lane of ["his", "backend"] as const) {
    expect(await stage.look(lane), `${scenario.file}: ${lane} is not told`).toBe("nothing");
  }
}

async function doing(stage: Stage, { file, steps }: Scenario, index: number): Promise<void> {
  const { line, text, step } = steps[index]!;
  try {
    // How it begins, what comes after it says.
    await (step === "nextReception" ? stage.next(steps.slice(index + 1)) : act(stage, step));
  } catch (error) {
    throw new Error(`${file}:${line}: do ${text}: the counter shows \`${await stage.look("counter")}\``, { cause: error });
  }
}

async function told(stage: Stage, { file }: Scenario, { step, seen }: Step, lanes: string[]): Promise<void> {
  const timeout = typeof step === "object" && "face" in step ? FACE_MS : undefined;
  for (const { line, lane, what } of seen.filter((seen) => lanes.includes(seen.lane))) {
    await stage.expect(lane, what, `${file}:${line}`, timeout);
  }
}
