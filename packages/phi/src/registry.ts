import * as catalogue from "./catalogue.ts";
import type { Detector } from "./detector.ts";
import type { PhiKind } from "./phi-kind.ts";

/** Of two spans of equal length and strength, the one whose kind comes first wins; kinds that are not here come last. */
const precedence: readonly PhiKind[] = [
  "SSN",
  "CARD_NUMBER",
  "IBAN",
  "EMAIL",
  "SECRET",
  "HEALTH_PLAN",
  "MRN",
  "ACCOUNT",
  "LICENSE",
  "VEHICLE",
  "DEVICE",
  "DATE_OF_BIRTH",
  "DATE",
  "AGE",
  "PHONE",
  "IP_ADDRESS",
  "ADDRESS",
  "PLACE",
  "NAME",
  "PHOTO",
  "BIOMETRIC",
  "UNIQUE_ID",
  "URL",
];

function rank(kind: PhiKind): number {
  const place = precedence.indexOf(kind);
  return place < 0 ? precedence.length : place;
}

/** Every detector, in the order of precedence. */
export const detectors: readonly Detector[] = Object.values<Detector>(catalogue).toSorted(
  (a, b) => rank(a.kind) - rank(b.kind),
);
