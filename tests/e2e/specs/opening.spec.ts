// What is seen while the counter opens: how it stands, and nothing that is only so for a moment.

import { expect, test } from "../support/fixtures";

const NOW = new Date("2026-11-30T01:00:00Z");

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: NOW });
  await page.clock.pauseAt(new Date(NOW.getTime() + 1_000));
});

test("no time passes until the page is known: then it is seen, connected from the first", async ({ page, system }) => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      for (const state of document.querySelectorAll("header [role=status]")) {
        if (state.checkVisibility()) seen.push(state.textContent);
      }
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  });
  await page.goto(system.address);
  await expect(page.getByRole("status").filter({ hasText: "連携ソフト: 接続済み" })).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  const ofLink = seen.filter((text) => text.startsWith("連携ソフト"));
  expect([...new Set(ofLink)]).toEqual(["連携ソフト: 接続済み"]);
});

test("a bridge that does not answer holds the page up for 150 ms and no longer", async ({ page, system }) => {
  await page.route("**/api/v1/event-tickets", () => {});
  await page.goto(system.address);
  const state = page.getByText("連携ソフト: 接続を試みています");
  await expect(state).toBeAttached();
  await expect(state).toBeHidden();
  await page.clock.runFor(150);
  await expect(state).toBeVisible();
  await expect(page.getByRole("button", { name: "カードで受付を始める" })).toBeDisabled();
});

test("that nobody was received today is not said before it is known", async ({ page, system }) => {
  const book = "**/api/v1/receptions";
  await page.route(book, () => {});
  await page.goto(system.address);
  await expect(page.getByRole("status").filter({ hasText: "連携ソフト: 接続済み" })).toBeVisible();
  const nobody = page.getByText("該当する受付はありません。");
  await expect(page.getByRole("heading", { name: "本日の受付" })).toBeVisible();
  await expect(nobody).toHaveCount(0);
  await page.unroute(book);
  await page.reload();
  await expect(nobody).toBeVisible();
});
