import type { NumberParameters } from "./clickhouse.ts";

const PLACEHOLDER = /\{(?<name>\w+):(?:U?Int64|Array\(UInt64\))\}/g;

/** Writes numbers in the place of their placeholders. Anything but integers is refused. */
export function withNumbers(sql: string, parameters: NumberParameters): string {
  return sql.replaceAll(PLACEHOLDER, (_placeholder, name: string) => {
    const value = parameters[name];
    if (typeof value === "object") return value.length === 0 ? "[]" : `[${value.map(integerText).join(",")}]`;
    return integerText(value);
  });
}

function integerText(value: number | bigint | undefined): string {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value)) {
    throw new TypeError("A query may only be given integers here.");
  }
  return String(value);
}
