import type { RequestFailure } from "../http/request.ts";

const titles: Readonly<Record<RequestFailure["kind"], string>> = {
  unreachable: "The observatory did not answer",
  refused: "The query was not answered",
  malformed: "The answer could not be read",
};

export function failureTitle(failure: RequestFailure): string {
  return titles[failure.kind];
}

export function failureText(failure: RequestFailure): string {
  return failure.status === 0 || failure.kind === "malformed"
    ? failure.detail
    : `${failure.detail} (HTTP ${failure.status})`;
}
