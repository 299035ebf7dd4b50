// The desk on which a scenario is played: both screens, the card, the backend, and what each lane has seen so far.

import { expect } from "@playwright/test";

import { type Camera, prepare, show } from "../camera";
import type { Desk } from "../desk";
import { bulkRows, fault, records, type Records } from "../sandbox";
import type { System } from "../system";
import { since } from "./backend";
import { counter } from "./counter";
import { Doctor } from "./doctor";
import { His } from "./his";
import type { Operator } from "./operator";
import { patient } from "./patient";
import type { Lane, Scenario, Step } from "./read";

/** Buttons that lead to the end of a reception and away from it. */
const ON = /^(完了|この受付を終える|次の受付へ|一覧に戻る)$/;
const SOON = { intervals: [50, 100, 200, 400] };

/** What a scenario is played with. */
export interface World {
  desk: Desk;
  system: System;
  operator: Operator;
  camera: Camera;
}

export class Stage {
  readonly doctor: Doctor;
  private readonly his: His;
  private readonly seen: { his: number; backend: Records };

  private constructor(
    readonly desk: Desk,
    readonly system: System,
    readonly operator: Operator,
    readonly camera: Camera,
    readonly person: string,
    backend: Records,
  ) {
    this.his = new His(desk.counter);
    this.doctor = new Doctor(desk.counter, operator);
    this.seen = { his: 0, backend };
  }

  /** The world before the first reception, which has just begun. */
  static async set(world: World, scenario: Scenario, before: Scenario | undefined): Promise<Stage> {
    const { person, given } = scenario;
    const { desk, system, operator, camera } = world;
    const stage = new Stage(desk, system, operator, camera, person, await records(system.sandbox));
    for (const [line, what] of [...(before?.given ?? []), ...given]) {
      if (what === "faceMatch") {
        // The desk was started with it; nobody is before its camera yet.
        await show(camera, "nobody", desk.patient);
        await prepare();
        continue;
      }
      if (typeof what === "object" && typeof what.bulkRows === "number") {
        await bulkRows(system.sandbox, scenario.pharmacy ? "1342345673" : "1312345679", what.bulkRows);
        continue;
      }
      if (typeof what === "string" || typeof what.chart !== "string") {
        throw new Error(`the world of line ${line} cannot be made for the browser`);
      }
      await stage.giveChart(what.chart);
    }
    await stage.begin((before ?? scenario).steps);
    await stage.forget();
    return stage;
  }

  /** What is seen in a lane; the last two: what is new since it was last told. */
  async look(lane: Lane): Promise<string> {
    switch (lane) {
      case "counter":
        return counter(this.desk.counter);
      case "patient":
        return patient(this.desk.patient);
      case "doctor":
        return this.doctor.sees();
      case "his":
        return His.words((await this.his.written()).slice(this.seen.his));
      case "backend":
        return since(this.seen.backend, await records(this.system.sandbox)).join("; ") || "nothing";
      case "requests":
        throw new Error("the browser does not see the requests of the core");
    }
  }

  /** Waits until a lane says this, as long as anything is waited for unless it says how many ms; rejects with what it says instead. */
  async expect(lane: Lane, what: string, where: string, timeout?: number): Promise<void> {
    if (lane === "counter" || lane === "patient") {
      await this.desk[lane].bringToFront();
    }
    // Of a loss the browser is another day's; that day and reason are shown is seen by numbers.spec.ts.
    const asked = what
      .replace(/ since \d{8} \(\w+\)/g, "")
      // How much there is in a period, and the day of a consent, are another day's, too: see records.spec.ts.
      .replace(/(薬剤情報|健診情報) [1-9]\d*(?=;|$)/g, "$1 some")
      .replace(/(consent on chart .*), \d{8}/g, `$1, ${today()}`)
      // Why is said in the step before, and not again.
      .replace(/; (consent not (?:registered|on the chart)): \w+/, "; $1");
    await expect.poll(() => this.look(lane), { message: `${where} ${lane}`, ...SOON, timeout }).toBe(asked);
    if (lane === "his") {
      this.seen.his = (await this.his.written()).length;
    } else if (lane === "backend") {
      this.seen.backend = await records(this.system.sandbox);
    }
  }

  /** What happened until now is told elsewhere. */
  async forget(): Promise<void> {
    this.seen.his = (await this.his.written()).length;
    this.seen.backend = await records(this.system.sandbox);
  }

  /** The reception is ended as far as it goes, cards are taken, and the next one begins, in which these steps are done. */
  async next(steps: Step[]): Promise<void> {
    const { counter } = this.desk;
    const start = counter.getByRole("button", { name: "カードで受付を始める" });
    await this.desk.hand.take();
    await counter.bringToFront();
    await expect(async () => {
      if (!(await start.isVisible())) {
        // The last of those there are: an end comes after the way back to the list.
        await counter.getByRole("button", { name: ON }).last().click({ timeout: 1_000 });
      }
      await expect(start).toBeEnabled({ timeout: 200 });
    }).toPass({ intervals: [50] });
    await this.begin(steps);
  }

  /** Begins in the way that these steps begin with. */
  private async begin(steps: Step[]): Promise<void> {
    // 一括取得 is no reception.
    if (steps.some(({ step }) => typeof step === "object" && "bulk" in step)) {
      await this.operator.press(this.desk.counter, "資格情報の一括取得");
      await expect.poll(() => this.look("counter"), SOON).toBe("choose a month");
      return;
    }
    const first = steps[0]?.step;
    const [start, seen] = first === "byNumbers"
      ? ["券・証で受付を始める", /^papers$/]
      : first === "consentOnly"
        ? ["閲覧の同意だけを受ける", /^put the card$/]
        : (["カードで受付を始める", /^(put the card|take the prescription)$/] as const);
    await this.operator.press(this.desk.counter, start);
    await expect.poll(() => this.look("counter"), SOON).toMatch(seen);
  }

  /** A chart of this person, opened in a reception whose 照会番号 the backend did not take. */
  private async giveChart(person: string): Promise<void> {
    await fault(this.system.sandbox, "inquiryNumber", "unavailable");
    await this.desk.startWith(person);
    await this.desk.identifyByEye();
    await this.desk.takeCard();
    await this.desk.press(/^(問診票|初回質問票)と資格情報を登録する$/);
    await this.desk.counterSays("受付が済みました");
    await fault(this.system.sandbox, "inquiryNumber", null);
    await this.desk.finish();
  }
}

/** `yyyyMMdd` in Tokyo. */
function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date()).replaceAll("-", "");
}
