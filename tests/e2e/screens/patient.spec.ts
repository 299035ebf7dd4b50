// Writes docs/screens: the patient screen in the languages that no other screen has, and while consent is asked for.

import { expect, test } from "../support/fixtures";
import { furtherPictures, pictures } from "../support/pictures";

test("the way through a reception, in every language", async ({ desk }) => {
  const { counter, patient } = desk;
  await pictures(patient, "patient-idle");
  await furtherPictures(patient, "patient-idle");
  await desk.start();
  await furtherPictures(patient, "patient-card");
  await desk.hand.put("tandoku-valid");
  await desk.patientSees("ご本人の確認方法を選んでください");
  await furtherPictures(patient, "patient-way");
  await desk.touch("暗証番号（4桁）を使う");
  await desk.patientSees("暗証番号（4桁）を入力してください");
  await furtherPictures(patient, "patient-pin");
  await desk.enterPin("1234");
  await desk.takeCard();
  await desk.registerNewPatient();
  await pictures(counter, "consent-offered-counter");
  await desk.press("患者に同意を尋ねる");
  await desk.patientSees("お薬の情報を見てもよいですか");
  await pictures(patient, "consent-medications-patient");
  await furtherPictures(patient, "consent-medications-patient");
  await pictures(counter, "consent-medications-counter");
  await desk.touch("はい、見てもよいです");
  await desk.patientSees("健診の結果を見てもよいですか");
  await pictures(patient, "consent-checkups-patient");
  await furtherPictures(patient, "consent-checkups-patient");
  await desk.touch("いいえ、見せません");
  await expect(counter.getByText("登録し、カルテに記録しました。")).toBeVisible();
  await desk.patientSees("受付が済みました");
  await pictures(patient, "consent-given-patient");
  await pictures(counter, "consent-given-counter");
  await desk.finish();
  await desk.press("閲覧の同意だけを受ける");
  await desk.counterSays("マイナンバーカードを待っています");
  await pictures(counter, "consent-alone-counter");
  await desk.hand.put("tandoku-valid");
  await desk.touch("暗証番号（4桁）を使う");
  await desk.patientSees("暗証番号（4桁）を入力してください");
  await desk.enterPin("1234");
  for (const question of ["お薬の情報を見てもよいですか", "健診の結果を見てもよいですか"]) {
    await desk.patientSees(question);
    await desk.touch("いいえ、見せません");
  }
  await desk.takeCard();
  await desk.patientSees("ご回答ありがとうございました");
  await pictures(patient, "consent-alone-answered-patient");
  await furtherPictures(patient, "consent-alone-answered-patient");
  await pictures(counter, "consent-alone-over-counter");
});
