import type { ArithmeticQuery, LogqlQuery } from "./query.ts";
import { writeStringLiteral } from "./string-literal.ts";

/** The query as text, on one line, which `parseLogql` reads as the same query. */
export function formatLogql(query: LogqlQuery): string {
  if (query.kind !== "log") return formatArithmetic(query);
  const matchers = query.matchers.map(
    ({ name, operator, value }) => `${name}${operator}${writeStringLiteral(value)}`,
  );
  const filters = query.filters.map(({ operator, text }) => `${operator} ${writeStringLiteral(text)}`);
  return [`{${matchers.join(", ")}}`, ...filters].join(" ");
}

function formatArithmetic(query: ArithmeticQuery): string {
  if (query.kind === "number") return String(query.value);
  if (query.kind === "vector") return `vector(${query.value})`;
  return `${formatOperand(query.left)} ${query.operator} ${formatOperand(query.right)}`;
}

function formatOperand(query: ArithmeticQuery): string {
  return query.kind === "binary" ? `(${formatArithmetic(query)})` : formatArithmetic(query);
}
