// Writes docs/screens: every step that a scenario of the browser tells of, once. A new row brings its pictures with it.

import { test } from "../support/fixtures";
import { pictures } from "../support/pictures";
import { firsts, SCREENS } from "../support/scenario/firsts";
import { Operator } from "../support/scenario/operator";
import { play } from "../support/scenario/play";
import { scenarios } from "../support/scenario/read";

const all = scenarios();

for (const [name, wanted] of firsts(all)) {
  const scenario = all.get(name)!;
  if (wanted.size === 0) {
    continue;
  }
  test.describe(() => {
    test.use({ facility: scenario.pharmacy ? "pharmacy" : "clinic" });

    test(name, async ({ desk, system }) => {
      const operator = new Operator(false);
      await play({ desk, system, operator }, all, scenario, async ({ desk }, _, index) => {
        for (const screen of SCREENS.filter((screen) => wanted.has(`${index}-${screen}`))) {
          await pictures(desk[screen], `${name.replace("/", "-")}-${index}-${screen}`);
        }
      });
    });
  });
}
