import { Command, InvalidArgumentError, Option } from "commander";
import type { Api } from "./get-json.ts";
import { createInspector, type Inspector } from "./inspector.ts";
import { createReport, type Report } from "./report.ts";
import { scanBytes, scanFiles } from "./scan-files.ts";
import { scanJaeger } from "./scan-jaeger.ts";
import { scanLoki } from "./scan-loki.ts";
import { scanPrometheus } from "./scan-prometheus.ts";
import { durationMillis, type TimeRange } from "./time-range.ts";

const defaultSince = "1h";
const defaultMaxLines = 100_000;
const defaultMaxTraces = 1_000;
const maxLimit = 100_000_000;
/** Apart from 1, which says that something was found. */
const unreadableExitCode = 2;

/** `voiceassist scan`: exit code 0 when nothing was found, 1 when something was, 2 when something could not be read. */
export function scanCommand(): Command {
  const command = new Command("scan")
    .description(
      "Report the kind, place and count of PHI in files, directories, standard input (- or no path) or a running " +
        "Loki, Prometheus or Jaeger; never the PHI. Exit code: 0 nothing found, 1 found, 2 could not read.",
    )
    .argument("[paths...]", "files and directories; a file called loki is ./loki")
    .option("--json", "report as JSON")
    .configureHelp({ showGlobalOptions: true })
    .action(async (paths: string[], options: JsonOption) => {
      await scanAndReport("Files", options, async (inspector, report) => {
        const named = paths.filter((path) => path !== "-");
        if (named.length < paths.length || paths.length === 0) {
          await scanBytes(process.stdin, "standard input", inspector, report);
        }
        await scanFiles(named, inspector, report);
      });
    });
  remote(command, "loki", "lines, labels and metadata", defaultMaxLines, "lines").action(
    async (url: URL, options: RemoteOptions, own: Command) => {
      await scanAndReport("Lines", own.optsWithGlobals(), (inspector, report) =>
        scanLoki(api("Loki", url), timeRange(options), options.limit, inspector, report),
      );
    },
  );
  remote(command, "prometheus", "names, labels, exemplars and help texts").action(
    async (url: URL, options: RemoteOptions, own: Command) => {
      await scanAndReport("Series", own.optsWithGlobals(), (inspector, report) =>
        scanPrometheus(api("Prometheus", url), timeRange(options), inspector, report),
      );
    },
  );
  remote(command, "jaeger", "names, tags and logs of spans", defaultMaxTraces, "traces of a service").action(
    async (url: URL, options: RemoteOptions, own: Command) => {
      await scanAndReport("Spans", own.optsWithGlobals(), (inspector, report) =>
        scanJaeger(api("Jaeger", url), timeRange(options), options.limit, inspector, report),
      );
    },
  );
  for (const each of [command, ...command.commands]) {
    each.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : unreadableExitCode));
  }
  return command;
}

interface JsonOption {
  readonly json?: boolean;
}

interface RemoteOptions {
  readonly since: number;
  readonly limit: number;
}

function remote(parent: Command, name: string, what: string, limit?: number, limited?: string): Command {
  const command = parent
    .command(name)
    .description(`Report PHI in the ${what} of a running ${name}.`)
    .configureHelp({ showGlobalOptions: true })
    .argument("<url>", "its address; user:password@ before the host is sent as Basic authorization", httpUrl)
    .addOption(
      new Option("--since <duration>", "how far back: 30m, 24h, 7d")
        .argParser(since)
        .default(since(defaultSince), defaultSince),
    );
  if (limit !== undefined)
    command.option("--limit <number>", `at most so many ${limited}`, wholeNumber, limit);
  return command;
}

async function scanAndReport(
  unit: string,
  { json }: JsonOption,
  scan: (inspector: Inspector, report: Report) => Promise<void>,
): Promise<void> {
  const report = createReport();
  await scan(createInspector(), report);
  // Whoever reads the findings may stop early (`| head`); the exit code still tells.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  if (json === true) {
    process.stdout.write(report.asJson());
  } else {
    const { findings, summary } = report.asText(unit);
    process.stdout.write(findings);
    process.stderr.write(summary);
  }
  process.exitCode = report.exitCode;
}

function api(name: string, url: URL): Api {
  return { name, url };
}

function timeRange(options: RemoteOptions): TimeRange {
  const endMillis = Date.now();
  return { startMillis: endMillis - options.since, endMillis };
}

function httpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new InvalidArgumentError("Give an address such as http://localhost:3100.");
  }
  return url;
}

function since(text: string): number {
  const millis = durationMillis(text);
  if (millis === undefined) throw new InvalidArgumentError("Give a duration such as 30m, 24h or 7d.");
  return millis;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > maxLimit) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${maxLimit}.`);
  }
  return number;
}
