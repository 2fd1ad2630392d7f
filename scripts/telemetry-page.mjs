// docs/generated/telemetry.md: each metric, span and log field of an observed service, and what causes it.
import { createTelemetry } from "../packages/telemetry/dist/index.js";
import {
  logFieldCatalogue,
  metricCauses,
  spanCatalogue,
} from "../packages/telemetry/dist/signal-catalogue.js";

/** Read at each scrape, and explained by their own help. */
const ofProcess = /^(process_(?!memory_limit)|nodejs_)/;

/** Every metric that the library can have, read from a service that uses all of it. */
async function libraryMetrics() {
  const telemetry = createTelemetry({
    serviceName: "page",
    serviceVersion: "0",
    environment: "test",
    otlpEndpoint: "http://127.0.0.1:9",
    logLevel: "fatal",
  });
  telemetry.observeRedis({ sendCommand() {} });
  telemetry.observeLanguageModel({ provider: "none", prices: [] });
  telemetry.reportHealth("page", true);
  telemetry.reportBackup("page", 0);
  const text = await telemetry.metrics.exposition();
  await telemetry.shutdown(1_000);
  return [...text.matchAll(/^# HELP (\S+) (.*)\n# TYPE \S+ (\S+)$/gm)].map(([, name, help, type]) => ({
    name,
    help,
    type,
  }));
}

export async function telemetryPage() {
  const metrics = (await libraryMetrics()).sort((a, b) => a.name.localeCompare(b.name));
  const explained = metrics.filter(({ name }) => !ofProcess.test(name));
  const missing = explained.filter(({ name }) => metricCauses[name] === undefined).map(({ name }) => name);
  const gone = Object.keys(metricCauses).filter((name) => !metrics.some((metric) => metric.name === name));
  if (missing.length > 0 || gone.length > 0) {
    throw new Error(
      `signal-catalogue.ts lacks the cause of ${missing.join(", ") || "none"} and explains ${gone.join(", ") || "none"} that are gone.`,
    );
  }
  return `# What a service tells, and what causes it

Generated from the declarations in the telemetry package by \`npm run docs\`; do not edit. Metrics of the gateway alone
are in [metrics.md](metrics.md).

## Metrics

| name | type | caused by | meaning |
| --- | --- | --- | --- |
${explained.map(({ name, type, help }) => `| \`${name}\` | ${type} | ${metricCauses[name]} | ${help} |`).join("\n")}

Read at each scrape: ${metrics
    .filter(({ name }) => ofProcess.test(name))
    .map(({ name }) => `\`${name}\``)
    .join(", ")}.

## Spans

| name | caused by | attributes |
| --- | --- | --- |
${spanCatalogue.map(({ name, cause, attributes }) => `| ${name} | ${cause} | ${attributes} |`).join("\n")}

## Log fields

One JSON object a line. A caller's own fields stand beside these; one with such a name gets \`_\` after it.

| field | stands in |
| --- | --- |
${logFieldCatalogue.map(({ name, cause }) => `| \`${name}\` | ${cause} |`).join("\n")}
`;
}
