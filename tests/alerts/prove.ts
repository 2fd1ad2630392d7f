// Makes each of the thirteen alerts fire by a real fault, with a real Prometheus and a real Alertmanager, and prints what was seen.
import { execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { receiversByAlert } from "../infrastructure/receivers-by-alert.ts";
import { eventually, type RunningProcess, repositoryRoot } from "../system/running-process.ts";
import type { Fault } from "./fault.ts";
import { gatewayLoad } from "./gateway-load.ts";
import { openLanguageModel } from "./language-model.ts";
import { openNotificationSink } from "./notification-sink.ts";
import {
  administrator,
  descendants,
  mountDisk,
  type StackOptions,
  startAlertmanager,
  startGateway,
  startNodeExporter,
  startPrometheus,
  startRedis,
  writeProvingCopy,
} from "./proving-stack.ts";

const defaultDivisor = 10;
const defaultFirstPort = 38_000;
/** At real durations; shorter as they are. */
const longestFiringMillis = 1_500_000;
const longestResolvingMillis = 2_400_000;
/** For what does not get faster: probes every ten seconds, timeouts of the gateway. */
const graceMillis = 60_000;
/** Two scrapes of each job, at real durations. */
const warmUpMillis = 60_000;
const diskMegabytes = 64;

const divisor = Number(process.env.PROVE_DIVISOR ?? defaultDivisor);
const firstPort = Number(process.env.PROVE_FIRST_PORT ?? defaultFirstPort);
const parameters = process.argv.slice(2);
const writeDocs = parameters.includes("--write-docs");
const only = parameters.filter((parameter) => !parameter.startsWith("--"));
const directory = `${process.env.PROVE_DIR ?? tmpdir()}/voiceassist-alerts`;
const ports = {
  gateway: firstPort,
  prometheus: firstPort + 1,
  alertmanager: firstPort + 2,
  webhook: firstPort + 3,
  smtp: firstPort + 4,
  node: firstPort + 5,
  model: firstPort + 6,
  redis: firstPort + 7,
};
const options: StackOptions = { directory, ports, divisor, webhookToken: "the token of the proof" };

const alertsAnswer = z.object({
  data: z.object({
    alerts: z.array(z.object({ labels: z.record(z.string(), z.string()), state: z.string() })),
  }),
});
async function firing(): Promise<ReadonlySet<string>> {
  const answer = await (await fetch(`http://127.0.0.1:${ports.prometheus}/api/v1/alerts`)).json();
  const { alerts } = alertsAnswer.parse(answer).data;
  return new Set(
    alerts.filter(({ state }) => state === "firing").map(({ labels }) => labels.alertname ?? ""),
  );
}

interface Row {
  readonly fault: string;
  readonly alert: string;
  readonly firedSeconds: string;
  readonly receivers: string;
  readonly resolvedSeconds: string;
}
const rows: Row[] = [];
const failures: string[] = [];

writeProvingCopy(options);
const disk = mountDisk(directory, diskMegabytes);
const auditDirectory = `${disk.path}/audit`;
const model = await openLanguageModel(ports.model);
const sink = await openNotificationSink(ports.webhook, ports.smtp, options.webhookToken);
let redis = startRedis(options);
let gateway = await startGateway(options, { auditDirectory });
const others: readonly RunningProcess[] = [
  startNodeExporter(options),
  startAlertmanager(options),
  startPrometheus(options),
];
const load = gatewayLoad(`http://127.0.0.1:${ports.gateway}`);
await load.enter();

const restartGateway = async (controlGroup?: string): Promise<void> => {
  await gateway.stop();
  gateway = await startGateway(options, {
    auditDirectory,
    ...(controlGroup === undefined ? {} : { controlGroup }),
  });
  await load.enter();
};
const mended = async (): Promise<void> => undefined;

const faults: readonly Fault[] = [
  {
    name: "no backup was ever made",
    alerts: ["NoRecentBackup"],
    async inject() {
      await mended();
      return async () => {
        const token = await load.tokenOf(administrator.email, administrator.password);
        const status = await load.send("POST", "/api/ops/backups", token);
        if (status >= 300) throw new Error(`The backup was answered with ${status}.`);
      };
    },
  },
  {
    name: "passwords are guessed, about ten a second",
    alerts: ["HighAuthenticationFailureRate"],
    async inject() {
      let guesses = 0;
      return load.keepDoing(2, 200, () => {
        guesses += 1;
        return load.login(`guess${guesses}@example.org`, "a wrong password");
      });
    },
  },
  {
    name: "the language model refuses",
    alerts: ["HighErrorRate"],
    async inject() {
      model.become("failing");
      const stop = load.keepDoing(2, 200, () => load.ask());
      return async () => {
        model.become("quick");
        await stop();
      };
    },
  },
  {
    name: "the language model answers slowly, then never",
    alerts: ["HighResponseTime", "SlowVectorSearch", "SlowRAGQueries"],
    async inject() {
      model.become("slow");
      const stops = [load.keepDoing(10, 50, () => load.search()), load.keepDoing(14, 50, () => load.ask())];
      return async () => {
        model.become("quick");
        await Promise.all(stops.map((stop) => stop()));
      };
    },
  },
  {
    name: "Redis, which keeps revoked tokens, is stopped",
    alerts: ["TokenRevocationServiceDown"],
    async inject() {
      await redis.stop();
      return async () => {
        redis = startRedis(options);
        await sleep(1_000);
        await load.enter();
      };
    },
  },
  {
    name: "the disk of the audit log is full",
    alerts: ["AuditLogFailures", "LowDiskSpace"],
    async inject() {
      fill(`${disk.path}/ballast`);
      const stop = load.keepDoing(2, 50, () => load.search());
      return async () => {
        rmSync(`${disk.path}/ballast`, { force: true });
        await stop();
        await load.enter();
      };
    },
  },
  {
    name: "the database hangs under load (its process is stopped)",
    alerts: ["DatabaseDown", "DatabaseConnectionPoolNearLimit"],
    async inject() {
      const [database] = descendants(gateway.child.pid ?? 0);
      if (database === undefined) return "the gateway has no database process";
      process.kill(database, "SIGSTOP");
      const stop = load.keepDoing(16, 20, () => load.search());
      return async () => {
        process.kill(database, "SIGCONT");
        await stop();
        await load.enter();
      };
    },
  },
  {
    name: "the gateway's control group allows less memory than it uses",
    alerts: ["HighMemoryUsage"],
    async inject() {
      const group = "/sys/fs/cgroup/memory/voiceassist-proof";
      try {
        mkdirSync(group, { recursive: true });
        // The soft limit: exceeding it fails nothing, and the process reads it as its limit. Half of what the gateway
        // has grown to is less than what it begins with.
        writeFileSync(`${group}/memory.soft_limit_in_bytes`, String(Math.round(residentBytes(gateway) / 2)));
      } catch (error) {
        return `a control group cannot be made here (${error instanceof Error ? error.message : String(error)})`;
      }
      await restartGateway(group);
      return async () => {
        await restartGateway();
        rmdirSync(group);
      };
    },
  },
  {
    name: "the gateway is stopped",
    alerts: ["ServiceDown"],
    async inject() {
      await gateway.stop();
      return async () => {
        gateway = await startGateway(options, { auditDirectory });
        await load.enter();
      };
    },
  },
];

/** Writes until nothing more fits, in large steps and then in small ones. */
function fill(path: string): void {
  const file = openSync(path, "w");
  for (const stepBytes of [65_536, 4_096, 512, 1]) {
    try {
      for (let step = 0; step < (diskMegabytes * 1_048_576) / stepBytes; step += 1) {
        writeSync(file, Buffer.alloc(stepBytes, 1));
      }
    } catch {
      // No space left for a step of this size: that is what was wanted.
    }
  }
  closeSync(file);
}

function residentBytes(running: RunningProcess): number {
  const status = readFileSync(`/proc/${running.child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
}

const webhooksOf = (alert: string): readonly string[] =>
  (receiversByAlert[alert] ?? []).filter((receiver) => receiver !== "warning-email");

/** Answers when the alerts have fired and the fault is mended, with the wait for their resolution, which may go on meanwhile. */
async function prove(fault: Fault): Promise<Promise<void>[]> {
  process.stdout.write(`${fault.name} …\n`);
  // What an earlier fault raised proves nothing about this one.
  try {
    await eventually(
      async () => [...(await firing())].filter((alert) => fault.alerts.includes(alert)),
      (early) => early.length === 0,
      longestResolvingMillis / divisor + graceMillis,
    );
  } catch (error) {
    failures.push(
      `${fault.name}: fires before the fault: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const injectedMillis = Date.now();
  const mend = await fault.inject();
  if (typeof mend === "string") {
    for (const alert of fault.alerts)
      rows.push({ fault: fault.name, alert, firedSeconds: "not run", receivers: mend, resolvedSeconds: "" });
    return [];
  }
  const fired = new Map<string, string>();
  const reached = (alert: string, status: string, sinceMillis: number): readonly string[] => [
    ...new Set(
      sink.notifications
        .filter((item) => item.alert === alert && item.status === status && item.atMillis >= sinceMillis)
        .map(({ receiver }) => receiver),
    ),
  ];
  const all = (alert: string, status: string, sinceMillis: number): boolean =>
    webhooksOf(alert).every((receiver) => reached(alert, status, sinceMillis).includes(receiver));
  const seconds = (sinceMillis: number): string => ((Date.now() - sinceMillis) / 1_000).toFixed(1);
  try {
    await eventually(
      async () => {
        const now = await firing();
        for (const alert of fault.alerts)
          if (now.has(alert) && !fired.has(alert)) fired.set(alert, seconds(injectedMillis));
        return fault.alerts.filter((alert) => !fired.has(alert) || !all(alert, "firing", injectedMillis));
      },
      (missing) => missing.length === 0,
      longestFiringMillis / divisor + graceMillis,
    );
  } catch (error) {
    failures.push(`${fault.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const mendedMillis = Date.now();
  await mend();
  const resolving = fault.alerts.map(async (alert) => {
    // What never fired cannot resolve, and has been reported.
    let resolvedSeconds = fired.has(alert) ? "NOT RESOLVED" : "";
    try {
      if (fired.has(alert)) {
        await eventually(
          async () => !(await firing()).has(alert) && all(alert, "resolved", mendedMillis),
          Boolean,
          longestResolvingMillis / divisor + graceMillis,
        );
        resolvedSeconds = seconds(mendedMillis);
      }
    } catch {
      failures.push(`${alert} did not resolve after: ${fault.name}`);
    }
    rows.push({
      fault: fault.name,
      alert,
      firedSeconds: fired.get(alert) ?? "NOT FIRED",
      receivers: reached(alert, "firing", injectedMillis).join(", "),
      resolvedSeconds,
    });
  });
  return resolving;
}

try {
  await eventually(async () => (await firing()).has("Watchdog"), Boolean, graceMillis);
  // Rates need samples from before a fault.
  await sleep(warmUpMillis / divisor);
  const resolving: Promise<void>[] = [];
  for (const fault of faults) {
    const isWanted = only.length === 0 || fault.alerts.some((alert) => only.includes(alert));
    if (isWanted) resolving.push(...(await prove(fault)));
  }
  await Promise.all(resolving);
} finally {
  await Promise.all([gateway, redis, ...others].map((running) => running.stop()));
  await Promise.all([model.close(), sink.close()]);
  disk.unmount();
}

/** A program built from its Go module knows no version; scripts/build-real-stack.sh writes it beside. */
const versionOf = (program: string): string => {
  const [said = ""] = execFileSync(program, ["--version"], { encoding: "utf8" }).split(" (", 1);
  return existsSync(`${program}.version`)
    ? `${basename(program)}, Go module ${readFileSync(`${program}.version`, "utf8").trim()}`
    : said;
};
const inOrder = faults.flatMap(({ name }) => rows.filter(({ fault }) => fault === name));
const programs = [
  process.env.PROMETHEUS ?? "prometheus",
  process.env.ALERTMANAGER ?? "prometheus-alertmanager",
];
const report = `${programs.map(versionOf).join("; ")}. Durations of rules, scrapes and routes are divided by ${divisor}; seconds as measured.

| fault | alert | seconds to fire | receivers | seconds to resolve |
| --- | --- | --- | --- | --- |
${inOrder
  .map(
    (row) =>
      `| ${row.fault} | ${row.alert} | ${row.firedSeconds} | ${row.receivers} | ${row.resolvedSeconds} |\n`,
  )
  .join("")}
Slack: ${sink.slackTitles.length} messages. PagerDuty: ${sink.pagerDutyCalls()} events. E-mail: ${sink.emails.length} messages.
`;
process.stdout.write(`\n${report}`);
if (writeDocs) {
  writeFileSync(
    `${repositoryRoot}/docs/generated/alerts.md`,
    `# Alerts, each by a real fault

Written by \`npm run prove:alerts -- --write-docs\`; do not edit. The gateway runs with the files of
\`infrastructure/observability\`, a real Prometheus and a real Alertmanager; each fault is made, the alert must not fire before it, and
must reach its receivers (webhooks; e-mail is counted below) and resolve once the fault is mended.

${report}`,
  );
}
for (const failure of failures) process.stderr.write(`FAILED ${failure}\n`);
process.exit(failures.length === 0 ? 0 : 1);
