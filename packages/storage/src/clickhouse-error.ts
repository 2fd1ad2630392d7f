import { StoreError, type StoreErrorCode } from "./store-error.ts";

/** `insert` messages quote rows; only the error's number and name may leave. */
export type Operation = "insert" | "query";

const MAX_DETAIL_CHARACTERS = 300;

// Numbers: ClickHouse src/Common/ErrorCodes.cpp.
const CODE_BY_NUMBER: Readonly<Record<number, StoreErrorCode>> = {
  158: "STORE_RESULT_TOO_LARGE", // TOO_MANY_ROWS
  159: "STORE_QUERY_TOO_SLOW", // TIMEOUT_EXCEEDED
  160: "STORE_QUERY_TOO_SLOW", // TOO_SLOW
  192: "STORE_UNREACHABLE", // UNKNOWN_USER
  193: "STORE_UNREACHABLE", // WRONG_PASSWORD
  241: "STORE_RESULT_TOO_LARGE", // MEMORY_LIMIT_EXCEEDED
  243: "STORE_DISK_FULL", // NOT_ENOUGH_SPACE
  252: "STORE_OVERLOADED", // TOO_MANY_PARTS
  307: "STORE_RESULT_TOO_LARGE", // TOO_MANY_BYTES
  396: "STORE_RESULT_TOO_LARGE", // TOO_MANY_ROWS_OR_BYTES
  427: "STORE_REGEXP_INVALID", // CANNOT_COMPILE_REGEXP
  516: "STORE_UNREACHABLE", // AUTHENTICATION_FAILED
};

// Node's system errors, and the official client's words for a request that timed out.
const NETWORK_FAILURE =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|socket hang up|Timeout error/;

const ADVICE: Partial<Readonly<Record<StoreErrorCode, string>>> = {
  STORE_DISK_FULL: "the disk is full; free space and send the rows again",
  STORE_UNREACHABLE:
    "the server does not answer or refuses the credentials; check its address and that it runs",
  STORE_OVERLOADED: "ClickHouse cannot merge parts fast enough; send the rows again later",
  STORE_RESULT_TOO_LARGE: "the query needs more memory than its limit; narrow its matchers or its time range",
  STORE_QUERY_TOO_SLOW: "the query exceeded its time limit; narrow its matchers or its time range",
  STORE_REGEXP_INVALID: "a regular expression is not valid RE2; correct it",
};

/** Turns what ClickHouse (in process or over HTTP) reports into a `StoreError`. */
export function storeErrorFrom(error: unknown, operation: Operation, where: string): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const number = Number(/Code: (\d+)/.exec(message)?.[1] ?? clickHouseNumber(error));
  const name = typeOf(error) ?? /\(([A-Z][A-Z0-9_]+)\)/.exec(message)?.[1] ?? "unknown error";
  const code = codeOf(number, message, operation);
  const detail = operation === "query" ? `: ${firstLine(message)}` : "";
  const advice = ADVICE[code] ?? `ClickHouse refused the ${operation}${detail}`;
  return new StoreError(
    code,
    `${where}: ${advice} (${Number.isNaN(number) || number === 0 ? "no ClickHouse code" : `ClickHouse ${number} ${name}`}).`,
  );
}

function codeOf(number: number, message: string, operation: Operation): StoreErrorCode {
  if (/No space left on device|ENOSPC/.test(message)) return "STORE_DISK_FULL";
  if (NETWORK_FAILURE.test(message)) return "STORE_UNREACHABLE";
  const code = CODE_BY_NUMBER[number];
  if (code !== undefined) return code;
  return operation === "insert" ? "STORE_WRITE_FAILED" : "STORE_QUERY_FAILED";
}

/** chdb has `clickhouseCode`, the official client `code`, both numbers; Node's system errors have a name there. */
function clickHouseNumber(error: unknown): number {
  if (typeof error !== "object" || error === null) return 0;
  if ("clickhouseCode" in error) return Number(error.clickhouseCode);
  if ("code" in error) return Number(error.code);
  return 0;
}

function typeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "type" in error && typeof error.type === "string"
    ? error.type
    : undefined;
}

function firstLine(message: string): string {
  const [line = ""] = message.replace(/^Code: \d+\. DB::Exception: /, "").split("\n", 1);
  return line.length > MAX_DETAIL_CHARACTERS ? `${line.slice(0, MAX_DETAIL_CHARACTERS)}…` : line;
}
