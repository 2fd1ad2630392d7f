export interface ErrorCode {
  readonly status: number;
  /** What the client reads. A constant, so that nothing of a request can be in it. */
  readonly message: string;
}

export type ErrorCodeName =
  | "REQUEST_INVALID"
  | "AUTHENTICATION_REQUIRED"
  | "ACCESS_TOKEN_INVALID"
  | "SESSION_REVOKED"
  | "CREDENTIALS_INVALID"
  | "REFRESH_TOKEN_INVALID"
  | "REFRESH_TOKEN_REUSED"
  | "ACCESS_DENIED"
  | "ROUTE_NOT_FOUND"
  | "ACCOUNT_NOT_FOUND"
  | "ACCOUNT_EXISTS"
  | "BACKUP_RUNNING"
  | "BODY_TOO_LARGE"
  | "MEDIA_TYPE_UNSUPPORTED"
  | "DOCUMENT_TYPE_UNSUPPORTED"
  | "DOCUMENT_UNREADABLE"
  | "ACCOUNT_LOCKED"
  | "RATE_LIMITED"
  | "INTERNAL_ERROR"
  | "BACKUP_FAILED"
  | "PROVIDER_FAILED"
  | "AUDIT_UNAVAILABLE"
  | "DATABASE_UNAVAILABLE"
  | "REVOCATION_UNAVAILABLE"
  | "VECTOR_SEARCH_UNAVAILABLE"
  | "OVERLOADED"
  | "PROVIDER_TIMEOUT";

/** Every error that the API answers. README.md documents them; a test keeps the two equal. */
export const errorCodes: Readonly<Record<ErrorCodeName, ErrorCode>> = {
  REQUEST_INVALID: { status: 400, message: "The request does not have the expected form." },
  AUTHENTICATION_REQUIRED: {
    status: 401,
    message: "An access token is required: Authorization: Bearer <token>.",
  },
  ACCESS_TOKEN_INVALID: { status: 401, message: "The access token is malformed or has expired." },
  SESSION_REVOKED: { status: 401, message: "The session has ended; log in again." },
  CREDENTIALS_INVALID: { status: 401, message: "The e-mail address or the password is wrong." },
  REFRESH_TOKEN_INVALID: { status: 401, message: "The refresh token is unknown or has expired." },
  REFRESH_TOKEN_REUSED: {
    status: 401,
    message: "The refresh token was used before; the session has been ended.",
  },
  ACCESS_DENIED: { status: 403, message: "The account's role may not use this route." },
  ROUTE_NOT_FOUND: { status: 404, message: "There is no such route." },
  ACCOUNT_NOT_FOUND: { status: 404, message: "There is no such account." },
  ACCOUNT_EXISTS: { status: 409, message: "An account with this e-mail address exists." },
  BACKUP_RUNNING: { status: 409, message: "A backup is being made already." },
  BODY_TOO_LARGE: { status: 413, message: "The request body or the file is larger than allowed." },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, message: "The content type is not supported by this route." },
  DOCUMENT_TYPE_UNSUPPORTED: { status: 415, message: "Documents are plain text, Markdown or PDF." },
  DOCUMENT_UNREADABLE: { status: 422, message: "No text could be read from the document." },
  ACCOUNT_LOCKED: { status: 429, message: "Too many failed log-ins; try again later." },
  RATE_LIMITED: { status: 429, message: "Too many requests; try again later." },
  INTERNAL_ERROR: { status: 500, message: "The request failed for a reason on our side." },
  BACKUP_FAILED: { status: 500, message: "The backup could not be made; the log says why." },
  PROVIDER_FAILED: { status: 502, message: "The language model provider failed; try again later." },
  AUDIT_UNAVAILABLE: {
    status: 503,
    message: "The access cannot be recorded, and is therefore refused; try again later.",
  },
  DATABASE_UNAVAILABLE: { status: 503, message: "The database does not answer; try again later." },
  REVOCATION_UNAVAILABLE: {
    status: 503,
    message: "Whether the session has ended cannot be told; try again later.",
  },
  VECTOR_SEARCH_UNAVAILABLE: { status: 503, message: "The vector search does not answer; try again later." },
  OVERLOADED: { status: 503, message: "Too much of this is under way; try again shortly." },
  PROVIDER_TIMEOUT: { status: 504, message: "The language model provider took too long; try again later." },
};
