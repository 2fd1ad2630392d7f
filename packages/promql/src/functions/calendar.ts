import { defineFunction, type FunctionDefinition } from "./function-definition.ts";

/** Reads a part of the UTC date of a Unix time in seconds; NaN of what is not a date. */
function ofDate(name: string, part: (date: Date) => number): FunctionDefinition {
  return defineFunction(
    name,
    ["vector"],
    { kind: "pointwise", apply: (seconds) => part(new Date(Math.trunc(seconds) * 1000)) },
    { optionalArguments: 1 },
  );
}

const dayMillis = 24 * 3600 * 1000;

export const calendarFunctions: readonly FunctionDefinition[] = [
  ofDate("minute", (date) => date.getUTCMinutes()),
  ofDate("hour", (date) => date.getUTCHours()),
  ofDate("day_of_week", (date) => date.getUTCDay()),
  ofDate("day_of_month", (date) => date.getUTCDate()),
  ofDate("day_of_year", (date) => {
    const startOfYear = Date.UTC(date.getUTCFullYear(), 0, 1);
    return Math.floor((date.getTime() - startOfYear) / dayMillis) + 1;
  }),
  ofDate("days_in_month", (date) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
  ),
  ofDate("month", (date) => date.getUTCMonth() + 1),
  ofDate("year", (date) => date.getUTCFullYear()),
];
