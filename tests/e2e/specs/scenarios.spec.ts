// The scenarios of tests/scenarios that are marked `browser`, against the whole system; no barrier on any screen that
// they tell of, and in every step what is meant to be pressed is in sight. The happy ones are played by keyboard alone.

import { expectNoBarrier } from "../support/barriers";
import { test } from "../support/played";
import { expectPrimaryInView } from "../support/primary";
import { firsts, SCREENS } from "../support/scenario/firsts";
import { Operator } from "../support/scenario/operator";
import { play } from "../support/scenario/play";
import { cardOwner, scenarios } from "../support/scenario/read";

const all = scenarios();

for (const [name, first] of firsts(all)) {
  const scenario = all.get(name)!;
  test.describe(() => {
    test.use({ facility: scenario.pharmacy ? "pharmacy" : "clinic", faceOf: cardOwner(scenario) });

    test(`${name}: ${scenario.title}`, async ({ desk, system, camera }) => {
      const operator = new Operator(scenario.browser === "happy");
      await play({ desk, system, operator, camera }, all, scenario, async ({ desk }, _, index) => {
        await expectPrimaryInView(desk.counter);
        for (const screen of SCREENS.filter((screen) => first.has(`${index}-${screen}`))) {
          await expectNoBarrier(desk[screen]);
        }
      });
    });
  });
}
