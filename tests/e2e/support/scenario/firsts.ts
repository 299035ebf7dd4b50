// Which step shows a screen that no file before it has shown: for what is done once for each screen.

import { played, type Scenario } from "./read";

export const SCREENS = ["counter", "patient"] as const;
/** Rows of 一括取得: its screens are its own, also where the words are those of a reception. */
const MONTHLY = ["F13", "F14"];

/** Screen of a step, as `<step>-<screen>`, the first being step 1; by the name of the scenario. */
export function firsts(all: Map<string, Scenario>): Map<string, Set<string>> {
  const shown = new Set<string>();
  return new Map(played(all).map(([name, scenario]) => [name, firstsOf(name, scenario, shown)]));
}

function firstsOf(name: string, { pharmacy, steps }: Scenario, shown: Set<string>): Set<string> {
  const monthly = MONTHLY.some((row) => name.startsWith(row));
  const firsts = new Set<string>();
  for (const [index, { seen }] of steps.entries()) {
    for (const screen of SCREENS) {
      const what = seen.findLast(({ lane }) => lane === screen)?.what;
      // The patient sees the same words everywhere, and one chart is as good as another.
      const key = [screen, screen === "counter" && pharmacy, screen === "counter" && monthly, what?.replace(/\d{6}/g, "")].join(" ");
      if (what && !shown.has(key)) {
        shown.add(key);
        firsts.add(`${index + 1}-${screen}`);
      }
    }
  }
  return firsts;
}
