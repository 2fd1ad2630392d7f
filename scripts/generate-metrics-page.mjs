// Writes docs/generated/metrics.md and telemetry.md from the definitions in the code; with --check it only says whether they are current.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { defineGatewayMetrics } from "../apps/gateway/dist/gateway-metrics.js";
import { signalCauses } from "../apps/gateway/dist/signal-causes.js";
import { createObservatoryMetrics } from "../apps/observatory/dist/own/observatory-metrics.js";
import { defineServiceMetrics } from "../packages/telemetry/dist/service-metrics.js";
import { telemetryPage } from "./telemetry-page.mjs";
import { fail, root } from "./workspace.mjs";

/** Stands in for a registry and keeps the definitions. */
function recorder() {
  const definitions = [];
  const record = (type) => (definition) => {
    definitions.push({ type, ...definition });
    return { add() {}, set() {}, observe() {} };
  };
  return { definitions, counter: record("counter"), gauge: record("gauge"), histogram: record("histogram") };
}

function defined(define, ...rest) {
  const metrics = recorder();
  define(metrics, ...rest);
  return metrics.definitions;
}

/** The observatory's own metrics are read from what it exposes once each has a series. */
function exposed() {
  const metrics = createObservatoryMetrics();
  metrics.recordsRejected.add({ boundary: "", signal: "" }, 0);
  metrics.requestsRejected.add({ boundary: "", reason: "" }, 0);
  metrics.forwarding.forwarded.add({ signal: "" }, 0);
  metrics.forwarding.dropped.add({ signal: "", reason: "" }, 0);
  metrics.forwarding.retries.add({ signal: "" }, 0);
  metrics.forwarding.queuedSizeBytes.set("", () => 0);
  metrics.ingestSeconds.observe({ boundary: "", signal: "" }, 0);
  metrics.rules.groups.set("", {});
  metrics.rules.observeRule(0);
  metrics.rules.observeGroup(0);
  const text = metrics.exposition();
  return [...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name, help]) => {
    const type = new RegExp(`^# TYPE ${name} (\\S+)$`, "m").exec(text)?.[1] ?? "unknown";
    const series = new RegExp(`^${name}(?:_bucket)?\\{([^}]*)\\}`, "m").exec(text)?.[1] ?? "";
    return {
      name,
      help,
      type,
      labels: [...series.matchAll(/(\w+)="/g)]
        .map(([, label]) => label)
        .filter((label) => label !== "le" && label !== "quantile"),
    };
  });
}

function table(definitions) {
  const rows = [...definitions]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, type, labels, help, buckets }) => {
      const bounds = buckets === undefined ? "" : ` Buckets: ${buckets.join(", ")}.`;
      return `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(" ")} | ${help}${bounds} |`;
    });
  return ["| name | type | labels | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function causes(kind) {
  const rows = signalCauses[kind].map(
    ({ name, cause, mayStayZero }) => `| \`${name}\` | ${cause} | ${mayStayZero ? "may stay 0" : ""} |`,
  );
  return ["| name | cause | |", "| --- | --- | --- |", ...rows].join("\n");
}

const content = `# Metrics

Generated from the definitions in the code by \`npm run docs\`; do not edit.

## Of every service observed by the telemetry package

${table(defined(defineServiceMetrics, { version: "", environment: "" }))}

Also the usual process and event-loop metrics (\`process_*\`, \`nodejs_*\`), \`phi_redactions_total{boundary,signal,type}\` and the
package's own \`telemetry_*\` counters.

## Of the gateway

${table(defined(defineGatewayMetrics))}

## What causes each signal of the gateway

A test runs the demo until each was read back from the observatory's APIs, but those marked as able to stay 0.

### Metrics

${causes("metrics")}

### Spans

${causes("spans")}

### Log fields

${causes("logFields")}

## Of the observatory

${table(exposed())}
`;

const pages = { metrics: content, telemetry: await telemetryPage() };

for (const [name, text] of Object.entries(pages)) {
  const page = `${root}/docs/generated/${name}.md`;
  if (!process.argv.includes("--check")) {
    mkdirSync(`${root}/docs/generated`, { recursive: true });
    writeFileSync(page, text);
  } else if (!existsSync(page) || readFileSync(page, "utf8") !== text) {
    fail(`docs/generated/${name}.md does not agree with the code: run npm run docs.`);
  }
}
