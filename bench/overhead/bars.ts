import { type Measurement, modes, quantile, type Round, routes, windowsPerRound } from "./measure.ts";
import type { Mode } from "./server-process.ts";

interface RouteSummary {
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly residentMebibytes: number;
  /** Median and quartiles of the windows. */
  readonly p99Millis: number;
  readonly p99Quartiles: readonly [number, number];
}

type Summary = Readonly<Record<Mode, Readonly<Record<string, RouteSummary>>>>;

export interface OverheadBar {
  readonly what: string;
  readonly reached: string;
  readonly asked: string;
  readonly isMet: boolean;
}

/** Of CPU, rate and memory the median of the rounds; of the 99th percentiles the median of all windows. */
export function summarise(rounds: readonly Round[]): Summary {
  const summary = {} as Record<Mode, Record<string, RouteSummary>>;
  for (const mode of modes) {
    const ofMode: Record<string, RouteSummary> = {};
    summary[mode] = ofMode;
    for (const { name } of routes) {
      const measured = rounds.flatMap((round) => round[mode][name] ?? []);
      const median = (figure: Exclude<keyof Measurement, "p99Millis">): number =>
        quantile(
          measured.map((measurement) => measurement[figure]),
          0.5,
        );
      const windows = measured.flatMap(({ p99Millis }) => p99Millis);
      ofMode[name] = {
        cpuMicros: median("cpuMicros"),
        perSecond: median("perSecond"),
        residentMebibytes: median("residentMebibytes"),
        p99Millis: quantile(windows, 0.5),
        p99Quartiles: [quantile(windows, 0.25), quantile(windows, 0.75)],
      };
    }
  }
  return summary;
}

export function barsOf(summary: Summary): readonly OverheadBar[] {
  const added = (mode: Mode, route: string, figure: Exclude<keyof RouteSummary, "p99Quartiles">): number =>
    of(summary, mode, route)[figure] - of(summary, "bare", route)[figure];
  const ratio = (route: string): number =>
    of(summary, "ours", route).perSecond / of(summary, "bare", route).perSecond;
  const cpu = added("ours", "hello", "cpuMicros");
  const memory = Math.max(...routes.map(({ name }) => added("ours", name, "residentMebibytes")));
  const p99 = Math.max(...routes.map(({ name }) => added("ours", name, "p99Millis")));
  return [
    atMost("CPU added to hello, µs", cpu, 22, 1),
    atMost("of what the usual set-up adds to hello", cpu / added("usual", "hello", "cpuMicros"), 0.2, 2),
    atLeast("throughput of hello, of bare", ratio("hello"), 0.45),
    atLeast("throughput of order, of bare", ratio("order"), 0.6),
    atMost("memory added, MiB", memory, 40, 0),
    atMost("99th percentile added at 2,000 requests a second, ms", p99, 1, 2),
  ];
}

function of(summary: Summary, mode: Mode, route: string): RouteSummary {
  const measured = summary[mode][route];
  if (measured === undefined) throw new Error(`${route} was not measured`);
  return measured;
}

function atMost(what: string, reached: number, asked: number, digits: number): OverheadBar {
  return { what, reached: reached.toFixed(digits), asked: `≤ ${asked}`, isMet: reached <= asked };
}

function atLeast(what: string, reached: number, asked: number): OverheadBar {
  return { what, reached: reached.toFixed(2), asked: `≥ ${asked}`, isMet: reached >= asked };
}

/** A bare server answers these routes in about a millisecond; where it did not, others used the machine. */
const quietMillis = 5;

const head = [
  "route",
  "mode",
  "CPU µs a request",
  "added",
  "requests/s",
  "of bare",
  "RSS MiB",
  "p99 ms at 2,000/s",
  "quartiles",
];

export function overheadTable(summary: Summary): string {
  const rows = routes.flatMap(({ name }) =>
    modes.map((mode) => {
      const measured = of(summary, mode, name);
      const bare = of(summary, "bare", name);
      return [
        name,
        mode,
        measured.cpuMicros.toFixed(1),
        (measured.cpuMicros - bare.cpuMicros).toFixed(1),
        measured.perSecond.toFixed(0),
        (measured.perSecond / bare.perSecond).toFixed(2),
        measured.residentMebibytes.toFixed(0),
        measured.p99Millis.toFixed(2),
        measured.p99Quartiles.map((millis) => millis.toFixed(2)).join(" to "),
      ];
    }),
  );
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

export function overheadPage(summary: Summary, bars: readonly OverheadBar[], rounds: number): string {
  const list = bars.map(
    ({ what, reached, asked, isMet }) => `| ${what} | ${reached} | ${asked} | ${isMet ? "met" : "missed"} |`,
  );
  return `# What being observed costs

Measured by \`npm run bench:overhead -- --write-docs\`; do not edit. \`bare\` is Fastify alone. \`ours\` is the telemetry package with metrics,
every trace exported, one access line a request and redaction. \`usual\` is sdk-node with the http and Fastify instrumentations,
prom-client and pino. \`hello\` is a GET; \`order\` is a POST with validation that waits a millisecond. Receiver and load run on the same
two cores.

CPU, rate and memory are medians of ${rounds} rounds; in each, every server ran in a fresh process with a semi-space of at most 8 MiB, in turn. For
the 99th percentile all three ran side by side and were asked in turn, a second each at 2,000 requests a second: the median of ${rounds * windowsPerRound} such
windows, and their quartiles. Where the system lets it, the benchmark's session goes before other work of the machine.

${overheadTable(summary)}

| bar | reached | asked | |
| --- | --- | --- | --- |
${list.join("\n")}
${busyNote(summary)}`;
}

function busyNote(summary: Summary): string {
  const slowest = Math.max(...routes.map(({ name }) => of(summary, "bare", name).p99Millis));
  if (slowest <= quietMillis) return "";
  return `
The machine was busy with other work: the bare server itself took up to ${slowest.toFixed(0)} ms. CPU and memory stand; rates and the
99th percentile say little.
`;
}
