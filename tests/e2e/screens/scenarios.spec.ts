// Writes docs/screens: every step that a scenario of the browser tells of, once. A new row brings its pictures with it.

import { test } from "../support/played";
import { pictures } from "../support/pictures";
import { firsts, SCREENS } from "../support/scenario/firsts";
import { Operator } from "../support/scenario/operator";
import { play } from "../support/scenario/play";
import { cardOwner, scenarios } from "../support/scenario/read";

const all = scenarios();

for (const [name, wanted] of firsts(all)) {
  const scenario = all.get(name)!;
  if (wanted.size === 0) {
    continue;
  }
  test.describe(() => {
    test.use({ facility: scenario.pharmacy ? "pharmacy" : "clinic", faceOf: cardOwner(scenario) });

    test(name, async ({ desk, system, camera }) => {
      const operator = new Operator(false);
      await play({ desk, system, operator, camera }, all, scenario, async ({ desk }, _, index) => {
        for (const screen of SCREENS.filter((screen) => wanted.has(`${index}-${screen}`))) {
          await pictures(desk[screen], `${name.replace("/", "-")}-${index}-${screen}`);
        }
      });
    });
  });
}
