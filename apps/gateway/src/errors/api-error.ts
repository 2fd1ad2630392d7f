import { type ErrorCodeName, errorCodes } from "./error-codes.ts";

/** An error that the client is told about by its code. What caused it goes to the log, redacted, and nowhere else. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCodeName;
  readonly statusCode: number;
  /** When trying again can help. */
  readonly retryAfterSeconds?: number;

  /** `detail` replaces the registry's message and must be a constant, such as the rule that a field broke. */
  constructor(
    code: ErrorCodeName,
    options?: { readonly cause?: unknown; readonly detail?: string; readonly retryAfterSeconds?: number },
  ) {
    super(options?.detail ?? errorCodes[code].message, { cause: options?.cause });
    this.code = code;
    this.statusCode = errorCodes[code].status;
    if (options?.retryAfterSeconds !== undefined) this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
