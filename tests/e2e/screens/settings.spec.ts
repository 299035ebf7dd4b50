// Writes docs/screens: the settings, with a model and without, and the patient screen while its camera is tested.

import { show } from "../support/camera";
import { expect as expectBare, test as bare } from "../support/fixtures";
import { pictures } from "../support/pictures";
import { expect, test } from "../support/played";

test.describe(() => {
  test.use({ faceOf: "tandoku-valid" });

  test("the settings, and both self-tests", async ({ desk, camera }) => {
    await show(camera, "nobody", desk.patient);
    await desk.press("設定");
    await desk.press("モデルを調べる");
    await expect(desk.counter.getByText("計算: 結果は決められたとおりでした。")).toBeVisible();
    await pictures(desk.counter, "settings");
    for (const part of ["face", "screens"]) {
      await pictures(desk.counter, `settings-${part}`, `section[aria-labelledby=settings-${part}]`);
    }
    await desk.press("カメラを調べる");
    await desk.patientSees("カメラの確認中です");
    await pictures(desk.patient, "camera-test");
  });
});

bare("the settings of a desk without a model", async ({ desk }) => {
  await desk.press("設定");
  await expectBare(desk.counter.getByText("--face-models")).toBeVisible();
  await pictures(desk.counter, "settings-no-model");
});
