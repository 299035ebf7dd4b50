// What was written into the HIS and taken by it, in the words of tests/scenarios/README.md.

import type { Page, Response } from "@playwright/test";

import { kept, type Papers } from "./papers";

interface Qualification {
  InsuredCardClassification?: string;
  PublicExpenseResultList?: { TicketType?: string }[];
}

interface Registration {
  target: Record<string, { update?: unknown }>;
  questionnaire: unknown;
  qualifications: Qualification[];
  ended: string[];
  basis: keyof typeof BASES;
  calls: Call[];
  papers: Papers | null;
}

interface Call {
  office: string;
  answer: string;
}

interface Row {
  ProcessingResultStatus: string;
  ResultOfQualificationConfirmation?: { QualificationValidity?: string };
}

interface Progress {
  kept: number;
  registered: number;
  invalid: number;
  failed: number;
}

/** How a batch of 一括取得 begins among what was written. */
const BATCH = "batch: ";

const SCHEMES: Record<string, string> = { medicalAssistance: "医療扶助", healthInsurance: "医療保険" };
const BASES = { covered: [], ownExpense: ["own expense"], unentrusted: ["not entrusted"] };
const ANSWERS: Record<string, string> = { usable: "可", notUsable: "否", callBack: "折り返し" };
const TARGETS: Record<string, string> = { newChart: "new chart", picked: "picked chart", known: "chart" };
const TICKETS: Record<string, string> = { "01": " (医療券)", "02": " (調剤券)" };

/** Watches what the counter hands to the bridge's registry and book, and what they say to it. */
export class His {
  private readonly told: Promise<string>[] = [];
  /** Number of each chart that the registry has told of. */
  private readonly charts = new Map<string, string>();
  private readonly charted: Promise<void>[] = [];
  /** How many calls of a reception are told. */
  private readonly calls = new Map<string, number>();
  /** Rows of 一括取得 that it has. */
  private readonly rows = new Set<string>();

  constructor(private readonly counter: Page) {
    counter.on("response", (response) => {
      const path = new URL(response.url()).pathname;
      if (!response.ok()) {
        return;
      }
      if (path === "/api/v1/his/bulk-batches") {
        this.told.push(this.kept(response));
      } else if (path === "/api/v1/his/registrations") {
        this.charted.push(this.readCharts(response));
        this.told.push(registered(response));
      } else if (path === "/api/v1/receptions/journal-entries") {
        this.told.push(...this.callsOf(response).map((told) => Promise.resolve(told)));
      } else if (path === "/api/v1/his/consents") {
        this.told.push(this.consentOf(response));
      } else if (path === "/api/v1/his/chart-lookups" || path === "/api/v1/his/chart-searches") {
        this.charted.push(this.readCharts(response));
      } else if (path === "/api/v1/receptions/inquiry-number-outcomes") {
        this.told.push(this.numberOf(response));
      }
    });
  }

  /** Everything so far, in the order in which it was written; a batch of 一括取得 is one of it. */
  written(): Promise<string[]> {
    return Promise.all(this.told);
  }

  /** What was written, in words: batches of 一括取得 that follow each other are told once. */
  static words(written: string[]): string {
    const told = written.filter((text) => !text.startsWith(BATCH));
    const batches = written.filter((text) => text.startsWith(BATCH)).flatMap((text) => text.slice(BATCH.length).split("; "));
    const parts = [...new Set(batches)].filter(Boolean);
    const order = (part: string) => ["tickets", "rows"].findIndex((word) => part.startsWith(word));
    parts.sort((one, other) => order(one) - order(other));
    return [...parts, ...told].join("; ") || "nothing";
  }

  /** What became of a batch: rows that were there before are nothing new, whatever answer brings them. */
  private async kept(response: Response): Promise<string> {
    const { after, rows } = response.request().postDataJSON() as { after: number; rows: Row[] };
    const now = (await response.json()) as Progress;
    const once = now.registered + now.invalid + now.failed === now.kept && now.kept === after + rows.length;
    const told = new Set<string>();
    for (const row of rows) {
      const text = JSON.stringify(row);
      if (!this.rows.has(text)) {
        this.rows.add(text);
        const valid = row.ProcessingResultStatus === "1" && row.ResultOfQualificationConfirmation?.QualificationValidity === "1";
        told.add(valid ? `tickets, ${once ? "" : "but not "}each once` : "rows listed");
      }
    }
    return BATCH + [...told].join("; ");
  }

