// One look at a page: everything at the same moment, so that no two steps are mixed.

import type { Page } from "@playwright/test";

export interface Screen {
  /** Heading of the step. */
  heading: string;
  /** All that can be read in the main part. */
  text: string;
  /** Code of the problem that the step tells. */
  problem: string | null;
  /** Something is going on. */
  working: boolean;
  /** Scheme and standing, as often as there are qualifications. */
  standings: [string, string][];
  /** 診察券番号 beside the name. */
  number: string | null;
  /** First column of the table of differences. */
  changed: string[];
  /** Every other table of the step, row by row. */
  cells: string[][];
  /** What is in the fields of a paper. */
  fields: string[];
  /** Lines of the list in the step. */
  lines: string[];
  /** Names of the buttons. */
  buttons: string[];
  /** How the consent stands, as it is said below the step. */
  consent: string;
  /** Pictures of 目視. */
  pictures: number;
  /** The card or slip with the number is there to be handed over. */
  slip: boolean;
}

/** `level` of the step's heading: 3 at the counter, 1 for the patient. */
export function look(page: Page, level: 1 | 3): Promise<Screen> {
  return page.evaluate((level) => {
    const main = document.querySelector("main") ?? document.body;
    const texts = (where: string) => [...main.querySelectorAll<HTMLElement>(where)].map((found) => found.innerText.trim());
    const pair = (text: string) => text.split(/\s+/).slice(0, 2) as [string, string];
    const line = texts(".standings > span");
    const number = /\d+$/.exec(main.querySelector<HTMLElement>(".reception > header .number")?.innerText ?? "");
    return {
      heading: texts(`h${level}`)[0] ?? "",
      text: main.innerText,
      problem: /コード (\w+)/.exec(texts(".step .problem .code")[0] ?? "")?.[1] ?? null,
      working: main.querySelector("[role=progressbar]") !== null,
      standings: (line.length > 0 ? line : texts(".qualification h4")).map(pair),
      number: number?.[0] ?? null,
      changed: texts(".changes:not(.compared) tbody th"),
      cells: [...main.querySelectorAll<HTMLTableRowElement>(".step table tbody tr")].map((row) =>
        [...row.cells].map((cell) => cell.innerText.trim()),
      ),
      fields: [...main.querySelectorAll<HTMLInputElement>("input[id^=certificate-]")].map(({ value }) => value),
      lines: texts(".step .rows > li"),
      buttons: [...document.querySelectorAll<HTMLElement>("button")].map((button) => button.innerText.trim()),
      consent: texts("#consent-stands")[0] ?? "",
      pictures: main.querySelectorAll(".faces img").length,
      slip: main.querySelector(".slip") !== null,
    };
  }, level);
}
