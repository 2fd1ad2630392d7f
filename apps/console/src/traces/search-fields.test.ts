import { expect, test } from "vitest";
import { checkSearch, readSearchFields } from "./search-fields.ts";

test("an address gives a search, with Jaeger's usual limit when it names none that is offered", () => {
  const fields = readSearchFields(
    new URLSearchParams("operation=GET+%2Fa&tags=error%3Dtrue&min=1.5s&limit=7"),
  );
  expect(checkSearch(fields, "gateway")).toEqual({
    ok: true,
    search: {
      service: "gateway",
      operation: "GET /a",
      tags: { error: "true" },
      minDuration: "1.5s",
      maxDuration: "",
      limit: 50,
    },
  });
});

test.each([
  ["tags=%3Dtrue", "tags"],
  ["min=5", "min"],
  ["max=fast", "max"],
])("%s is refused at its field", (address, field) => {
  expect(checkSearch(readSearchFields(new URLSearchParams(address)), "gateway")).toMatchObject({
    ok: false,
    field,
  });
});
