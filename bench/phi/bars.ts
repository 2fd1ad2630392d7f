import type { LogScore, TextScore } from "./score.ts";

/** One demand: what is measured, what was reached, and what is asked. */
export interface Bar {
  readonly what: string;
  readonly reached: number;
  readonly asked: { readonly atLeast: number } | { readonly atMost: number };
}

/** A value that could not be measured meets no bar. */
export function meets({ reached, asked }: Bar): boolean {
  return "atLeast" in asked ? reached >= asked.atLeast : reached <= asked.atMost;
}

const exact = [
  "EMAIL_ADDRESS",
  "US_SSN",
  "CREDIT_CARD",
  "IBAN_CODE",
  "IP_ADDRESS",
  "URL",
  "DOMAIN_NAME",
  "PHONE_NUMBER",
];
const placed = ["DATE_TIME", "STREET_ADDRESS", "ZIP_CODE"];

export function syntheticBars(score: TextScore): readonly Bar[] {
  const bars: Bar[] = [];
  for (const { type, recall, precision } of score.types) {
    if (exact.includes(type)) {
      bars.push({ what: `${type} recall`, reached: recall, asked: { atLeast: 0.98 } });
      bars.push({ what: `${type} precision`, reached: precision, asked: { atLeast: 0.97 } });
    } else if (placed.includes(type)) {
      bars.push({ what: `${type} recall`, reached: recall, asked: { atLeast: 0.9 } });
    } else if (type === "PERSON") {
      bars.push({ what: "PERSON recall", reached: recall, asked: { atLeast: 0.9 } });
      bars.push({ what: "PERSON precision", reached: precision, asked: { atLeast: 0.9 } });
    }
  }
  bars.push({ what: "leak of PHI", reached: score.phiLeak, asked: { atMost: 0.06 } });
  return bars;
}

export function clinicalBars(score: TextScore): readonly Bar[] {
  return [
    { what: "cover", reached: score.phiCover, asked: { atLeast: 0.95 } },
    { what: "leak", reached: score.phiLeak, asked: { atMost: 0.03 } },
    { what: "hard negatives changed", reached: score.negativesChanged, asked: { atMost: 0.08 } },
  ];
}

export function logBars(score: LogScore): readonly Bar[] {
  return [{ what: "lines with a false redaction", reached: score.falsePositives, asked: { atMost: 0.005 } }];
}
