// What the counter shows, in the words of tests/scenarios/README.md.

import type { Page } from "@playwright/test";

import { look, type Screen } from "./screen";

/** Step of the screen by its heading; what follows the colon is read from the rest of it. */
const STEPS: [RegExp, string, ((screen: Screen) => string)?][] = [
  [/^処方せんを受け取ってください$/, "take the prescription"],
  [/^マイナンバーカードを待っています$/, "put the card", ({ problem }) => problem ?? ""],
  [/^カードが(すでに|2枚以上)置かれています$/, "choose a card", ({ buttons }) => count(buttons, /のカードを使う$/)],
  [/^本人確認の方法$/, "choose a way", (screen) => (screen.buttons.includes("顔認証を患者に頼む") ? "face first" : "")],
  [/^患者が券面の番号を入力しています$/, "照合番号B", ({ text }) => tries(text, "番号が違いました")],
  [/^患者がカメラを見ています$/, "face: looking"],
  [/^患者が暗証番号を入力しています$/, "PIN", ({ text }) => tries(text, "暗証番号が違いました")],
  [/^顔写真確認（目視）$/, "compare by eye", ({ pictures }) => (pictures === 2 ? "with pictures" : "")],
  [/^このカードは初回登録が済んでいません$/, "register the card?", ({ buttons }) => (buttons.includes("患者の同意を得た・登録する") ? "" : "PIN needed")],
  [/^初回登録が終わりました$/, "registered"],
  [/^このカードはすでに登録されていました$/, "registered before"],
  [/^このカードに結び付く資格が見つかりません$/, "nothing to link"],
  [/^受け取ったものを選んでください$/, "papers"],
  [/のとおりに入力してください$/, "papers again", typed],
  [/^患者履歴を確かめてください$/, "known patient", ({ lines }) => lines.map(numberIn).join(" ")],
  [/^複数の資格が該当しました$/, "pick a person", persons],
  [/^該当する資格がありません$/, "no qualification"],
  [/^(有効な資格がありません|資格を確認できませんでした)$/, "nothing valid", standings],
  [/への委託がまだ登録されていません$/, "call the office", ({ text }) => OFFICE.find(([said]) => text.includes(said))?.[1] ?? ""],
  [/^(カルテ|薬歴)を確かめてください$/, "compare", difference],
  [/^同じ方の(カルテ|薬歴)があるか確かめてください$/, "pick a chart", ({ lines }) => lines.map(numberIn).join(" ")],
  [/^新規(カルテ|薬歴)を起票します$/, "questionnaire", standings],
  [/^前回からの変更$/, "confirm chart", (screen) => `${screen.number}: ${changed(screen)}`],
  [/^患者に閲覧の同意を尋ねています$/, "asking", asking],
  [/^同意を登録できませんでした$/, "consent not registered", ({ problem }) => problem ?? ""],
  [/^同意を(カルテ|薬歴)に記録できませんでした$/, "consent not on the chart", ({ problem }) => problem ?? ""],
  [/^「同意なし」を(カルテ|薬歴)に記録できませんでした$/, "refusal not on the chart", ({ problem }) => problem ?? ""],
  [/^受付が済みました$/, "received", received],
  [/^カードをお取りください$/, "take the card", ({ text }) => ending(text)],
  [/^診療年月を選んでください$/, "choose a month"],
  [/^資格確認側で処理中です$/, "in progress"],
  [/^(資格確認に照会しています|資格情報を受け取り、登録しています)$/, "waiting"],
  [/^すべて登録しました$/, "registered", completed],
  [/^登録を終えました。登録しなかった行があります$/, "with errors", counts],
  [/を指定する(医療券|調剤券)は、まだありません$/, "no tickets"],
  [/^資格確認がエラーを返しました$/, "refused", ({ text }) => /コード (\S+): /.exec(text)?.[1] ?? ""],
  [/^途中で中断しました$/, "broken off", broken],
  [/^(受付を終えました|受付をやめました|本人確認ができなかったため|受付せずに終えました|閲覧の同意を)/, "over", ({ heading }) => ending(heading)],
];

/** Steps by numbers that have the heading of a step with the card, told apart by a button. */
const BY_NUMBERS: [RegExp, string, string, (screen: Screen) => string][] = [
  [/^該当する資格がありません$/, "直して照会し直す", "not found", sent],
  [/^(有効な資格がありません|資格を確認できませんでした)$/, "別の種類の券・証で照会する", "lost", standings],
];

const STANDINGS: Record<string, string> = {
  有効: "valid",
  資格喪失: "lost",
  "未委託・未登録": "not entrusted",
  確認できません: "unclear",
};

