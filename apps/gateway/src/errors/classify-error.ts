import { ApiError } from "./api-error.ts";
import type { ErrorCodeName } from "./error-codes.ts";

const codeByFrameworkCode: Readonly<Record<string, ErrorCodeName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "BODY_TOO_LARGE",
  FST_REQ_FILE_TOO_LARGE: "BODY_TOO_LARGE",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "MEDIA_TYPE_UNSUPPORTED",
  FST_INVALID_MULTIPART_CONTENT_TYPE: "MEDIA_TYPE_UNSUPPORTED",
};

/** Socket errors, and PostgreSQL's connection (08), resource (53) and operator intervention (57P) classes. */
const databaseAway =
  /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|08...|53...|57P..)$|^(timeout exceeded when trying to connect|Query read timeout|Connection terminated)/;

/** What the client is told about any thrown value. */
export function classifyError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const { code, statusCode, message } = readError(error);
  const framework = codeByFrameworkCode[code];
  if (framework !== undefined) return new ApiError(framework, { cause: error });
  if (statusCode >= 400 && statusCode < 500) return new ApiError("REQUEST_INVALID", { cause: error });
  if (databaseAway.test(code) || databaseAway.test(message))
    return new ApiError("DATABASE_UNAVAILABLE", { cause: error });
  return new ApiError("INTERNAL_ERROR", { cause: error });
}

function readError(error: unknown): {
  readonly code: string;
  readonly statusCode: number;
  readonly message: string;
} {
  if (!(error instanceof Error)) return { code: "", statusCode: 500, message: "" };
  return {
    code: "code" in error ? String(error.code) : "",
    statusCode: "statusCode" in error ? Number(error.statusCode) : 500,
    message: error.message,
  };
}
