// What is done in a scenario, through the screens that a receptionist and a patient have. A new word of the scenario
// language gets its line here.

import { expect } from "@playwright/test";

import { type Scene, show } from "../camera";
import { collationNumber } from "../cards";
import { PIN, typeDigits } from "../desk";
import { fault, type FaultRoute } from "../sandbox";
import { counter } from "./counter";
import type { Name } from "./operator";
import { handIn } from "./papers";
import { split, type Word } from "./read";
import type { Stage } from "./stage";

type Act = (stage: Stage, about: never) => Promise<unknown>;

const WRONG_PIN = "0000";
const HIS = "**/api/v1/his/**";

/** `do …:`, by the name of the step. */
const STEPS: Record<string, Act> = {
  putCard: ({ desk, person }, of: string | null) => desk.hand.put(of ?? person),
  takeCards: ({ desk }) => desk.hand.take(),
  patientUsesFace: ({ desk, operator }) => operator.press(desk.patient, "顔で確認する"),
  collation: async ({ desk, operator, person }, right: boolean) => {
    const number = await collationNumber(desk.counter, person);
    const last = Number(number.at(-1));
    await expect(desk.patient.getByRole("heading", { level: 1 })).toHaveText("カードに書かれた数字を入力してください");
    await typeDigits(desk.patient, right ? number : number.slice(0, -1) + ((last + 1) % 10));
    await operator.press(desk.patient, "決定");
  },
  face: ({ desk, camera }, judged: "passed" | "notPassed" | { notSure: keyof typeof DOUBTS }) => {
    const scene = typeof judged === "string" ? JUDGED[judged] : DOUBTS[judged.notSure];
    if (!scene) {
      throw new Error(`nobody has said in support/scenario/acts.ts what ${JSON.stringify(judged)} is before the camera`);
    }
    return show(camera, scene, desk.patient);
  },
  patientUsesPin: ({ desk, operator }) => operator.press(desk.patient, "暗証番号（4桁）を使う"),
  patientAsksStaff: ({ desk, operator }) => operator.press(desk.patient, /^(職員による顔写真確認|職員に頼む)$/),
  consentMedications: (stage, yes: boolean) => answer(stage, "お薬の情報を見てもよいですか", yes),
  consentCheckups: (stage, yes: boolean) => answer(stage, "健診の結果を見てもよいですか", yes),
  consentBack: ({ desk, operator }) => operator.press(desk.patient, "前の質問に戻る"),
  doctorOpens: (stage) => stage.doctor.open(),
  doctorAsks: (stage, months: number) => stage.doctor.ask(months),
  pin: enterPin,
  act: (stage, act: Word) => perform(COUNTER, stage, act),
  fault: (stage, what: Word) => perform(FAULTS, stage, what),
  mend: async ({ desk, system }) => {
    await fault(system.sandbox, "all", null);
    await desk.counter.unroute(HIS);
  },
  // The reception has begun that way: `Stage.set`.
  byNumbers: async () => {},
  consentOnly: async () => {},
  papers: handIn,
  reload: async ({ desk }) => {
    await desk.counter.reload();
    await desk.reopen();
  },
  bulk: (stage, act: Word) => perform(BULK, stage, act),
};

/** 一括取得. The screen is open: `Stage.set`, or where another month can be chosen. */
const BULK: Record<string, Act> = {
  retrieve: async ({ desk, operator }, ago: number) => {
    const months = desk.counter.getByLabel("診療年月");
    const value = await months.locator("option").nth(ago).getAttribute("value");
    await operator.choose(desk.counter, "診療年月", value!);
    await operator.press(desk.counter, /^(一括取得を指示する|続きから取得する)$/);
  },
  cancel: button("中断する"),
  goOn: button(/^(続きから取得する|再試行)$/),
  otherMonth: button("別の診療年月を選ぶ"),
  close: button("一覧に戻る"),
};

/** What is before the camera, and what the bridge makes of it. */
const JUDGED = { passed: "holder", notPassed: "another" } as const;
const DOUBTS: Record<string, Scene> = { light: "black", frozen: "frozen", flat: "print", severalFaces: "two", noFace: "nobody" };

