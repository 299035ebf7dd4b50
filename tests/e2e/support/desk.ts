// A desk with both screens open, in the words of those who use it.

import { expect, type Locator, type Page } from "@playwright/test";

import { collationNumber, type Hand } from "./cards";
import { watchTexts } from "./seen";
import type { Facility } from "./system";

/** PIN of every synthetic card that has one. */
export const PIN = "1234";

export class Desk {
  private constructor(
    readonly counter: Page,
    readonly patient: Page,
    readonly hand: Hand,
    private readonly facility: Facility,
  ) {}

  /** The receptionist chooses who is on duty and opens the patient screen. */
  static async open(counter: Page, hand: Hand, facility: Facility = "clinic"): Promise<Desk> {
    await chooseStaff(counter);
    const popup = counter.waitForEvent("popup");
    await counter.getByRole("button", { name: "患者画面を開く" }).click();
    const patient = await popup;
    await expect(patient.getByRole("heading", { level: 1 })).toHaveText("受付窓口にお声がけください");
    await watchTexts(patient);
    await expect(counter.getByText("患者画面: 接続済み")).toBeVisible();
    return new Desk(counter, patient, hand, facility);
  }

  /** 「カードで受付を始める」 */
  async start(): Promise<void> {
    await this.press("カードで受付を始める");
    if (this.facility === "pharmacy") {
      await this.counterSays("処方せんを受け取ってください");
      await this.patientSees("受付を続けています");
      await this.press("処方せんを受け取りました");
    }
    await this.counterSays("マイナンバーカードを待っています");
    await this.patientSees("マイナンバーカードをカードリーダーに置いてください");
  }

  /** Starts, and the patient puts the card down; ends where the way of 本人確認 is chosen. */
  async startWith(person: string): Promise<void> {
    await this.start();
    await this.hand.put(person);
    await this.counterSays("本人確認の方法");
    await this.patientSees("ご本人の確認方法を選んでください");
  }

  /** The patient chooses the PIN and enters it. */
  async identifyByPin(pin = PIN): Promise<void> {
    await this.touch("暗証番号（4桁）を使う");
    await this.patientSees("暗証番号（4桁）を入力してください");
    await this.enterPin(pin);
  }

  /** The digits on the pad, then 「決定」. */
  async enterPin(pin: string): Promise<void> {
    for (const digit of pin) {
      await this.touch(digit);
    }
    await this.touch("決定");
  }

  /** 照合番号B, by the keys of a keyboard; ends where the camera looks. */
  async enterCollationNumber(person: string): Promise<void> {
    await this.patientSees("カードに書かれた数字を入力してください");
    await typeDigits(this.patient, await collationNumber(this.counter, person));
    await this.touch("決定");
    await this.patientSees("顔認証");
    await this.counterSays("患者がカメラを見ています");
  }

  /** 顔写真確認（目視）, from the choice of ways. */
  async identifyByEye(): Promise<void> {
    await this.press("顔写真確認（目視）");
    await this.confirmByEye();
  }

  /** Staff compares and confirms. */
  async confirmByEye(): Promise<void> {
    await this.counterSays("顔写真確認（目視）");
    await this.patientSees("職員がお顔を確認します");
    await this.press("本人に間違いない");
  }

  /** The patient is asked to take the card, and takes it. */
  async takeCard(): Promise<void> {
    await this.patientSees("カードをお取りください");
    await this.hand.take();
  }

  /** A new patient: 問診票 is handed in, the chart is opened, 診察券 is issued. Gives the 診察券番号. */
  async registerNewPatient(complaint = "頭痛"): Promise<string> {
    return this.handIn(complaint, "問診票と資格情報を登録する");
  }

  private async handIn(complaint: string, button: string): Promise<string> {
    await this.counterSays("新規カルテを起票します");
    await this.counter.getByLabel("主訴・来院の理由").fill(complaint);
    await this.press(button);
    await this.counterSays("受付が済みました");
    const number = this.counter.getByRole("region", { name: "診察券" }).locator(".number");
    return (await number.textContent()) ?? "";
  }

  /** 未委託, and the office says 可: received with the card, without a qualification. Gives the 診察券番号. */
  async receiveUnentrusted(): Promise<string> {
    await this.startWith("unentrusted");
    await this.identifyByEye();
    await this.counterSays("この医療機関への委託がまだ登録されていません");
    await this.counter.getByLabel("応対した方").fill("保護係 見本");
    await this.press("可（利用できる）");
    await this.takeCard();
    return this.handIn("頭痛", "問診票を登録する");
  }

