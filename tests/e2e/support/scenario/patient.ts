// What the patient sees, in the words of tests/scenarios/README.md.

import type { Page } from "@playwright/test";

import { tries } from "./counter";
import { look, type Screen } from "./screen";

const PIN = "PIN: ";
const NUMBER = "照合番号B: ";

/** Step of the screen by its heading. */
const STEPS: Record<string, string | ((screen: Screen) => string)> = {
  受付窓口にお声がけください: "idle",
  マイナンバーカードをカードリーダーに置いてください: "put the card",
  カードを1枚だけ置いてください: "one card only",
  お待ちください: "wait",
  受付を続けています: "under way",
  ご本人の確認方法を選んでください: ({ buttons }) =>
    ["choose a way", has(buttons, "顔で") && "face first", !has(buttons, "暗証番号") && "no PIN"].filter(Boolean).join(", "),
  カードに書かれた数字を入力してください: ({ text }) => NUMBER + tries(text, "数字が違います", "10"),
  顔認証: "look into the camera",
  "暗証番号（4桁）を入力してください": ({ text }) => PIN + tries(text, "暗証番号が違います"),
  お薬の情報を見てもよいですか: "consent: 薬剤情報",
  健診の結果を見てもよいですか: "consent: 健診情報",
  職員がお顔を確認します: "staff checks",
  カードをお取りください: "take the card",
  受付が済みました: "done",
  ご回答ありがとうございました: "answered",
  受付窓口の職員にお声がけください: "ask staff",
};

function has(buttons: string[], start: string): boolean {
  return buttons.some((name) => name.startsWith(start));
}

/** The step of the patient screen. */
export async function patient(page: Page): Promise<string> {
  const screen = await look(page, 1);
  const step = STEPS[screen.heading] ?? `not known here: ${screen.heading}`;
  return typeof step === "string" ? step : step(screen);
}
