// Names of OTLP metrics and attributes in Prometheus: its translation strategy UnderscoreEscapingWithSuffixes.

const unitNames: Readonly<Record<string, string>> = {
  d: "days",
  h: "hours",
  min: "minutes",
  s: "seconds",
  ms: "milliseconds",
  us: "microseconds",
  ns: "nanoseconds",
  By: "bytes",
  KiBy: "kibibytes",
  MiBy: "mebibytes",
  GiBy: "gibibytes",
  TiBy: "tibibytes",
  KBy: "kilobytes",
  MBy: "megabytes",
  GBy: "gigabytes",
  TBy: "terabytes",
  m: "meters",
  V: "volts",
  A: "amperes",
  J: "joules",
  W: "watts",
  g: "grams",
  Cel: "celsius",
  Hz: "hertz",
  "1": "",
  "%": "percent",
};

const perUnitNames: Readonly<Record<string, string>> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  mo: "month",
  y: "year",
};

/** The unit's words in a metric name (`By/s`: `bytes`, `per_second`); empty where there is none. */
function unitParts(unit: string): readonly [main: string, per: string] {
  const [mainUnit = "", ...rest] = unit.split("/");
  const per = unitWord(rest.join("/"), perUnitNames);
  return [unitWord(mainUnit, unitNames), per === "" ? "" : `per_${per}`];
}

/** The unit as metric metadata gives it: `bytes_per_second`, or empty. */
export function prometheusUnit(unit: string): string {
  return unitParts(unit)
    .filter((part) => part !== "")
    .join("_");
}

function unitWord(unit: string, names: Readonly<Record<string, string>>): string {
  const trimmed = unit.trim();
  if (trimmed.includes("{") || trimmed.includes("}")) return "";
  return Object.hasOwn(names, trimmed) ? (names[trimmed] ?? "") : words(trimmed).join("_");
}

export type NameSuffix = "total" | "ratio" | "none";

/** `http.server.duration`, `s` → `http_server_duration_seconds`. A suffix that is in the name already moves to its end. */
export function prometheusMetricName(name: string, unit: string, suffix: NameSuffix): string {
  const parts = words(name).filter((word) => word !== suffix);
  const units = unitParts(unit).filter((part) => part !== "" && !parts.includes(part));
  const joined = [...parts, ...units, ...(suffix === "none" ? [] : [suffix])].join("_");
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

/** `service.name` → `service_name`. A name must not start with a digit, nor be taken for an internal one. */
export function prometheusLabelName(name: string): string {
  const escaped = name.replace(/[^a-zA-Z0-9_]/g, "_");
  if (/^\d/.test(escaped)) return `key_${escaped}`;
  return escaped === "" ? "_" : escaped;
}

function words(text: string): string[] {
  return text.split(/[^a-zA-Z0-9:]+/).filter((word) => word !== "");
}