const OFFICE: [string, string][] = [
  ["福祉事務所の回答は「否」です", "否"],
  ["福祉事務所の回答を待っています", "折り返し"],
];

const ENDINGS: [string, string][] = [
  ["受付を終えました", "received"],
  ["本人確認ができなかったため", "not identified"],
  ["受付せずに終えました", "not covered"],
  ["受付をやめました", "given up"],
  ["閲覧の同意を", "consented"],
];

const FIELDS: Record<string, string> = {
  氏名: "name",
  氏名カナ: "kana",
  生年月日: "birth date",
  性別: "sex",
  住所: "address",
  資格: "qualification",
  公費負担者番号: "payer number",
  保険者番号: "payer number",
  福祉事務所: "payer name",
  保険者: "payer name",
  記号: "symbol",
  番号: "insured number",
  受給者番号: "insured number",
  枝番: "branch",
  "保護開始・再開日": "start",
  資格取得日: "start",
  "停止・廃止日": "end",
  資格喪失日: "end",
  有効期限: "expiry",
  負担割合: "burden",
  診療年月: "ticket month",
  交付番号: "ticket number",
  指定医療機関: "ticket institution",
  本人支払額: "ticket amount",
};

/** The step of the counter. */
export async function counter(page: Page): Promise<string> {
  const screen = await look(page, 3);
  const byNumbers = BY_NUMBERS.find(([heading, sign]) => heading.test(screen.heading) && screen.buttons.includes(sign));
  if (byNumbers) {
    return `${byNumbers[2]}: ${byNumbers[3](screen)}`;
  }
  const step = STEPS.find(([heading]) => heading.test(screen.heading));
  if (step) {
    const [, words, rest] = step;
    const more = rest?.(screen) ?? "";
    return [words, more].filter(Boolean).join(JOINED[words] ?? ": ") + why(screen) + stood(screen);
  }
  if (screen.heading === "" && screen.buttons.includes("カードで受付を始める")) {
    return "closed";
  }
  if (screen.problem) {
    return `problem ${screen.problem}`;
  }
  return screen.working ? "waiting" : `not known here: ${screen.heading}`;
}

/** What stands between a step and the rest of it where it is no colon. */
const JOINED: Record<string, string> = { refused: " ", "broken off": "", registered: ", ", "confirm chart": " ", "choose a way": ", ", "compare by eye": ", " };

const DOUBTS: [string, string][] = [
  ["カメラの映像だけでは決められません", "between"],
  ["顔が映りませんでした", "no face"],
  ["ほかの方の顔も映っていました", "several faces"],
  ["暗すぎるか、明るすぎました", "light"],
  ["カメラの映像が止まっていました", "frozen"],
  ["画面で案内した動きが見られませんでした", "not moved"],
  ["平らなもの（写真や画面など）が映った", "flat"],
  ["途中で別の顔に変わりました", "another face"],
  ["カメラを使えません", "no camera"],
  ["カードの写真を使えませんでした", "card photo"],
];

/** Why 顔認証 did not do. */
function why({ text }: Screen): string {
  if (text.includes("顔認証: 本人と確認できませんでした")) {
    return "; face not passed";
  }
  const doubt = DOUBTS.find(([said]) => text.includes(said));
  return doubt && text.includes("顔認証: 判定できませんでした") ? `; face not sure: ${doubt[1]}` : "";
}

/** e.g. `wrong, 2 left`, on either screen. */
export function tries(text: string, wrong: string, unsaid = "?"): string {
  const left = /あと(\d+)回/.exec(text)?.[1] ?? unsaid;
  return `${text.includes(wrong) ? "wrong, " : ""}${left} left`;
}

/** How the consent stands, beside the step. */
function stood({ consent }: Screen): string {
  const [said, refused] = consent.split("同意しなかった情報: ") as [string, string?];
  const [, medications, checkups] = /薬剤情報: 同意(あり|なし) \/ 健診情報: 同意(あり|なし)/.exec(said) ?? [];
  const given = medications && `薬剤情報 ${yes(medications)}, 健診情報 ${yes(checkups)}`;
  const nothing = CONSENT.find(([text]) => consent.includes(text));
  if (nothing) {
    // An answer before it goes on holding.
    const where = (text: string) => (/に記録しています/.test(text) ? "on the chart" : "holds");
    const kind = (name: string) => `${name} ${refused?.includes(name) ? "no" : "yes"}`;
    const lines = [nothing[1], given && `${where(said)}: ${given}`];
    lines.push(refused && `refusal ${where(refused)}: ${kind("薬剤情報")}, ${kind("健診情報")}`);
    return lines.filter(Boolean).map((line) => `; ${line}`).join("");
  }
  const where = /に記録しました/.test(consent) ? "consent on the chart" : "consent";
  return given ? `; ${where}: ${given}` : "";
}

