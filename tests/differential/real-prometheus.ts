import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { ready, run } from "../system/running-process.ts";

/** The Prometheus to compare with: one built by scripts/build-prometheus.sh before Debian's. */
export interface PrometheusProgram {
  readonly path: string;
  readonly version: string;
  readonly major: number;
  /** Whether it counts the samples of each step as the latest does: 3.16 changed the rules. */
  readonly countsSteps: boolean;
}

export function findPrometheus(): PrometheusProgram | undefined {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  for (const path of [`${cache}/voiceassist/prometheus-3.16.0/prometheus`, "/usr/bin/prometheus"]) {
    if (!existsSync(path)) continue;
    const shown = execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    const version = /version (?<version>\d+\.\d+\.\d+)/u.exec(shown)?.groups?.version ?? "0.0.0";
    const [major = 0, minor = 0] = version.split(".").map(Number);
    return { path, version, major, countsSteps: major > 3 || (major === 3 && minor >= 16) };
  }
  return undefined;
}

/** What the observatory allows too where nothing is set. */
const features = [
  "promql-experimental-functions",
  "promql-extended-range-selectors",
  "promql-binop-fill-modifiers",
  "exemplar-storage",
  "promql-per-step-stats",
] as const;

/** Runs it on its own data, with what it needs to take remote write and samples that are a day old. */
export async function startPrometheus(
  program: PrometheusProgram,
  port: number,
  config: string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), "voiceassist-prometheus-"));
  const configFile = join(directory, "prometheus.yml");
  writeFileSync(configFile, config);
  const process = run(program.path, [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(directory, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
    "--web.enable-remote-write-receiver",
    "--web.enable-admin-api",
    "--web.enable-lifecycle",
    "--log.level=error",
    ...(program.major >= 3 ? [`--enable-feature=${features.join(",")}`] : []),
  ]);
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await process.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await ready(`${url}/-/ready`);
  } catch (error) {
    await stop();
    throw new Error(`Prometheus did not start: ${process.stderr()}`, { cause: error });
  }
  return { url, stop };
}
