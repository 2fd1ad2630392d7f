import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { observabilityDirectory } from "../infrastructure/tool.ts";
import { eventually, type RunningProcess, repositoryRoot, run } from "../system/running-process.ts";
import { scaledDurations } from "./scaled-durations.ts";

interface Ports {
  readonly gateway: number;
  readonly prometheus: number;
  readonly alertmanager: number;
  readonly webhook: number;
  readonly smtp: number;
  readonly node: number;
  readonly model: number;
  readonly redis: number;
}

export interface StackOptions {
  readonly directory: string;
  readonly ports: Ports;
  readonly divisor: number;
  readonly webhookToken: string;
}

const readyMillis = 60_000;

/** Copies the files of infrastructure/observability with shorter durations and the addresses of this machine. */
export function writeProvingCopy({ directory, ports, divisor, webhookToken }: StackOptions): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(`${directory}/secrets`, { recursive: true });
  const copy = (file: string, change: (text: string) => string = (text) => text): void => {
    const text = readFileSync(`${observabilityDirectory}/${file}`, "utf8");
    writeFileSync(`${directory}/${file}`, change(scaledDurations(text, divisor)));
  };
  mkdirSync(`${directory}/prometheus/targets`, { recursive: true });
  for (const file of ["prometheus.yml", "alerts.yml", "recording-rules.yml"]) copy(`prometheus/${file}`);
  const target = (name: string, port: number): void =>
    writeFileSync(`${directory}/prometheus/targets/${name}.yml`, `- targets: [localhost:${port}]\n`);
  target("gateway", ports.gateway);
  target("node", ports.node);
  target("alertmanager", ports.alertmanager);
  target("prometheus", ports.prometheus);

  cpSync(`${observabilityDirectory}/alertmanager`, `${directory}/alertmanager`, { recursive: true });
  const sink = `http://127.0.0.1:${ports.webhook}`;
  copy("alertmanager/alertmanager.yml", (text) =>
    text
      .replaceAll("http://alert-webhook:9095", sink)
      .replaceAll("/run/secrets", `${directory}/secrets`)
      .replace(/smtp_smarthost: .*/, `smtp_smarthost: 127.0.0.1:${ports.smtp}`)
      .replace("smtp_require_tls: true", `smtp_require_tls: false\n  pagerduty_url: ${sink}/pagerduty`),
  );
  const secrets = {
    smtp_password: "unused",
    slack_webhook_url: `${sink}/slack`,
    pagerduty_routing_key: "proving",
    alert_webhook_token: webhookToken,
  };
  for (const [name, value] of Object.entries(secrets)) writeFileSync(`${directory}/secrets/${name}`, value);
}

export function startPrometheus({ directory, ports, divisor }: StackOptions): RunningProcess {
  return run(process.env.PROMETHEUS ?? "prometheus", [
    `--config.file=${directory}/prometheus/prometheus.yml`,
    `--storage.tsdb.path=${directory}/prometheus-data`,
    `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    // Prometheus looks five minutes back for a series; that is a duration like the others.
    `--query.lookback-delta=${Math.round(300_000 / divisor)}ms`,
  ]);
}

export function startAlertmanager({ directory, ports }: StackOptions): RunningProcess {
  return run(process.env.ALERTMANAGER ?? "prometheus-alertmanager", [
    `--config.file=${directory}/alertmanager/alertmanager.yml`,
    `--storage.path=${directory}/alertmanager-data`,
    `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
    "--cluster.listen-address=",
  ]);
}

export function startNodeExporter({ ports }: StackOptions): RunningProcess {
  return run("prometheus-node-exporter", [
    `--web.listen-address=127.0.0.1:${ports.node}`,
    "--collector.disable-defaults",
    "--collector.filesystem",
    "--collector.meminfo",
  ]);
}

export function startRedis({ directory, ports }: StackOptions): RunningProcess {
  return run("redis-server", ["--port", String(ports.redis), "--save", "", "--dir", directory]);
}

export interface GatewayOptions {
  readonly auditDirectory: string;
  /** Path of a memory control group to start in. */
  readonly controlGroup?: string;
}

export const administrator = {
  email: "administrator@example.org",
  password: "an administrator of the proof",
};

export async function startGateway(
  { directory, ports }: StackOptions,
  { auditDirectory, controlGroup }: GatewayOptions,
): Promise<RunningProcess> {
  const entry = `${repositoryRoot}/apps/gateway/dist/main.js`;
  const environment = {
    PORT: String(ports.gateway),
    VOICEASSIST_DATA_DIR: `${directory}/gateway-data`,
    ENVIRONMENT: "proving",
    ENABLE_TRACING: "false",
    REDIS_URL: `redis://127.0.0.1:${ports.redis}/0`,
    OPENAI_API_KEY: "proving",
    OPENAI_BASE_URL: `http://127.0.0.1:${ports.model}/v1`,
    AUDIT_DIR: auditDirectory,
    BACKUP_DIR: `${directory}/backups`,
    BACKUP_INTERVAL_HOURS: "0",
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
    RATE_LIMIT_ADDRESS_PER_MINUTE: "100000",
    RATE_LIMIT_USER_PER_MINUTE: "100000",
    RATE_LIMIT_LOGIN_PER_MINUTE: "100000",
  };
  const gateway =
    controlGroup === undefined
      ? run(process.execPath, [entry], environment)
      : run(
          "sh",
          ["-c", `echo $$ > ${controlGroup}/cgroup.procs && exec "${process.execPath}" "${entry}"`],
          environment,
        );
  await eventually(
    async () => {
      if (gateway.child.exitCode !== null) return gateway.stderr();
      return (await fetch(`http://127.0.0.1:${ports.gateway}/health`)).status;
    },
    (status) => status === 200 || typeof status === "string",
    readyMillis,
  );
  if (gateway.child.exitCode !== null) throw new Error(`The gateway did not start: ${gateway.stderr()}`);
  return gateway;
}

/** Process ids of all descendants, nearest first. */
export function descendants(pid: number): readonly number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
  );
  return [...children, ...children.flatMap(descendants)];
}

/** A small disk of its own, an ext4 image on a loop device; needs the rights of root. */
export function mountDisk(
  directory: string,
  sizeMegabytes: number,
): { readonly path: string; unmount(): void } {
  const image = `${directory}/disk.img`;
  const path = `${directory}/disk`;
  mkdirSync(path, { recursive: true });
  execFileSync("truncate", ["-s", `${sizeMegabytes}M`, image]);
  execFileSync("mkfs.ext4", ["-q", "-m", "0", image]);
  execFileSync("mount", ["-o", "loop", image, path]);
  return { path, unmount: () => execFileSync("umount", ["-l", path]) };
}
