import { appEntry, repositoryRoot } from "../repository.ts";
import { address, defaultPorts } from "./ports.ts";

export type PartName = "observatory" | "gateway" | "clinic";

/** One process of the system, as data. */
export interface Part {
  readonly name: PartName;
  readonly entry: string;
  readonly nodeOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Answers 200 when the part can be used. */
  readonly readyUrls: readonly string[];
}

export interface SystemOptions {
  readonly demo: boolean;
  readonly dataDir: string;
  readonly portOffset: number;
}

/** Of the demo alone: its gateway listens on loopback, and its patients are invented. */
const demoAdmin = { ADMIN_EMAIL: "admin@clinic.example.org", ADMIN_PASSWORD: "correct horse battery staple" };

/** The parts in the order they start: whoever receives comes before whoever sends. */
export function parts(options: SystemOptions): readonly Part[] {
  const at = (name: keyof typeof defaultPorts) => address(name, options.portOffset);
  const everyone = {
    VOICEASSIST_DATA_DIR: options.dataDir,
    VOICEASSIST_PORT_OFFSET: String(options.portOffset),
    VOICEASSIST_CONFIG_DIR: `${repositoryRoot}/infrastructure/observability`,
  };
  const observatory: Part = {
    name: "observatory",
    entry: appEntry("observatory"),
    nodeOptions: [],
    // In-process ClickHouse works on libuv's pool; its default of 4 threads would starve file and DNS work.
    environment: { ...everyone, UV_THREADPOOL_SIZE: "16" },
    readyUrls: [
      `${at("prometheus")}/-/ready`,
      `${at("loki")}/ready`,
      `${at("alertmanager")}/-/ready`,
      `${at("console")}/api/health`,
    ],
  };
  const gateway: Part = {
    name: "gateway",
    entry: appEntry("gateway"),
    // Small generations are collected sooner: measured at rest, 94 MB instead of 130.
    nodeOptions: ["--max-old-space-size=256", "--max-semi-space-size=2"],
    environment: {
      ...everyone,
      OTLP_ENDPOINT: at("otlp"),
      ...(options.demo
        ? {
            OPENAI_BASE_URL: `${at("simulatedOpenai")}/v1`,
            OPENAI_API_KEY: "simulated",
            ENVIRONMENT: "demo",
            REDIS_URL:
              process.env.REDIS_URL ??
              `redis://localhost:${defaultPorts.simulatedRedis + options.portOffset}/0`,
            // The clinic tells at which address each of its invented people sits.
            TRUST_PROXY: "true",
            RATE_LIMIT_USER_PER_MINUTE: "100000",
            ...demoAdmin,
          }
        : {}),
    },
    readyUrls: [`${at("gateway")}/ready`],
  };
  const clinic: Part = {
    name: "clinic",
    entry: appEntry("clinic"),
    nodeOptions: [],
    environment: { ...everyone, GATEWAY_URL: at("gateway"), ...demoAdmin },
    readyUrls: [`${at("simulatedOpenai")}/health`],
  };
  return options.demo ? [observatory, clinic, gateway] : [observatory, gateway];
}
