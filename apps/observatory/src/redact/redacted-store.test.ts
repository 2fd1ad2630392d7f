import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("one module alone opens the store", () => {
  const source = fileURLToPath(new URL("..", import.meta.url));
  const opening = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (path) =>
      path.endsWith(".ts") &&
      !path.endsWith(".test.ts") &&
      /\bopenStore\b/u.test(readFileSync(`${source}${path}`, "utf8")),
  );
  expect(opening).toEqual(["redact/redacted-store.ts"]);
});
