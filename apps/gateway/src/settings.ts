import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { StartUpError } from "./start-up-error.ts";

const gatewayPort = 8000;
const otlpHttpPort = 4318;
const highestPort = 65_535;
const shortestSecretLength = 32;
const longestRetentionDays = 3_650;
/** Ports of the Jaeger agent and of its own collector protocol, which no current SDK speaks. */
const retiredJaegerPorts: readonly number[] = [5775, 6831, 6832, 14_250, 14_268];

const must = (name: string, expectation: string): { readonly error: string } => ({
  error: `${name} must be ${expectation}`,
});
const wholeNumber = (name: string, from: number, to: number): z.ZodType<number> =>
  z.coerce
    .number(must(name, `a whole number from ${from} to ${to}`))
    .int(must(name, `a whole number from ${from} to ${to}`))
    .min(from, must(name, `a whole number from ${from} to ${to}`))
    .max(to, must(name, `a whole number from ${from} to ${to}`));
const flag = (name: string): z.ZodType<boolean> =>
  z.enum(["true", "false"], must(name, "true or false")).transform((text) => text === "true");
const httpUrl = (name: string): z.ZodType<string> =>
  z
    .url({ protocol: /^https?$/, ...must(name, "an absolute http or https URL") })
    .transform((url) => url.replace(/\/+$/, ""));

const environmentSchema = z.object({
  HOST: z
    .enum(["127.0.0.1", "::1", "localhost"], {
      error:
        "HOST must be a loopback address (127.0.0.1, ::1 or localhost): the gateway speaks plain HTTP, so put a proxy that ends TLS in front of it to be reached from elsewhere",
    })
    .default("127.0.0.1"),
  PORT: wholeNumber("PORT", 0, highestPort).optional(),
  VOICEASSIST_PORT_OFFSET: wholeNumber("VOICEASSIST_PORT_OFFSET", 0, highestPort - gatewayPort).default(0),
  VOICEASSIST_DATA_DIR: z
    .string()
    .refine(isAbsolute, must("VOICEASSIST_DATA_DIR", "an absolute path"))
    .default(() => resolve(".voiceassist")),
  ENABLE_METRICS: flag("ENABLE_METRICS").default(true),
  ENABLE_TRACING: flag("ENABLE_TRACING").default(true),
  OTLP_ENDPOINT: httpUrl("OTLP_ENDPOINT").optional(),
  JAEGER_HOST: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, must("JAEGER_HOST", "a host name without scheme or port"))
    .optional(),
  JAEGER_PORT: wholeNumber("JAEGER_PORT", 1, highestPort)
    .refine(
      (port) => !retiredJaegerPorts.includes(port),
      must("JAEGER_PORT", "Jaeger's OTLP/HTTP port (4318 by default), not a port of its retired protocols"),
    )
    .optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "fatal"], must("LOG_LEVEL", "debug, info, warn, error or fatal"))
    .default("info"),
  LOG_RETENTION_DAYS: wholeNumber("LOG_RETENTION_DAYS", 1, longestRetentionDays).default(90),
  ENVIRONMENT: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, must("ENVIRONMENT", "a lower-case word such as production"))
    .default("development"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      ...must("DATABASE_URL", "a URL such as postgresql://user:password@host:5432/database"),
    })
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl("OPENAI_BASE_URL").default("https://api.openai.com/v1"),
  OPENAI_MODEL: z
    .string()
    .regex(/^[\w.:/-]{1,128}$/, must("OPENAI_MODEL", "the name of a model"))
    .default("gpt-4o-mini"),
  JWT_SECRET: z
    .string()
    .min(shortestSecretLength, must("JWT_SECRET", `at least ${shortestSecretLength} characters long`))
    .optional(),
});

export interface OpenAiSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
}

export interface Settings {
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** The gateway's own folder in the data directory. */
  readonly dataDirectory: string;
  readonly metricsEnabled: boolean;
  readonly tracingEnabled: boolean;
  /** Base URL of an OTLP/HTTP receiver; absent when tracing is off or nothing names a receiver. */
  readonly otlpEndpoint?: string;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "fatal";
  readonly logRetentionDays: number;
  readonly environment: string;
  /** Absent: the embedded database. */
  readonly databaseUrl?: string;
  /** Absent: extractive answers and hashed n-gram vectors. */
  readonly openAi?: OpenAiSettings;
  /** Absent: generated once and kept in the data directory. */
  readonly jwtSecret?: string;
}

/**
 * The settings of one run. An empty variable counts as absent.
 *
 * @throws StartUpError naming the first setting that is malformed and what was expected; values are not repeated,
 * since some of them are secrets.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success)
    throw new StartUpError(`${parsed.error.issues[0]?.message ?? "A setting is malformed"}.`);
  const value = parsed.data;
  const otlpEndpoint =
    value.OTLP_ENDPOINT ??
    (value.JAEGER_HOST === undefined
      ? undefined
      : `http://${value.JAEGER_HOST}:${value.JAEGER_PORT ?? otlpHttpPort + value.VOICEASSIST_PORT_OFFSET}`);
  return Object.freeze({
    host: value.HOST,
    port: value.PORT ?? gatewayPort + value.VOICEASSIST_PORT_OFFSET,
    dataDirectory: resolve(value.VOICEASSIST_DATA_DIR, "gateway"),
    metricsEnabled: value.ENABLE_METRICS,
    tracingEnabled: value.ENABLE_TRACING,
    ...(value.ENABLE_TRACING && otlpEndpoint !== undefined ? { otlpEndpoint } : {}),
    logLevel: value.LOG_LEVEL,
    logRetentionDays: value.LOG_RETENTION_DAYS,
    environment: value.ENVIRONMENT,
    ...(value.DATABASE_URL === undefined ? {} : { databaseUrl: value.DATABASE_URL }),
    ...(value.OPENAI_API_KEY === undefined
      ? {}
      : {
          openAi: Object.freeze({
            apiKey: value.OPENAI_API_KEY,
            baseUrl: value.OPENAI_BASE_URL,
            model: value.OPENAI_MODEL,
          }),
        }),
    ...(value.JWT_SECRET === undefined ? {} : { jwtSecret: value.JWT_SECRET }),
  });
}
