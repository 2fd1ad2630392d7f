import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promqlFeatures } from "@voiceassist/promql";
import type { ForwardTargets } from "../forward/forwarder.ts";
import { type ListenerName, listenerPorts } from "../listener-ports.ts";
import { type Observatory, startObservatory } from "../observatory.ts";
import { createOwnLog } from "../own/own-log.ts";
import { StartupError } from "../startup-error.ts";

/** An observatory with a real store in a directory of its own, on ports of its own. */
export interface RunningObservatory {
  readonly directory: string;
  readonly portOffset: number;
  readonly logLines: readonly string[];
  url(listener: ListenerName, path: string): string;
  get(listener: ListenerName, path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(
    listener: ListenerName,
    path: string,
    body: Uint8Array | string | object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

const firstOffset = 21_000;
const offsetStep = 37;
const maxAttempts = 20;

/** `prometheusYaml` is written beside a folder `targets/` into which the test may write. */
export async function runObservatory(
  prometheusYaml: string,
  forwardTargets: Partial<ForwardTargets> = {},
): Promise<RunningObservatory> {
  const directory = mkdtempSync(join(tmpdir(), "observatory-"));
  const configDirectory = join(directory, "config");
  const repositoryConfig = fileURLToPath(
    new URL("../../../../infrastructure/observability", import.meta.url),
  );
  cpSync(join(repositoryConfig, "grafana"), join(configDirectory, "grafana"), { recursive: true });
  mkdirSync(join(configDirectory, "prometheus", "targets"), { recursive: true });
  writeFileSync(join(configDirectory, "prometheus", "prometheus.yml"), prometheusYaml);

  const logLines: string[] = [];
  const log = createOwnLog(
    (line) => logLines.push(line),
    () => new Date(),
  );
  const { observatory, portOffset } = await startOnFreePorts(directory, configDirectory);

  const url = (listener: ListenerName, path: string): string =>
    `http://127.0.0.1:${listenerPorts[listener] + portOffset}${path}`;
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    text: await response.text(),
    headers: response.headers,
  });
  return {
    directory,
    portOffset,
    logLines,
    url,
    get: async (listener, path, headers = {}) => answer(await fetch(url(listener, path), { headers })),
    async post(listener, path, body, headers = {}) {
      const isRaw = typeof body === "string" || body instanceof Uint8Array;
      const response = await fetch(url(listener, path), {
        method: "POST",
        body: isRaw ? Buffer.from(body) : JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      });
      return answer(response);
    },
    async stop() {
      await observatory.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };

  async function startOnFreePorts(
    dataDirectory: string,
    config: string,
  ): Promise<{ readonly observatory: Observatory; readonly portOffset: number }> {
    for (let attempt = 0; ; attempt++) {
      const offset = firstOffset + ((process.pid + attempt * offsetStep) % 10_000);
      try {
        const settings = {
          dataDirectory: join(dataDirectory, "data", "observatory"),
          configDirectory: config,
          consoleDirectory: join(dataDirectory, "no-console"),
          portOffset: offset,
          clickhouseUrl: undefined,
          retentionDays: 90,
          adminApi: true,
          corsOrigin: "",
          promqlFeatures,
          queryMaxSamples: 10_000_000,
          sampleMemoryMegabytes: 384,
          outOfOrderMinutes: 0,
          forwardTargets: { traces: undefined, logs: undefined, metrics: undefined, ...forwardTargets },
        };
        return { observatory: await startObservatory(settings, log), portOffset: offset };
      } catch (error) {
        const isTaken = error instanceof StartupError && error.code === "PORT_TAKEN";
        if (!isTaken || attempt >= maxAttempts) throw error;
      }
    }
  }
}
