// What people and attackers type or paste into a field.

import { expect, type Page } from "@playwright/test";

/** Longer than any field holds. */
export const TOO_LONG = "あ".repeat(10_000);

/** Unusual, and right for free text. */
export const CLUMSY = [
  "１２３　４５",
  "  前後の空白  ",
  "一行目\n二行目\r\n三行目",
  "\u202e1234\u202c",
  "\u200b\u200f\ufeff字",
  "😀🏥👨‍👩‍👧",
  "<img src=x onerror=alert(1)>",
  "𠮷野家●〓",
  "'; DROP TABLE charts; --",
  '{"a":"\\u0000"}',
];

/** No markup that was typed has become part of the page. */
export async function nothingRan(page: Page): Promise<void> {
  await expect(page.locator("img[src=x]")).toHaveCount(0);
}
