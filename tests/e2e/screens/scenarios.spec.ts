// Writes docs/screens: every step that a scenario of the browser tells of, once. A new row brings its pictures with it.

import { test } from "../support/fixtures";
import { pictures } from "../support/pictures";
import { play } from "../support/scenario/play";
import { played, scenarios, type Scenario } from "../support/scenario/read";

const LANES = ["counter", "patient"] as const;

const all = scenarios();
const taken = new Set<string>();

for (const [name, scenario] of played(all)) {
  const wanted = firsts(scenario);
  if (wanted.size === 0) {
    continue;
  }
  test.describe(() => {
    test.use({ facility: scenario.pharmacy ? "pharmacy" : "clinic" });

    test(name, async ({ desk, system }) => {
      await play({ desk, system }, all, scenario, async ({ desk }, _, index) => {
        for (const lane of LANES) {
          if (wanted.has(`${index}-${lane}`)) {
            await pictures(desk[lane], `${name.replace("/", "-")}-${index}-${lane}`);
          }
        }
      });
    });
  });
}

/** Steps of the file that show a screen which no file before it has shown, as `<step>-<lane>`. */
function firsts({ pharmacy, steps }: Scenario): Set<string> {
  const firsts = new Set<string>();
  for (const [index, { seen }] of steps.entries()) {
    for (const lane of LANES) {
      const what = seen.findLast((seen) => seen.lane === lane)?.what;
      // The patient sees the same words everywhere, and a chart is as good as another.
      const screen = [lane, lane === "counter" && pharmacy, what?.replace(/\d{6}/g, "")].join(" ");
      if (what && !taken.has(screen)) {
        taken.add(screen);
        firsts.add(`${index + 1}-${lane}`);
      }
    }
  }
  return firsts;
}
