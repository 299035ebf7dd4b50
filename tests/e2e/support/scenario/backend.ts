// What the qualification backend recorded, in the words of tests/scenarios/README.md.

import type { Records } from "../sandbox";

const POOLS: Record<string, string> = {
  mynaPortal: "マイナポータル",
  jlis: "J-LIS",
  intermediateServer: "中間サーバー",
  linkRegister: "register",
};

const OPERATIONS: Record<string, string> = { "/v1/inquiry-numbers": "number", "/v1/links/card": "link", "/v1/qualifications/numbers": "query by numbers", "/v1/qualifications/bulk": "bulk", "/v1/consents": "consent", "/v1/records/medications": "薬剤情報", "/v1/records/checkups": "健診情報" };

/** What `now` has that `before` had not: CRL, then the pools of 初回登録, then queries, then 照会番号 in force. */
export function since(before: Records, now: Records): string[] {
  const held = ({ insurerNumber, referenceNumber }: Records["inquiryNumbers"][number]) =>
    before.inquiryNumbers.some((old) => old.insurerNumber === insurerNumber && old.referenceNumber === referenceNumber);
  return [
    ...now.crlChecks.slice(before.crlChecks.length).map(({ outcome }) => `CRL ${outcome}`),
    ...now.exchanges.slice(before.exchanges.length).map(({ pool, outcome }) => `${POOLS[pool]} ${outcome}`),
    ...now.queries.slice(before.queries.length).map(query),
    ...now.inquiryNumbers
      .filter((number) => !held(number))
      .map(({ insurerNumber, referenceNumber }) => `holds ${referenceNumber} under ${insurerNumber.trim()}`),
  ];
}

/** e.g. `query byEye of tandoku-valid: ANSWERED` */
function query({ operation, method, personId, outcome }: Records["queries"][number]): string {
  const what = OPERATIONS[operation] ?? "query";
  return `${[what, method, personId && `of ${personId}`].filter(Boolean).join(" ")}: ${outcome}`;
}
