import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorCodes } from "./error-codes.ts";

test("README.md documents every error code as it is", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const documented = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) +\| (.+?) +\|$/gm)].map(
    ([, code, status, message]) => ({ code, status: Number(status), message }),
  );
  expect(documented).toEqual(Object.entries(errorCodes).map(([code, error]) => ({ code, ...error })));
});
