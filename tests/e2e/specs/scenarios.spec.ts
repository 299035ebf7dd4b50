// The scenarios of tests/scenarios that are marked `browser`, against the whole system.

import { test } from "../support/fixtures";
import { play } from "../support/scenario/play";
import { played, scenarios } from "../support/scenario/read";

const all = scenarios();

for (const [name, scenario] of played(all)) {
  test.describe(() => {
    test.use({ facility: scenario.pharmacy ? "pharmacy" : "clinic" });

    test(`${name}: ${scenario.title}`, async ({ desk, system }) => {
      await play({ desk, system }, all, scenario);
    });
  });
}
