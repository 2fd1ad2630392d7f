import type { TraceSearch } from "@voiceassist/storage";

export type SearchParameters =
  | { readonly ok: true; readonly search: TraceSearch }
  | { readonly ok: false; readonly error: string };

const defaultLimit = 100;
const maxLimit = 1_500;
const defaultLookbackMillis = 60 * 60 * 1_000;
const nanosPerMicro = 1_000n;
const nanosPerMilli = 1_000_000n;

const lookbackUnitsMillis: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const goUnitsNano: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

/** Jaeger's `/api/traces` parameters: `start` and `end` in microseconds, durations as Go writes them. */
export function searchParameters(given: URLSearchParams, nowMillis: number): SearchParameters {
  const service = given.get("service") ?? "";
  if (service === "") return refused("parameter 'service' is required");

  const end = wholeNumber(given.get("end")) ?? nowMillis * 1_000;
  const lookbackMillis = parseLookbackMillis(given.get("lookback")) ?? defaultLookbackMillis;
  const start = wholeNumber(given.get("start")) ?? end - lookbackMillis * 1_000;
  const limit = given.has("limit") ? wholeNumber(given.get("limit")) : defaultLimit;
  if (limit === undefined || limit < 1 || limit > maxLimit) {
    return refused(`parameter 'limit' must be a whole number from 1 to ${maxLimit}`);
  }
  const attributes = parseTags(given.getAll("tag"), given.getAll("tags"));
  if (attributes === undefined) {
    return refused(`parameter 'tags' must be a JSON object of texts, such as {"http.route":"/"}`);
  }
  const minDurationNano = parseDurationNano(given.get("minDuration"));
  const maxDurationNano = parseDurationNano(given.get("maxDuration"));
  if (minDurationNano === "invalid" || maxDurationNano === "invalid") {
    return refused(
      "parameters 'minDuration' and 'maxDuration' must be durations such as 1.2s, 100ms or 500us",
    );
  }
  const operation = given.get("operation") ?? "";
  return {
    ok: true,
    search: {
      service,
      ...(operation === "" || operation === "all" ? {} : { operation }),
      attributes,
      fromNano: BigInt(Math.max(0, Math.floor(start))) * nanosPerMicro,
      toNano: BigInt(Math.max(0, Math.floor(end))) * nanosPerMicro + nanosPerMilli,
      ...(minDurationNano === undefined ? {} : { minDurationNano }),
      ...(maxDurationNano === undefined ? {} : { maxDurationNano }),
      limit,
    },
  };
}

function refused(error: string): SearchParameters {
  return { ok: false, error };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,16}$/u.test(text) ? Number(text) : undefined;
}

function parseLookbackMillis(text: string | null): number | undefined {
  const groups = /^(?<amount>\d{1,6})(?<unit>[smhdw])$/u.exec(text ?? "")?.groups;
  return groups === undefined
    ? undefined
    : Number(groups.amount) * (lookbackUnitsMillis[groups.unit ?? ""] ?? 0);
}

/** `key:value` pairs of `tag`, and the JSON object of `tags`; `undefined` when either is malformed. */
function parseTags(pairs: readonly string[], objects: readonly string[]): Record<string, string> | undefined {
  const tags: Record<string, string> = {};
  for (const pair of pairs) {
    const colon = pair.indexOf(":");
    if (colon < 1) return undefined;
    tags[pair.slice(0, colon)] = pair.slice(colon + 1);
  }
  for (const text of objects.filter((object) => object !== "")) {
    const parsed = parseJson(text);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    for (const [key, value] of Object.entries(parsed)) {
      if (typeof value === "object") return undefined;
      tags[key] = String(value);
    }
  }
  return tags;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller refuses what is not an object.
    return undefined;
  }
}

function parseDurationNano(text: string | null): bigint | undefined | "invalid" {
  if (text === null || text === "") return undefined;
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/u.test(text)) return "invalid";
  let nanos = 0;
  for (const part of text.matchAll(/(?<amount>\d+(?:\.\d+)?)(?<unit>[a-zµ]+)/gu)) {
    nanos += Number(part.groups?.amount) * (goUnitsNano[part.groups?.unit ?? ""] ?? 0);
  }
  return BigInt(Math.round(nanos));
}
