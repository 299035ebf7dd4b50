// What the qualification backend recorded, in the words of tests/scenarios/README.md.

import type { Records } from "../sandbox";

/** What `now` has that `before` had not: CRL, then queries, then 照会番号 in force. */
export function since(before: Records, now: Records): string[] {
  const held = ({ insurerNumber, referenceNumber }: Records["inquiryNumbers"][number]) =>
    before.inquiryNumbers.some((old) => old.insurerNumber === insurerNumber && old.referenceNumber === referenceNumber);
  return [
    ...now.crlChecks.slice(before.crlChecks.length).map(({ outcome }) => `CRL ${outcome}`),
    ...now.queries.slice(before.queries.length).map(query),
    ...now.inquiryNumbers
      .filter((number) => !held(number))
      .map(({ insurerNumber, referenceNumber }) => `holds ${referenceNumber} under ${insurerNumber.trim()}`),
  ];
}

/** e.g. `query byEye of tandoku-valid: ANSWERED` */
function query({ operation, method, personId, outcome }: Records["queries"][number]): string {
  const what = operation === "/v1/inquiry-numbers" ? "number" : "query";
  return `${[what, method, personId && `of ${personId}`].filter(Boolean).join(" ")}: ${outcome}`;
}
