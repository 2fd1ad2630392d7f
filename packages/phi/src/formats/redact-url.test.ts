import { expect, it } from "vitest";
import { createRedactor } from "../create-redactor.ts";
import { defaultPolicy } from "../policies/default-policy.ts";

const redactor = createRedactor(defaultPolicy);

it.each([
  ["https://api.example.org/v1/models", "https://api.example.org/v1/models"],
  ["http://127.0.0.1:8090/v1/chat/completions", "http://127.0.0.1:8090/v1/chat/completions"],
  ["/api/rag/query?limit=10&order=asc", "/api/rag/query?limit=10&order=asc"],
  ["/api/patients/:id/notes", "/api/patients/:id/notes"],
  ["/api/patients/48213/notes", "/api/patients/[REDACTED:MRN]/notes"],
  ["/api/patients/zed-quark", "/api/patients/[REDACTED:MRN]"],
  ["/search?q=headache&patient_name=zed", "/search?q=[REDACTED:URL]&patient_name=[REDACTED:NAME]"],
  ["/search?q=jane%40example.org", "/search?q=[REDACTED:EMAIL]"],
  ["/users/jane%40example.org/edit", "/users/[REDACTED:EMAIL]/edit"],
  ["postgres://app:pa55@db:5432/main", "postgres://[REDACTED:SECRET]@db:5432/main"],
  ["https://x.example/a#token=abc", "https://x.example/a#[REDACTED:URL]"],
  ["email=jane&x=1", "email=[REDACTED:EMAIL]&x=1"],
  // What goes divides the rest otherwise.
  ["E'  9/20/1968 )patient_name= ", "E'  [REDACTED:DATE] )patient_name=[REDACTED:NAME]"],
  ["", ""],
])("%s", (given, expected) => {
  expect(redactor.url(given)).toBe(expected);
  expect(redactor.url(redactor.url(given))).toBe(expected);
});

it("is what fields that hold URLs pass through", () => {
  expect(redactor.field("url.full", "http://h/a?q=zed")).toBe("http://h/a?q=[REDACTED:URL]");
  expect(redactor.field("url.query", "q=zed")).toBe("q=[REDACTED:URL]");
});

it("takes a query for one whatever its values hold", () => {
  expect(redactor.url("visit=4/21/2023&q=jane")).toBe("visit=[REDACTED:DATE]&q=[REDACTED:URL]");
});
