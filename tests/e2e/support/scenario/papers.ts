// The papers that are handed in: what is printed on them, and how they are typed.

import { expect, type Page } from "@playwright/test";

import type { Stage } from "./stage";

/** What stands on a paper, as the training drawer tells it. */
export interface PaperNumbers {
  scheme: "medicalAssistance" | "healthInsurance";
  insurerNumber: string;
  symbol: string | null;
  number: string;
  branch: string | null;
  birthDate: string;
  name: string;
}

/** The papers of a registration. */
export interface Papers {
  certificate: PaperNumbers;
  prescription: PaperNumbers | null;
  used: "certificate" | "prescription";
  pickedBecause: string | null;
}

type On = "payer" | "number" | "branch" | "birthDate" | "name";

/** `papers: …` */
export interface Handed {
  cover: "assistance" | "insurance";
  person: string | null;
  slip: On | null;
  withoutBranch: boolean;
  prescription: On | null;
  byPrescription: boolean;
}

const SCHEMES = { assistance: "medicalAssistance", insurance: "healthInsurance" } as const;
const WORDS = { medicalAssistance: "医療扶助", healthInsurance: "医療保険" };
/** Fields that can differ, as the core calls them. */
const FIELDS: [string, (paper: PaperNumbers) => string | null][] = [
  ["Payer", ({ scheme, insurerNumber }) => (scheme === "medicalAssistance" ? insurerNumber : null)],
  ["Recipient", ({ scheme, number }) => (scheme === "medicalAssistance" ? number : null)],
  ["Symbol", ({ symbol }) => symbol],
  ["Number", ({ scheme, number }) => (scheme === "healthInsurance" ? number : null)],
  ["Branch", ({ branch }) => branch],
  ["Name", ({ name }) => name],
  ["Birth", ({ birthDate }) => birthDate],
  ["Insurer", ({ scheme, insurerNumber }) => (scheme === "healthInsurance" ? insurerNumber : null)],
];

/** Chooses the paper where that is asked, and types what is on it. */
export async function handIn(stage: Stage, handed: Handed): Promise<void> {
  const { desk, operator } = stage;
  const { counter } = desk;
  const scheme = SCHEMES[handed.cover];
  const printed = await paperOf(counter, handed.person ?? stage.person, scheme);
  const paper = handed.slip ? differing(printed, handed.slip) : printed;
  const typed = fields(handed.withoutBranch ? { ...paper, branch: null } : paper);
  const first = counter.locator("#certificate-0");
  const choice = counter.getByRole("heading", { name: "受け取ったものを選んでください" });
  await expect(first.or(choice)).toBeVisible();
  if (await choice.isVisible()) {
    await operator.press(counter, scheme === "healthInsurance" ? "被保険者証" : /^(医療券|調剤券)$/);
  }
  await expect(first).toBeFocused();
  for (const [at, text] of typed.entries()) {
    await operator.overwrite(counter, `#certificate-${at}`, text);
  }
  if (handed.prescription) {
    const other = fields(differing(printed, handed.prescription));
    await operator.tick(counter, "処方せんの記載に、違うところがある", true);
    for (const [at, text] of other.entries()) {
      await operator.overwrite(counter, `#prescription-${at}`, text);
    }
    if (handed.byPrescription) {
      await counter.getByRole("radio", { name: "処方せん" }).check();
    }
  }
  await operator.press(counter, "この番号で照会する");
}

/** e.g. `papers 医療扶助 1234566`, where the 処方せん differs, and why a person was picked. */
export function kept({ certificate, prescription, used, pickedBecause }: Papers): string[] {
  const parts = [`papers ${WORDS[certificate.scheme]} ${certificate.number}`];
  if (prescription) {
    const different = FIELDS.filter(([, of]) => of(certificate) !== of(prescription)).map(([name]) => name);
    parts.push(`prescription differs in ${different.join(" and ")}, asked by the ${used}`);
  }
  return pickedBecause ? [...parts, `picked because ${pickedBecause}`] : parts;
}

/** What is in the fields, in the order of the paper. */
export function fields({ scheme, insurerNumber, symbol, number, branch, birthDate, name }: PaperNumbers): string[] {
  return scheme === "medicalAssistance"
    ? [insurerNumber, number, name, birthDate]
    : [symbol ?? "", number, branch ?? "", name, birthDate, insurerNumber];
}

export async function paperOf(counter: Page, person: string, scheme: PaperNumbers["scheme"]): Promise<PaperNumbers> {
  const persons = await counter.evaluate(async () => {
    const token = localStorage.getItem("madoguchi.pairing.counter");
    const answer = await fetch("/api/v1/training/persons", { headers: { authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { persons: { id: string; papers: unknown[] }[] }).persons;
  });
  const papers = persons.find(({ id }) => id === person)?.papers as PaperNumbers[] | undefined;
  const paper = papers?.find((paper) => paper.scheme === scheme);
  if (!paper) {
    throw new Error(`${person} has no paper of ${WORDS[scheme]}`);
  }
  return paper;
}

/** The same but for one field, as the flow core plays it. */
function differing(paper: PaperNumbers, field: On): PaperNumbers {
  switch (field) {
    case "payer":
      return { ...paper, insurerNumber: swapped(paper.insurerNumber) };
    case "number":
      return { ...paper, number: swapped(paper.number) };
    case "branch":
      return { ...paper, branch: paper.branch === "99" ? null : paper.branch ? "99" : "00" };
    case "birthDate":
      return { ...paper, birthDate: paper.birthDate.replace(/..$/, (day) => (day === "01" ? "02" : "01")) };
    case "name":
      return { ...paper, name: "改姓　新" };
  }
}

/** The last two neighbours that differ, the other way round. */
function swapped(number: string): string {
  return number.replace(/(.)(?!\1)(.)(\2*)$/, "$2$1$3");
}
