import type { RequestFailure } from "../http/request.ts";

export function failureTitle(failure: RequestFailure): string {
  if (failure.kind === "unreachable") return "The observatory did not answer";
  if (failure.kind === "malformed") return "The answer could not be read";
  return failure.status === 400 || failure.status === 422
    ? "The query is not accepted"
    : "The observatory answered with an error";
}

export function failureText(failure: RequestFailure): string {
  return failure.status === 0 || failure.kind === "malformed"
    ? failure.detail
    : `${failure.detail} (HTTP ${failure.status})`;
}