  /** e.g. `consent on chart 000001: 薬剤情報 yes, 健診情報 no, 20261122`; what is refused without the backend having it has no day. */
  private async consentOf(response: Response): Promise<string> {
    const { chart, choice, consentDate } = response.request().postDataJSON() as Consent;
    await Promise.all(this.charted);
    const said = (yes: boolean) => (yes ? "yes" : "no");
    const number = this.charts.get(chart) ?? "?";
    const [what, day] = consentDate ? ["consent", `, ${consentDate}`] : ["refusal", ""];
    return `${what} on chart ${number}: 薬剤情報 ${said(choice.medications)}, 健診情報 ${said(choice.checkups)}${day}`;
  }

  private async readCharts(response: Response): Promise<void> {
    // Of a search the candidates, of a look-up the chart, of a registration itself.
    const answer = (await response.json()) as { candidates?: { chart: Chart }[]; chart?: Chart | string | null; patientNumber?: string };
    const charts = answer.candidates?.map(({ chart }) => chart) ?? [];
    if (typeof answer.chart === "string") {
      charts.push({ chart: answer.chart, patientNumber: answer.patientNumber ?? "?" });
    } else if (answer.chart) {
      charts.push(answer.chart);
    }
    for (const { chart, patientNumber } of charts) {
      this.charts.set(chart, patientNumber);
    }
  }

  /** Calls that went into the book and were not there before. */
  private callsOf(response: Response): string[] {
    const { reception, calls } = response.request().postDataJSON() as { reception: string; calls: Call[] };
    const before = this.calls.get(reception) ?? 0;
    this.calls.set(reception, Math.max(before, calls.length));
    return calls.slice(before).map(({ office, answer }) => `call to ${office}: ${ANSWERS[answer] ?? answer}`);
  }

  /** What the book says now of the 照会番号 whose outcome it was told. */
  private async numberOf(response: Response): Promise<string> {
    const request = response.request();
    const { reception } = request.postDataJSON() as { reception: string };
    const { authorization } = await request.allHeaders();
    const where = new URL("/api/v1/receptions/pending-inquiry-numbers", request.url()).href;
    const answer = await this.counter.context().request.get(where, { headers: { authorization } });
    const { list } = (await answer.json()) as { list: Waiting[] };
    const waiting = list.find((number) => number.reception === reception);
    return waiting ? `number ${waiting.referenceNumber} waits: ${waiting.lastProblem ?? "not sent"}` : "number sent";
  }
}

interface Chart {
  chart: string;
  patientNumber: string;
}

interface Consent {
  chart: string;
  choice: { medications: boolean; checkups: boolean };
  consentDate: string | null;
}

interface Waiting {
  reception: string;
  referenceNumber: string;
  lastProblem: string | null;
}

/** e.g. `new chart 000001: 医療扶助 (医療券), questionnaire` */
async function registered(response: Response): Promise<string> {
  const body = response.request().postDataJSON() as Registration;
  const { target, questionnaire, qualifications, ended, basis, calls, papers } = body;
  const { patientNumber } = (await response.json()) as { patientNumber: string };
  const [[how, chart]] = Object.entries(target);
  const parts = [...BASES[basis], ...qualifications.map(qualification)];
  parts.push(...(ended ?? []).map((scheme) => `${SCHEMES[scheme]} ended`));
  if (how !== "newChart" && chart.update) {
    parts.push("basics");
  }
  if (questionnaire) {
    parts.push("questionnaire");
  }
  parts.push(...calls.map(({ answer }) => `call ${ANSWERS[answer] ?? answer}`));
  parts.push(...(papers ? kept(papers) : []));
  return `${TARGETS[how] ?? how} ${patientNumber}: ${parts.join(", ")}`;
}

/** The scheme, and the tickets that came with it. */
function qualification({ InsuredCardClassification, PublicExpenseResultList = [] }: Qualification): string {
  const tickets = PublicExpenseResultList.map(({ TicketType }) => TICKETS[TicketType ?? ""] ?? " (unknown ticket)");
  return [InsuredCardClassification === "A1" ? "医療扶助" : "医療保険", ...tickets].join("");
}
