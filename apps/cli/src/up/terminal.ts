import type { SystemOptions } from "./part.ts";
import { address } from "./ports.ts";
import type { ProcessUsage } from "./process-usage.ts";

const mebibyte = 1024 * 1024;

/** What a user reads once everything answers: where to look, and where data lies. */
export function welcome(options: SystemOptions, seconds: number): string {
  const at = (name: Parameters<typeof address>[0]) => address(name, options.portOffset);
  const rows = [
    ["Console", at("console")],
    ["Gateway", `${at("gateway")}/health`],
    ["Prometheus API", `${at("prometheus")}/api/v1/targets`],
    ["Loki API", `${at("loki")}/ready`],
    ["Jaeger API", `${at("jaeger")}/api/services`],
    ["Alertmanager", `${at("alertmanager")}/-/healthy`],
    ["OTLP/HTTP", at("otlp")],
    ["OTLP/gRPC", at("otlpGrpc")],
    ["Zipkin", `${at("zipkin")}/api/v2/spans`],
    ["Data", options.dataDir],
  ];
  const lines = rows.map(([name, value]) => `  ${(name ?? "").padEnd(16)}${value}`);
  const demo = options.demo
    ? "The demo clinic sends invented patients' traffic; leave it out with: npm start -- --no-demo"
    : "No demo traffic: send your own.";
  return `\nReady in ${seconds.toFixed(1)} s.\n\n${lines.join("\n")}\n\n${demo}\nStop with Ctrl-C.\n`;
}

/** One line a process: resident memory, and the share of one core since the earlier reading. */
export function usageTable(
  rows: readonly { readonly name: string; readonly before?: ProcessUsage; readonly now?: ProcessUsage }[],
  elapsedSeconds: number,
): string {
  const total = { residentSizeBytes: 0, share: 0 };
  const lines = rows.map(({ name, before, now }) => {
    if (before === undefined || now === undefined) return `  ${name.padEnd(16)}not measured on this platform`;
    const share = (now.cpuSeconds - before.cpuSeconds) / elapsedSeconds;
    total.residentSizeBytes += now.residentSizeBytes;
    total.share += share;
    return usageLine(name, now.residentSizeBytes, share);
  });
  const header = `Processes, over the last ${Math.round(elapsedSeconds)} s:`;
  return [header, ...lines, usageLine("all", total.residentSizeBytes, total.share), ""].join("\n");
}

function usageLine(name: string, residentSizeBytes: number, share: number): string {
  const size = `${Math.round(residentSizeBytes / mebibyte)} MiB`.padStart(9);
  return `  ${name.padEnd(16)}${size}  ${(share * 100).toFixed(1).padStart(5)}% of a core`;
}
