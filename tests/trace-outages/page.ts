import { type Outage, phases } from "./outage.ts";
import type { Fault } from "./trace-receiver.ts";

const meanings: Readonly<Record<Fault, string>> = {
  gone: "its port is closed",
  silent: "it takes requests and never answers",
  slow: "it answers after two seconds",
  failing: "it answers 500",
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

export function outageTables(outages: readonly Outage[]): string {
  const latencies = outages.flatMap((outage) =>
    phases.map((phase) => {
      const { subject, control, medianResidentMebibytes, mostResidentMebibytes } = outage.phases[phase];
      return [
        outage.fault,
        phase,
        String(subject.requests),
        String(subject.failed.length),
        subject.p50Millis.toFixed(1),
        subject.p99Millis.toFixed(1),
        control.p50Millis.toFixed(1),
        control.p99Millis.toFixed(1),
        medianResidentMebibytes.toFixed(0),
        mostResidentMebibytes.toFixed(0),
      ];
    }),
  );
  const losses = outages.map(
    ({ fault, droppedSpans, recoverySeconds, droppedAfterRecovery, unaccountedSpans }) => [
      fault,
      String(droppedSpans.export_failed),
      String(droppedSpans.queue_full),
      String(droppedSpans.refused),
      recoverySeconds.toFixed(1),
      String(droppedAfterRecovery),
      String(unaccountedSpans),
    ],
  );
  const latencyHead = ["receiver", "phase", "requests", "failed", "p50 ms", "p99 ms"];
  return `${table(
    [...latencyHead, "p50 ms beside", "p99 ms beside", "RSS MiB, median", "RSS MiB, most"],
    latencies,
  )}

${table(
  [
    "receiver",
    "dropped: export_failed",
    "dropped: queue_full",
    "dropped: refused",
    "seconds until spans arrived again",
    "dropped after that",
    "neither arrived nor counted",
  ],
  losses,
)}`;
}

export function outagePage(outages: readonly Outage[], minutes: number, perSecond: number): string {
  const faults = outages.map(({ fault }) => `- \`${fault}\`: ${meanings[fault]}`).join("\n");
  return `# When the trace receiver fails

Measured by \`npm run prove:outages -- --minutes ${minutes} --write-docs\`; do not edit. A gateway as in production, with
PostgreSQL, is asked ${perSecond} times a second while its trace receiver is broken for ${minutes} minutes in each of these ways, and mended again:

${faults}

\`beside\` is a second gateway on the same machine, asked at the same moments, whose receiver works: what both show is the machine's.

${outageTables(outages)}
`;
}
