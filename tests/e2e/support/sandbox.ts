// The sandbox's control routes: faults, and a look at what it recorded.

import type { Program } from "./program";

export type FaultRoute =
  | "nonce"
  | "cardQuery"
  | "cardLink"
  | "numberQuery"
  | "inquiryNumber"
  | "bulkQuery"
  | "consent"
  | "medications"
  | "checkups"
  | "mynaPortal"
  | "jlis"
  | "intermediateServer"
  | "linkRegister"
  | "all";
export type FaultKind =
  | "delay"
  | "unavailable"
  | "malformed"
  | "wrongContentType"
  | "senseless"
  | "inProgress"
  | "abnormal"
  | "breaksOff";

/** What the sandbox has recorded, oldest first. */
export interface Records {
  queries: { operation: string; method: string | null; simulated: boolean | null; personId: string | null; outcome: string }[];
  crlChecks: { outcome: string }[];
  exchanges: { pool: string; outcome: string }[];
  inquiryNumbers: { insurerNumber: string; referenceNumber: string }[];
  replacedInquiryNumbers: number;
}

export async function records(sandbox: Program): Promise<Records> {
  return (await control(sandbox, "records")) as Records;
}

/** Sets a fault until it is taken back with `null`, or for so many requests. */
export async function fault(
  sandbox: Program,
  route: FaultRoute,
  kind: FaultKind | null,
  options: { delayMs?: number; times?: number } = {},
): Promise<void> {
  await control(sandbox, "faults", { route, fault: kind, ...options });
}

/** So many rows about nobody in 一括取得 of this month. */
export async function bulkRows(sandbox: Program, institutionCode: string, rows: number): Promise<void> {
  await control(sandbox, "bulk-rows", { institutionCode, rows });
}

/** From now on every consent counts as given so many days earlier: the night that a test cannot wait for. */
export async function makeConsentsOlder(sandbox: Program, days: number): Promise<void> {
  await control(sandbox, "consent-ages", { days });
}

/** From now on the ticket of this person names whoever asks: the welfare office was late. */
export async function registerTicket(sandbox: Program, personId: string): Promise<void> {
  await control(sandbox, "tickets", { personId });
}

/** A one-time code for another desk of the sample clinic. */
export async function newEnrolmentCode(sandbox: Program): Promise<string> {
  const request = { institutionCode: "1312345679", institutionName: "まどぐち見本クリニック" };
  return ((await control(sandbox, "enrolment-codes", request)) as { enrolmentCode: string }).enrolmentCode;
}

async function control(sandbox: Program, route: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${sandbox.ready.address}/control/${route}`, {
    method: body ? "POST" : "GET",
    headers: { "x-control-key": sandbox.ready.controlKey!, "content-type": "application/json" },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!answer.ok) {
    throw new Error(`/control/${route} answered ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}
