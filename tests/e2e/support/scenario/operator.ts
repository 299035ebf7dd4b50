// Those who use the screens, by pointer or by keyboard alone.

import { expect, type Page } from "@playwright/test";

import { pressByKey, tabTo } from "../keyboard";

export type Name = string | RegExp;

export class Operator {
  constructor(private readonly byKey: boolean) {}

  /** Presses the button of this name; rejects when there are several. */
  async press(page: Page, name: Name): Promise<void> {
    await page.bringToFront();
    const button = page.getByRole("button", { name, exact: true });
    await expect(button, `one button ${name}`).toHaveCount(1);
    if (this.byKey) {
      await pressByKey(page, name);
    } else {
      await button.click();
    }
  }

  /** Writes into the field of this label, which was empty. */
  async fill(page: Page, label: Name, text: string): Promise<void> {
    const field = page.getByLabel(label);
    if (this.byKey) {
      await expect(field).toBeEnabled();
      await tabTo(page, label);
      await page.keyboard.type(text);
    } else {
      await field.fill(text);
    }
  }

  /** Writes into a field over what is there, from the field before by Tab. */
  async overwrite(page: Page, where: string, text: string): Promise<void> {
    const field = page.locator(where);
    if (!this.byKey) {
      await field.fill(text);
      return;
    }
    for (let step = 0; step < 20 && !(await field.evaluate((one) => one === document.activeElement)); step += 1) {
      await page.keyboard.press("Tab");
    }
    await expect(field).toBeFocused();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.insertText(text);
  }

  /** Chooses of the list with this label. */
  async choose(page: Page, label: string, value: string): Promise<void> {
    await page.bringToFront();
    const list = page.getByLabel(label, { exact: true });
    if (!this.byKey) {
      await list.selectOption(value);
      return;
    }
    await tabTo(page, label);
    await page.keyboard.press("Home");
    const values = await list.locator("option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    for (let step = 0; step < values.indexOf(value); step += 1) {
      await page.keyboard.press("ArrowDown");
    }
    await expect(list).toHaveValue(value);
  }

  /** Sets the box of this label. */
  async tick(page: Page, label: Name, on: boolean): Promise<void> {
    const box = page.getByRole("checkbox", { name: label });
    if (!this.byKey) {
      await box.setChecked(on);
    } else if ((await box.isChecked()) !== on) {
      await tabTo(page, label);
      await page.keyboard.press("Space");
    }
  }

  /** The digits, and 「決定」. */
  async enterPin(page: Page, pin: string): Promise<void> {
    await page.bringToFront();
    await expect(page.getByRole("button", { name: "決定", exact: true })).toBeVisible();
    for (const digit of pin) {
      await (this.byKey ? page.keyboard.press(`Digit${digit}`) : this.press(page, digit));
    }
    await this.press(page, "決定");
  }
}
