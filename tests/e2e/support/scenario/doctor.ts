// The records screen, in the words of tests/scenarios/README.md.

import { expect, type Page } from "@playwright/test";

import type { Operator } from "./operator";

const LIST = "本日、閲覧の同意を尋ねた患者";
const NOBODY = "本日、同意を尋ねた患者はまだいません。";
const GONE = "この患者の今日の同意は「有」ではなくなりました。";

export class Doctor {
  private page: Page | null = null;

  constructor(
    private readonly counter: Page,
    private readonly operator: Operator,
  ) {}

  /** Opens the first patient of the list, if there is one whose records may be asked for. */
  async open(): Promise<void> {
    const page = await this.screen();
    const back = page.getByRole("button", { name: "一覧に戻る" });
    if (await back.isVisible()) {
      await this.operator.press(page, "一覧に戻る");
    }
    await expect(page.getByRole("heading", { level: 2 })).toHaveText(LIST);
    // The list is fetched when the bridge tells of a consent.
    await expect(page.locator(".rows > li").or(page.getByText(NOBODY))).not.toHaveCount(0);
    const open = page.getByRole("button", { name: /^開く: / });
    if ((await open.count()) > 0) {
      await this.operator.press(page, /^開く: /);
    }
  }

  /** Asks for the last so many months, unless the patient's consent is gone, and with it whom to ask about. */
  async ask(months: number): Promise<void> {
    const page = await this.screen();
    const name = months % 12 === 0 ? `直近${months / 12}年` : `直近${months}か月`;
    const gone = page.getByText(GONE);
    await expect(page.getByRole("button", { name, exact: true }).or(gone)).toBeVisible();
    if (await gone.isVisible()) {
      return;
    }
    await this.operator.press(page, name);
    await this.operator.press(page, "閲覧を要求する");
    await expect(page.getByRole("heading", { level: 3, name: "薬剤情報" })).toBeVisible();
  }

  /** What the screen shows. */
  async sees(): Promise<string> {
    const page = await this.screen();
    const kinds = page.locator("main > section[aria-labelledby]");
    if ((await kinds.count()) === 2) {
      return [`薬剤情報 ${await kind(page, 1, "薬剤情報の表")}`, `健診情報 ${await kind(page, 2, "健診情報の表")}`].join("; ");
    }
    if (await page.getByText(NOBODY).isVisible()) {
      return "nobody is listed";
    }
    if (await page.getByRole("button", { name: "閲覧を要求する" }).isVisible()) {
      return "the patient, and the period to choose";
    }
    if ((await page.getByRole("button", { name: /^開く: / }).count()) > 0) {
      return "the list";
    }
    const refused = page.getByText(GONE).or(page.locator(".rows > li").filter({ hasText: "同意なし" }));
    return (await refused.count()) > 0 ? "problem CONSENT_REFUSED" : "something else";
  }

  private async screen(): Promise<Page> {
    if (!this.page) {
      await this.counter.bringToFront();
      const popup = this.counter.waitForEvent("popup");
      await this.counter.getByRole("button", { name: "閲覧画面を開く" }).click();
      this.page = await popup;
      await expect(this.page.getByRole("heading", { level: 2 })).toHaveText(LIST);
    }
    await this.page.bringToFront();
    return this.page;
  }
}

/** How much there is of one kind, or the code with which it was refused. */
async function kind(page: Page, place: number, table: string): Promise<string> {
  const section = page.locator("main > section").nth(place);
  const problem = section.locator(".problem .code");
  if (await problem.isVisible()) {
    return /コード (\w+)/.exec(await problem.innerText())?.[1] ?? "problem";
  }
  if (await section.getByText("同意有無が「無」です。").isVisible()) {
    return "CONSENT_REFUSED";
  }
  return (await section.getByRole("region", { name: table }).isVisible()) ? "some" : "0";
}