const CONSENT: [string, string][] = [
  ["患者から回答がありませんでした", "consent: no answer"],
  ["患者が職員を呼んでいます", "consent: staff wanted"],
  ["同意は尋ねていません", "consent: left out"],
  // Why is said in the step before, and not again.
  ["いまの回答は登録されていません", "consent not registered"],
  ["本人確認から時間がたったため", "consent: too late"],
  ["に記録できませんでした", "consent not on the chart"],
];

function asking({ text }: Screen): string {
  const [, medications] = /薬剤情報: 同意(あり|なし)/.exec(text) ?? [];
  return medications ? `健診情報, after 薬剤情報 ${yes(medications)}` : "薬剤情報";
}

function yes(said: string): string {
  return said === "あり" ? "yes" : "no";
}

function standings({ standings }: Screen): string {
  return standings.map(([scheme, standing]) => `${scheme} ${STANDINGS[standing] ?? standing}`).join(", ");
}

function changed({ changed }: Screen): string {
  const words = changed.map((label) => {
    const [, scheme, field] = /^(?:(医療扶助|医療保険) )?(.*)$/.exec(label)!;
    return [scheme, FIELDS[field] ?? field].filter(Boolean).join(" ");
  });
  return words.join(", ") || "nothing changed";
}

function difference(screen: Screen): string {
  const several = /照会番号が登録されています: ([\d, ]+)/.exec(screen.text);
  if (several) {
    return `several numbers ${several[1].trim().replaceAll(", ", " ")}`;
  }
  const [, number] = /番号 (\S+) の/.exec(screen.text) ?? [];
  return screen.changed.length > 0 ? `chart ${number} differs in ${changed(screen)}` : `unknown number ${number}`;
}

function received({ slip, number, text }: Screen): string {
  const how = text.includes("自費での受付です") ? "own expense" : text.includes("福祉事務所の回答により") ? "not entrusted" : null;
  const sent = text.includes("照会番号を登録しました") ? "registered" : text.includes("照会番号はまだ") ? "waits" : "known";
  return `${slip ? "new " : ""}chart ${number}, ${how ?? `number ${sent}`}`;
}

/** What is in the form: scheme, number, birth date. */
function typed({ heading, fields }: Screen): string {
  const insurance = heading.startsWith("被保険者証");
  const [number, birth] = insurance ? [fields[1], fields[4]] : [fields[1], fields[3]];
  return `${[insurance ? "医療保険" : "医療扶助", number].filter(Boolean).join(" ")} of ${birth}`;
}

/** What was asked with, out of the table. */
function sent({ cells }: Screen): string {
  const of = (label: string) => cells.find(([name]) => name === label)?.[1];
  const recipient = of("受給者番号");
  const day = /(\d+)年(\d+)月(\d+)日/.exec(of("生年月日") ?? "") ?? [];
  const birth = day.slice(1).map((part) => part.padStart(2, "0")).join("");
  return `${recipient ? `医療扶助 ${recipient}` : `医療保険 ${of("番号")}`} of ${birth}`;
}

/** Their names, as the table has them after the paper's. */
function persons({ cells }: Screen): string {
  const [, , ...names] = cells.find(([name]) => name === "氏名") ?? [];
  return names.map((name) => name.replace(/\s+(一致|相違)$/, "")).join(", ");
}

function ending(text: string): string {
  return ENDINGS.find(([said]) => text.includes(said))?.[1] ?? text;
}

function count(buttons: string[], name: RegExp): string {
  return String(buttons.filter((button) => name.test(button)).length);
}

function numberIn(line: string): string {
  return /(?:診察券|患者番号票) (\S+)/.exec(line)?.[1] ?? line;
}

/** Charts that 一括取得 completed. */
function completed({ text }: Screen): string {
  const charts = Number(/未委託で受け付けた患者のうち、(\d+)人/.exec(text)?.[1] ?? 0);
  return charts === 0 ? "" : `${charts} ${charts === 1 ? "chart" : "charts"} completed`;
}

/** Rows of 一括取得 that were not registered. */
function counts(screen: Screen): string {
  const [, invalid, failed] = /無効 (\d+)件、エラー・要確認 (\d+)件/.exec(screen.text) ?? [];
  return [`${invalid} invalid, ${failed} in error`, completed(screen)].filter(Boolean).join(", ");
}

/** Whether something of 一括取得 is kept, and why it broke off. */
function broken({ text, problem }: Screen): string {
  return `${text.includes("件は処理済みです") ? " with some kept" : ""}: ${problem ?? "cancelled"}`;
}
