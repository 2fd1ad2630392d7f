import { readFileSync } from "node:fs";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { phiLines } from "./phi-lines.ts";
import { replaceStage } from "./replace-stage.ts";
import { observabilityDirectory } from "./tool.ts";

interface Stage {
  readonly expression: string;
  readonly replacement: string;
}

const promtailStage = z.looseObject({
  replace: z.object({ expression: z.string(), replace: z.string() }).optional(),
});
const promtailConfig = z.looseObject({
  scrape_configs: z.array(z.looseObject({ pipeline_stages: z.array(promtailStage) })),
});

function promtailStages(): readonly Stage[] {
  const text = readFileSync(`${observabilityDirectory}/promtail/promtail-config.yml`, "utf8");
  return promtailConfig
    .parse(parse(text))
    .scrape_configs.flatMap((config) => config.pipeline_stages)
    .flatMap(({ replace }) =>
      replace === undefined ? [] : [{ expression: replace.expression, replacement: replace.replace }],
    );
}

function alloyStages(): readonly Stage[] {
  const text = readFileSync(`${observabilityDirectory}/alloy/config.alloy`, "utf8");
  const blocks = /stage\.replace \{\s*expression = `([^`]+)`\s*replace\s+= "([^"]+)"\s*\}/g;
  return [...text.matchAll(blocks)].map(([, expression = "", replacement = ""]) => ({
    expression,
    replacement,
  }));
}

const pipeline = (stages: readonly Stage[]): ((line: string) => string) => {
  const compiled = stages.map(({ expression, replacement }) => replaceStage(expression, replacement));
  return (line) => compiled.reduce((text, stage) => stage(text), line);
};

test("both pipelines have the same stages", () => {
  expect(promtailStages().length).toBeGreaterThan(20);
  expect(alloyStages()).toEqual(promtailStages());
});

test("every expression has the one group that is replaced", () => {
  for (const { expression } of promtailStages()) {
    expect(RE2JS.compile(expression).matcher("").groupCount(), expression).toBe(1);
  }
});

describe.each([
  ["promtail", promtailStages()],
  ["alloy", alloyStages()],
] as const)("%s", (_name, stages) => {
  const redact = pipeline(stages);

  test("lets no identifier of 1,000 lines through", () => {
    const survivors = phiLines(1_000).flatMap(({ line, identifiers }) => {
      const redacted = redact(line);
      return identifiers
        .filter((identifier) => redacted.includes(identifier))
        .map((identifier) => ({ identifier, redacted }));
    });
    expect(survivors).toEqual([]);
  });

  test.each([
    '{"level":"info","time":"2026-11-20T10:15:30.123Z","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","msg":"request completed","status":200,"duration_ms":12.5}',
    "2026-11-20 10:15:30.123 UTC [41] LOG:  checkpoint complete: wrote 42 buffers (0.3%)",
    'ts=2026-11-20T10:15:30Z caller=head.go:123 level=info msg="WAL segment loaded" segment=17 maxSegment=17',
    "listening on port 8000, pid 41, version 1.2.3",
    "GET /api/documents/search 200 in 23 ms",
    "1700000000000 took 4111 ms for 1234567890 rows",
  ])("leaves %s alone", (line) => {
    expect(redact(line)).toBe(line);
  });

  test("a second pass changes nothing", () => {
    for (const { line } of phiLines(64)) expect(redact(redact(line))).toBe(redact(line));
  });
});
