import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { StartUpError } from "./start-up-error.ts";

const gatewayPort = 8000;
const otlpHttpPort = 4318;
const highestPort = 65_535;
const shortestSecretLength = 32;
const longestRetentionDays = 3_650;
const shortestPasswordLength = 12;
const highestRate = 10_000_000;
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
const absolutePath = (name: string): z.ZodType<string> =>
  z.string().refine(isAbsolute, must(name, "an absolute path"));
const httpUrl = (name: string): z.ZodType<string> =>
  z
    .url({ protocol: /^https?$/, ...must(name, "an absolute http or https URL") })
    .transform((url) => url.replace(/\/+$/, ""));

const otlpUrl = (name: string): z.ZodType<string> =>
  z
    .url({
      protocol: /^(https?|grpcs?)$/,
      ...must(name, "a URL such as http://host:4318 or grpc://host:4317"),
    })
    .transform((url) => url.replace(/\/+$/, ""));

export const logLevels = ["debug", "info", "warn", "error", "fatal"] as const;

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
  OTLP_ENDPOINT: otlpUrl("OTLP_ENDPOINT").optional(),
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
  LOG_LEVEL: z.enum(logLevels, must("LOG_LEVEL", "debug, info, warn, error or fatal")).default("info"),
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
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, ...must("REDIS_URL", "a URL such as redis://user:password@host:6379/0") })
    .optional(),
  QDRANT_URL: httpUrl("QDRANT_URL").optional(),
  QDRANT_API_KEY: z.string().optional(),
  ADMIN_EMAIL: z
    .email(must("ADMIN_EMAIL", "an e-mail address"))
    .transform((address) => address.toLowerCase())
    .optional(),
  ADMIN_PASSWORD: z
    .string()
    .min(shortestPasswordLength, must("ADMIN_PASSWORD", `at least ${shortestPasswordLength} characters long`))
    .optional(),
  TRUST_PROXY: flag("TRUST_PROXY").default(false),
  RATE_LIMIT_ADDRESS_PER_MINUTE: wholeNumber("RATE_LIMIT_ADDRESS_PER_MINUTE", 1, highestRate).default(6_000),
  RATE_LIMIT_USER_PER_MINUTE: wholeNumber("RATE_LIMIT_USER_PER_MINUTE", 1, highestRate).default(1_200),
  RATE_LIMIT_LOGIN_PER_MINUTE: wholeNumber("RATE_LIMIT_LOGIN_PER_MINUTE", 1, highestRate).default(60),
  LOCKOUT_ATTEMPTS: wholeNumber("LOCKOUT_ATTEMPTS", 1, 100).default(5),
  LOCKOUT_MINUTES: wholeNumber("LOCKOUT_MINUTES", 1, 24 * 60).default(15),
  AUDIT_DIR: absolutePath("AUDIT_DIR").optional(),
  BACKUP_DIR: absolutePath("BACKUP_DIR").optional(),
  BACKUP_KEY_FILE: absolutePath("BACKUP_KEY_FILE").optional(),
  BACKUP_INTERVAL_HOURS: wholeNumber("BACKUP_INTERVAL_HOURS", 0, 24 * 30).default(24),
  BACKUP_KEEP: wholeNumber("BACKUP_KEEP", 1, 1_000).default(7),
  JWT_SECRET: z
    .string()
    .min(shortestSecretLength, must("JWT_SECRET", `at least ${shortestSecretLength} characters long`))
    .optional(),
});

export const settingNames: readonly string[] = Object.keys(environmentSchema.shape);

export interface OpenAiSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
}

export interface QdrantSettings {
  readonly url: string;
  readonly apiKey?: string;
}

interface BackupSettings {
  readonly directory: string;
  /** Absent: made on the first start and kept in the data directory. */
  readonly keyFile?: string;
  /** 0: on demand only. */
  readonly intervalHours: number;
  /** So many of the latest are kept. */
  readonly keep: number;
}

export interface Settings {
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** The gateway's own folder in the data directory. */
  readonly dataDirectory: string;
  readonly metricsEnabled: boolean;
  readonly tracingEnabled: boolean;
  /** Base URL of an OTLP receiver; absent when tracing is off or nothing names a receiver. */
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
  /** Absent: the gateway database keeps what was revoked. */
  readonly redisUrl?: string;
  /** Absent: the gateway database searches. */
  readonly qdrant?: QdrantSettings;
  /** Made at the first start, when both are given. */
  readonly firstAdmin?: { readonly email: string; readonly password: string };
  /** A proxy on this machine tells the client's address in X-Forwarded-For. */
  readonly trustProxy: boolean;
  readonly rateLimits: {
    readonly addressPerMinute: number;
    readonly userPerMinute: number;
    readonly loginPerMinute: number;
  };
  readonly lockOut: { readonly attemptLimit: number; readonly lockedMinutes: number };
  readonly auditDirectory: string;
  readonly backup: BackupSettings;
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
  if ((value.ADMIN_EMAIL === undefined) !== (value.ADMIN_PASSWORD === undefined))
    throw new StartUpError("ADMIN_EMAIL must be set together with ADMIN_PASSWORD.");
  const dataDirectory = resolve(value.VOICEASSIST_DATA_DIR, "gateway");
  const otlpEndpoint =
    value.OTLP_ENDPOINT ??
    (value.JAEGER_HOST === undefined
      ? undefined
      : `http://${value.JAEGER_HOST}:${value.JAEGER_PORT ?? otlpHttpPort + value.VOICEASSIST_PORT_OFFSET}`);
  return Object.freeze({
    host: value.HOST,
    port: value.PORT ?? gatewayPort + value.VOICEASSIST_PORT_OFFSET,
    dataDirectory,
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
    ...(value.REDIS_URL === undefined ? {} : { redisUrl: value.REDIS_URL }),
    ...(value.QDRANT_URL === undefined
      ? {}
      : {
          qdrant: Object.freeze({
            url: value.QDRANT_URL,
            ...(value.QDRANT_API_KEY === undefined ? {} : { apiKey: value.QDRANT_API_KEY }),
          }),
        }),
    ...(value.ADMIN_EMAIL === undefined || value.ADMIN_PASSWORD === undefined
      ? {}
      : { firstAdmin: Object.freeze({ email: value.ADMIN_EMAIL, password: value.ADMIN_PASSWORD }) }),
    trustProxy: value.TRUST_PROXY,
    rateLimits: Object.freeze({
      addressPerMinute: value.RATE_LIMIT_ADDRESS_PER_MINUTE,
      userPerMinute: value.RATE_LIMIT_USER_PER_MINUTE,
      loginPerMinute: value.RATE_LIMIT_LOGIN_PER_MINUTE,
    }),
    lockOut: Object.freeze({ attemptLimit: value.LOCKOUT_ATTEMPTS, lockedMinutes: value.LOCKOUT_MINUTES }),
    auditDirectory: value.AUDIT_DIR ?? resolve(dataDirectory, "audit"),
    backup: Object.freeze({
      directory: value.BACKUP_DIR ?? resolve(dataDirectory, "backups"),
      ...(value.BACKUP_KEY_FILE === undefined ? {} : { keyFile: value.BACKUP_KEY_FILE }),
      intervalHours: value.BACKUP_INTERVAL_HOURS,
      keep: value.BACKUP_KEEP,
    }),
  });
}
