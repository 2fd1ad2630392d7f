/**
 * - `STORE_OPTIONS_INVALID`: the options of `openStore` are wrong.
 * - `STORE_OVERLOADED`: a queue is full; nothing of this call was written. Try again later.
 * - `STORE_ROW_INVALID`: a row cannot be kept (its time is out of range); nothing of this call was written.
 * - `STORE_DIRECTORY_UNWRITABLE`, `STORE_LOCKED`, `STORE_OPEN_FAILED`: the data directory cannot be opened.
 * - `STORE_DISK_FULL`: no space; the rows of this call may be absent. The store works again once there is space.
 * - `STORE_UNREACHABLE`: the ClickHouse server does not answer, or refuses the credentials.
 * - `STORE_WRITE_FAILED`, `STORE_QUERY_FAILED`: ClickHouse refused the statement.
 * - `STORE_REGEXP_INVALID`: a matcher or line filter is not valid RE2.
 * - `STORE_RESULT_TOO_LARGE`, `STORE_QUERY_TOO_SLOW`: a read exceeded its bound.
 * - `STORE_CLOSED`: the store was closed.
 */
export type StoreErrorCode =
  | "STORE_OPTIONS_INVALID"
  | "STORE_OVERLOADED"
  | "STORE_ROW_INVALID"
  | "STORE_DIRECTORY_UNWRITABLE"
  | "STORE_LOCKED"
  | "STORE_OPEN_FAILED"
  | "STORE_DISK_FULL"
  | "STORE_UNREACHABLE"
  | "STORE_WRITE_FAILED"
  | "STORE_QUERY_FAILED"
  | "STORE_REGEXP_INVALID"
  | "STORE_RESULT_TOO_LARGE"
  | "STORE_QUERY_TOO_SLOW"
  | "STORE_CLOSED";

/** What every call of the store throws. The message is one sentence: what, where, and what would be right. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
