import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { compileRegex, type PromqlFeature, promqlFeatures } from "@voiceassist/promql";
import type { OtlpSignal } from "@voiceassist/wire";
import { z } from "zod";
import type { ForwardTargets } from "./forward/forwarder.ts";
import { type OtlpHeaders, parseOtlpHeaders } from "./forward/otlp-headers.ts";
import { isOwnAddress } from "./listener-ports.ts";
import { StartupError } from "./startup-error.ts";

export interface Settings {
  /** The observatory's own folder inside VOICEASSIST_DATA_DIR. */
  readonly dataDirectory: string;
  readonly configDirectory: string;
  readonly consoleDirectory: string;
  readonly portOffset: number;
  /** Without it ClickHouse runs in this process. */
  readonly clickhouseUrl: string | undefined;
  readonly retentionDays: number;
  /** Whether `/api/v1/admin/tsdb/` may delete series and make snapshots. */
  readonly adminApi: boolean;
  /** Of whose pages a browser may read the Prometheus API: an anchored RE2 pattern; empty is nobody's. */
  readonly corsOrigin: string;
  /** What of PromQL, of the parts that Prometheus has behind flags, queries and rules may use. */
  readonly promqlFeatures: ReadonlySet<PromqlFeature>;
  /** Samples that one query may read, 16 bytes each. */
  readonly queryMaxSamples: number;
  /** Of metric samples that are kept in memory. */
  readonly sampleMemoryMegabytes: number;
  /** How much older than the newest of its series a sample may be. */
  readonly outOfOrderMinutes: number;
  /** Where what came in over OTLP and Zipkin goes besides the store. */
  readonly forwardTargets: ForwardTargets;
}

/** Highest port (65,535) less the highest of our own (16,686). */
const maxPortOffset = 48_849;
const maxRetentionDays = 3_650;
const minQuerySamples = 1_000;
const maxQuerySamples = 50_000_000;
const minSampleMegabytes = 16;
const maxSampleMegabytes = 65_536;
const maxOutOfOrderMinutes = 7 * 24 * 60;

const fromRepository = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}`, import.meta.url)).replace(/\/$/u, "");

const directory = z.string().refine(isAbsolute, "an absolute path");

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,9}$/u, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `a whole number from ${min} to ${max}`);

const otlpUrl = (signal: OtlpSignal) => {
  const error = `an http:// or https:// address that takes OTLP, without user and password, such as http://backend:4318/v1/${signal}`;
  return z.url({ protocol: /^https?$/u, error }).refine((url) => new URL(url).username === "", error);
};

const headersError =
  "name=value pairs with commas between them, each name once and each value percent-encoded, such as authorization=Bearer%20token";

const otlpHeaders = z
  .string()
  .transform(parseOtlpHeaders)
  .refine((headers): headers is OtlpHeaders => headers !== undefined, headersError);

const isFeature = (name: string): boolean => (promqlFeatures as ReadonlySet<string>).has(name);
const featureNames = `none, or some of ${[...promqlFeatures].join(",")}`;

const environment = z.object({
  VOICEASSIST_DATA_DIR: directory.optional(),
  VOICEASSIST_CONFIG_DIR: directory.default(fromRepository("infrastructure/observability")),
  VOICEASSIST_CONSOLE_DIR: directory.default(fromRepository("apps/console/dist/site")),
  VOICEASSIST_PORT_OFFSET: integer(0, maxPortOffset).default(0),
  CLICKHOUSE_URL: z
    .url({ protocol: /^https?$/u, error: "an http:// or https:// address of a ClickHouse server" })
    .optional(),
  LOG_RETENTION_DAYS: integer(1, maxRetentionDays).default(90),
  VOICEASSIST_ADMIN_API: z.enum(["true", "false"], "true or false").default("false"),
  CORS_ORIGIN: z
    .string()
    .refine((pattern) => compileRegex(pattern).ok, "a regular expression of RE2")
    .default(""),
  PROMQL_FEATURES: z
    .string()
    .transform((text) => (text === "none" ? [] : text.split(",").map((name) => name.trim())))
    .refine((names): names is PromqlFeature[] => names.every(isFeature), featureNames)
    .default([...promqlFeatures]),
  QUERY_MAX_SAMPLES: integer(minQuerySamples, maxQuerySamples).default(10_000_000),
  SAMPLE_MEMORY_MEGABYTES: integer(minSampleMegabytes, maxSampleMegabytes).default(384),
  OUT_OF_ORDER_MINUTES: integer(0, maxOutOfOrderMinutes).default(0),
  FORWARD_OTLP_TRACES_URL: otlpUrl("traces").optional(),
  FORWARD_OTLP_LOGS_URL: otlpUrl("logs").optional(),
  FORWARD_OTLP_METRICS_URL: otlpUrl("metrics").optional(),
  FORWARD_OTLP_HEADERS: otlpHeaders.optional(),
  FORWARD_OTLP_TRACES_HEADERS: otlpHeaders.optional(),
  FORWARD_OTLP_LOGS_HEADERS: otlpHeaders.optional(),
  FORWARD_OTLP_METRICS_HEADERS: otlpHeaders.optional(),
});

const forwardSettings = [
  "FORWARD_OTLP_TRACES_URL",
  "FORWARD_OTLP_LOGS_URL",
  "FORWARD_OTLP_METRICS_URL",
] as const;

/** Reads and freezes the settings. Throws a `StartupError` that names the setting and what was expected. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new StartupError(
      "SETTING_INVALID",
      `The setting ${name} is not usable: expected ${issue?.message}.`,
    );
  }
  const values = parsed.data;
  for (const name of forwardSettings) {
    const url = values[name];
    if (url !== undefined && isOwnAddress(url, values.VOICEASSIST_PORT_OFFSET)) {
      throw new StartupError(
        "SETTING_INVALID",
        `The setting ${name} is not usable: expected the address of another program, as this one is the observatory's own.`,
      );
    }
  }
  const target = (url: string | undefined, headers = values.FORWARD_OTLP_HEADERS ?? {}) =>
    url === undefined ? undefined : { url, headers };
  return Object.freeze({
    dataDirectory: `${values.VOICEASSIST_DATA_DIR ?? fromRepository(".voiceassist")}/observatory`,
    configDirectory: values.VOICEASSIST_CONFIG_DIR,
    consoleDirectory: values.VOICEASSIST_CONSOLE_DIR,
    portOffset: values.VOICEASSIST_PORT_OFFSET,
    clickhouseUrl: values.CLICKHOUSE_URL,
    retentionDays: values.LOG_RETENTION_DAYS,
    corsOrigin: values.CORS_ORIGIN,
    promqlFeatures: new Set(values.PROMQL_FEATURES),
    adminApi: values.VOICEASSIST_ADMIN_API === "true",
    queryMaxSamples: values.QUERY_MAX_SAMPLES,
    sampleMemoryMegabytes: values.SAMPLE_MEMORY_MEGABYTES,
    outOfOrderMinutes: values.OUT_OF_ORDER_MINUTES,
    forwardTargets: Object.freeze({
      traces: target(values.FORWARD_OTLP_TRACES_URL, values.FORWARD_OTLP_TRACES_HEADERS),
      logs: target(values.FORWARD_OTLP_LOGS_URL, values.FORWARD_OTLP_LOGS_HEADERS),
      metrics: target(values.FORWARD_OTLP_METRICS_URL, values.FORWARD_OTLP_METRICS_HEADERS),
    }),
  });
}
