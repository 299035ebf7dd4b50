import { expect, expectAccessible, test } from "../support/fixtures";

test("the counter opens, scrubs its one-time code and is accessible", async ({ counter }) => {
  await expect(counter).toHaveTitle(/窓口/);
  await expect(counter.getByRole("main")).toBeVisible();
  await expect(counter.locator("html")).toHaveAttribute("lang", "ja");
  await expect(counter).toHaveURL(/^[^#]*$/);
  await expectAccessible(counter);
});

test("the page is the built one: no inline script, and a policy that allows none", async ({ counter, system }) => {
  const response = await counter.request.get(`${system.origin}/`);
  const policy = response.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("'wasm-unsafe-eval'");
  expect(policy).not.toContain("'unsafe-inline'");
  for (const [tag] of (await response.text()).matchAll(/<script[^>]*>/g)) {
    expect(tag).toContain("src=");
  }
});