/** Buttons of the counter. */
const COUNTER: Record<string, Act> = {
  papersTaken: button("処方せんを受け取りました"),
  useFace: button("顔認証を患者に頼む"),
  otherWay: button("方法を選び直す"),
  usePin: button(/^(暗証番号の入力を患者に頼む|暗証番号で本人確認をする)$/),
  useByEye: button("顔写真確認（目視）"),
  confirm: button("本人に間違いない"),
  refuse: button("本人と確認できない"),
  retry: button("再試行"),
  pickChart: ({ desk, operator }, number: string) =>
    operator.press(desk.counter, new RegExp(`^この(カルテ|薬歴)を使う: \\S+ ${number}$`)),
  newChart: button(/^(新規(カルテ|薬歴)を起票する|新患として進む)$/),
  samePerson: button(/^同じ方の(カルテ|薬歴)として続ける$/),
  searchInstead: button("氏名と生年月日で探す"),
  questionnaire: async ({ desk, operator }) => {
    await operator.fill(desk.counter, /^(主訴・来院|症状・来局)の理由$/, "頭が痛い");
    await operator.press(desk.counter, /^(問診票|初回質問票)(と資格情報)?を登録する$/);
  },
  update: async ({ desk, operator }, { basics }: { basics: boolean }) => {
    const box = "氏名・住所などの基礎情報も更新する";
    const confirm = /^(資格情報を更新する|このまま受け付ける)$/;
    await expect(desk.counter.getByRole("button", { name: confirm })).toBeVisible();
    // Only where there is something of them to update.
    if (await desk.counter.getByRole("checkbox", { name: box }).isVisible()) {
      await operator.tick(desk.counter, box, basics);
    }
    await operator.press(desk.counter, confirm);
  },
  registerCard: button("患者の同意を得た・登録する"),
  confirmLink: button("資格を確認する"),
  byNumbers: button("券または証で受け付ける"),
  byCard: button("マイナンバーカードで受け付ける"),
  correct: button(/^(直して照会し直す|入力を直す)$/),
  otherPaper: button("別の種類の券・証で照会する"),
  pickPerson: async ({ desk, operator }, [place, because]: [number, string]) => {
    await operator.fill(desk.counter, "特定した理由", because);
    await operator.press(desk.counter, new RegExp(`^この方で進む: ${place}人目`));
  },
  noneOfThem: button("どの方でもない"),
  call: async ({ desk, operator }, said: keyof typeof SAID) => {
    const sheet = desk.counter.getByText(/への電話照会$/);
    const who = desk.counter.getByLabel("応対した方");
    await expect(sheet).toBeVisible();
    if (!(await who.isVisible())) {
      await sheet.click();
    }
    const office = desk.counter.getByLabel(/^(福祉事務所|保険者)$/);
    if ((await office.inputValue()) === "") {
      await office.fill("架空市福祉事務所");
    }
    await operator.fill(desk.counter, "応対した方", "保護係 見本");
    await operator.press(desk.counter, SAID[said]);
  },
  askConsent: button(/^(患者に同意を尋ねる|もう一度尋ねる)$/),
  goOn: button(/^(尋ねるのをやめて受付を続ける|このまま受付を続ける)$/),
  ownExpense: button("自費で受け付ける"),
  finish: async (stage) => {
    const received = (await counter(stage.desk.counter)).startsWith("received");
    await button(received ? "完了" : "この受付を終える")(stage, null as never);
  },
  abandon: async ({ desk, operator }) => {
    const forGood = "はい、受付をやめる";
    const asked = desk.counter.getByRole("button", { name: forGood });
    const before = await counter(desk.counter);
    // Where a step failed for good, its own button ends the reception, and only that.
    const [end, own] = ["受付をやめる", "この受付を終える"].map((name) => desk.counter.getByRole("button", { name, exact: true }));
    await expect(end.or(own)).toHaveCount(1);
    await operator.press(desk.counter, (await own.isVisible()) ? "この受付を終える" : "受付をやめる");
    await expect.poll(async () => (await asked.isVisible()) || (await counter(desk.counter)) !== before).toBe(true);
    if (await asked.isVisible()) {
      await operator.press(desk.counter, forGood);
    }
  },
};

/** What the office can say. */
const SAID = { usable: "可（利用できる）", notUsable: "否（利用できない）", callBack: "折り返し・不在" } as const;

/** What goes wrong from now on. */
const FAULTS: Record<string, Act> = {
  unavailable: ({ system }, question: Question) => fault(system.sandbox, ROUTES[question], "unavailable"),
  nonsense: ({ system }, question: Question) => fault(system.sandbox, ROUTES[question], "senseless"),
  bulkInProgress: ({ system }) => fault(system.sandbox, "bulkQuery", "inProgress"),
  bulkAbnormal: ({ system }) => fault(system.sandbox, "bulkQuery", "abnormal"),
  bulkBreaksOff: ({ system }) => fault(system.sandbox, "bulkQuery", "breaksOff"),
  // The bridge is its own HIS, so what fails is the way there.
  his: ({ desk }) => {
    const problem = { code: "INTERNAL", message: "fault on request", requestId: "scenario" };
    return desk.counter.route(HIS, (route) => route.fulfill({ status: 500, json: problem }));
  },
};

type Question = keyof typeof ROUTES;
const ROUTES = {
  nonce: "nonce",
  query: "cardQuery",
  number: "inquiryNumber",
  numbers: "numberQuery",
  bulk: "bulkQuery",
  link: "cardLink",
  consent: "consent",
  medications: "medications",
  checkups: "checkups",
  mynaPortal: "mynaPortal",
  jlis: "jlis",
  intermediateServer: "intermediateServer",
  linkRegister: "linkRegister",
} as const satisfies Record<string, FaultRoute>;

/** Does one step; rejects when there is no such button, or nobody has said here how it is done. */
export async function act(stage: Stage, step: Word): Promise<void> {
  await perform(STEPS, stage, step);
}

async function perform(acts: Record<string, Act>, stage: Stage, word: Word): Promise<void> {
  const [name, about] = split(word);
  if (!acts[name]) {
    throw new Error(`nobody has said in support/scenario/acts.ts how \`${name}\` is done in the browser`);
  }
  await acts[name](stage, about as never);
}

function button(name: Name): Act {
  return ({ desk, operator }) => operator.press(desk.counter, name);
}

/** The patient answers the question that stands there. */
async function answer({ desk, operator }: Stage, question: string, yes: boolean): Promise<void> {
  await expect(desk.patient.getByRole("heading", { level: 1 })).toHaveText(question);
  await operator.press(desk.patient, yes ? "はい、見てもよいです" : "いいえ、見せません");
}

async function enterPin({ desk, operator }: Stage, right: boolean): Promise<void> {
  await expect(desk.patient.getByText("確認しています")).toHaveCount(0);
  const last = await desk.patient.getByText("あと1回だけ").isVisible();
  await operator.enterPin(desk.patient, right ? PIN : WRONG_PIN);
  if (last) {
    await operator.press(desk.patient, "はい、最後の1回を使う");
  }
}
