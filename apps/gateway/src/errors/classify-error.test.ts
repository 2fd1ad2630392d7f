import { expect, test } from "vitest";
import { ApiError } from "./api-error.ts";
import { classifyError } from "./classify-error.ts";

const coded = (code: string, statusCode?: number) =>
  Object.assign(new Error("Jane Roe, 219-09-9999"), {
    code,
    ...(statusCode === undefined ? {} : { statusCode }),
  });

test.each([
  [new ApiError("ACCOUNT_EXISTS"), "ACCOUNT_EXISTS"],
  [coded("FST_ERR_CTP_BODY_TOO_LARGE", 413), "BODY_TOO_LARGE"],
  [coded("FST_ERR_CTP_INVALID_MEDIA_TYPE", 415), "MEDIA_TYPE_UNSUPPORTED"],
  [coded("FST_ERR_CTP_INVALID_JSON_BODY", 400), "REQUEST_INVALID"],
  [coded("ECONNREFUSED"), "DATABASE_UNAVAILABLE"],
  [coded("57P01"), "DATABASE_UNAVAILABLE"],
  [new Error("Query read timeout"), "DATABASE_UNAVAILABLE"],
  [coded("23505"), "INTERNAL_ERROR"],
  ["thrown text", "INTERNAL_ERROR"],
])("%s is answered as %s, without its text", (thrown, code) => {
  const answer = classifyError(thrown);
  expect(answer.code).toBe(code);
  expect(answer.message).not.toContain("Roe");
});