  /** The patient is asked about both and answers; ends with the second answer. */
  async answerConsent(medications: string, checkups: string): Promise<void> {
    await this.patientSees("お薬の情報を見てもよいですか");
    await this.touch(medications);
    await this.patientSees("健診の結果を見てもよいですか");
    await this.touch(checkups);
  }

  /** 「閲覧画面を開く」 */
  async openRecords(): Promise<Page> {
    await this.counter.bringToFront();
    const popup = this.counter.waitForEvent("popup");
    await this.press("閲覧画面を開く");
    const page = await popup;
    await expect(page.getByRole("heading", { level: 2 })).toHaveText("本日、閲覧の同意を尋ねた患者");
    return page;
  }

  /** 「完了」, the patient leaves, and the desk is free for the next one. */
  async finish(): Promise<void> {
    await this.press("完了");
    await this.counterSays("受付を終えました");
    await this.patientSees("受付が済みました");
    await this.next();
  }

  /** 「次の受付へ」 */
  async next(): Promise<void> {
    await this.press("次の受付へ");
    await expect(this.counter.getByRole("button", { name: "カードで受付を始める" })).toBeEnabled();
  }

  /** 「受付をやめる」; once the patient is identified it takes a second act. */
  async abandon({ identified }: { identified: boolean }): Promise<void> {
    await this.press("受付をやめる");
    if (identified) {
      await this.press("はい、受付をやめる");
    }
  }

  /** Ends the reception without receiving anyone; a card that lies there has to be taken. */
  async giveUp({ identified }: { identified: boolean }): Promise<void> {
    await this.abandon({ identified });
    await this.hand.take();
    await this.counterSays("受付をやめました");
    await this.next();
  }

  /** A new patient is identified by PIN, takes the card and is received. Gives the 診察券番号. */
  async receive(person = "tandoku-valid"): Promise<string> {
    await this.startWith(person);
    await this.identifyByPin();
    await this.takeCard();
    return this.registerNewPatient();
  }

  /** The next patient, 単独 and by PIN, is served from beginning to end: the desk is sound. */
  async servesTheNext(person = "tandoku-valid"): Promise<void> {
    await this.receive(person);
    await this.finish();
  }

  /** 「続きを開く」 at the newest line of the book. */
  async reopen(): Promise<void> {
    await this.counter.bringToFront();
    await this.book.first().getByRole("button", { name: /^続きを開く: 受付 \d+番$/ }).click();
  }

  /** 「このカルテを使う」 at the chart of this 診察券番号. */
  async pick(number: string): Promise<void> {
    await this.press(`このカルテを使う: 診察券 ${number}`);
  }

  /** The receptionist presses a button. */
  async press(name: string | RegExp): Promise<void> {
    await press(this.counter, name);
  }

  /** The patient presses a button. */
  async touch(name: string): Promise<void> {
    await press(this.patient, name);
  }

  /** The heading of the present step. */
  async counterSays(text: string): Promise<void> {
    await expect(this.counter.getByRole("main").getByRole("heading", { level: 3 }).first()).toHaveText(text);
  }

  /** A problem in words, with its code. */
  async counterReports(code: string): Promise<void> {
    const problem = this.counter.getByRole("main").locator(".problem");
    await expect(problem).toContainText(`コード ${code}`);
    await expect(problem.locator("p")).toHaveCount(3);
  }

  async patientSees(text: string): Promise<void> {
    await expect(this.patient.getByRole("heading", { level: 1 })).toHaveText(text);
  }

  /** Lines of 本日の受付, newest first. */
  get book(): Locator {
    return this.counter.getByRole("region", { name: "本日の受付" }).getByRole("listitem");
  }

  /** What was answered about one scheme. */
  coverage(scheme: "医療扶助" | "医療保険"): Locator {
    const heading = this.counter.getByRole("heading", { level: 4, name: scheme });
    return this.counter.getByRole("article").filter({ has: heading });
  }
}

/** On a desk both screens are in front; here they are tabs, and one behind the other draws once a second. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.bringToFront();
  await page.getByRole("button", { name, exact: true }).click();
}

export async function typeDigits(page: Page, digits: string): Promise<void> {
  await page.bringToFront();
  for (const digit of digits) {
    await page.keyboard.press(`Digit${digit}`);
  }
}

/** The first of the list is on duty. */
export async function chooseStaff(counter: Page): Promise<void> {
  const list = counter.getByLabel("担当者");
  await expect(list.locator("option")).toHaveCount(4);
  await list.selectOption("sato");
}
