import type { ToldFamily } from "@voiceassist/wire";

export interface FederationFormat {
  readonly kind: "protobuf" | "text";
  readonly escaping: Escaping;
}

const escapings = ["allow-utf-8", "underscores", "dots", "values"] as const;
type Escaping = (typeof escapings)[number];

interface Clause {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
  readonly wildcards: number;
}

/** What the client wants most of what there is; the escaping is that of the last clause that was looked at. */
export function negotiateFederation(accept: string): FederationFormat {
  let escaping: Escaping = "underscores";
  for (const { type, parameters } of clausesOf(accept)) {
    escaping = escapings.find((known) => known === parameters.get("escaping")) ?? escaping;
    if (wantsProtobuf(type, parameters)) return { kind: "protobuf", escaping };
    if (wantsText(type, parameters)) break;
  }
  return { kind: "text", escaping };
}

export function contentTypeOf({ kind, escaping }: FederationFormat): string {
  const type =
    kind === "protobuf"
      ? "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
      : "text/plain; version=0.0.4; charset=utf-8";
  return `${type}; escaping=${escaping}`;
}

/** Most wanted first, exact types before wildcards. */
function clausesOf(accept: string): readonly Clause[] {
  return accept
    .split(",")
    .map((clause) => {
      const [type = "", ...rest] = clause.split(";").map((part) => part.trim());
      const parameters = new Map(
        rest.map((parameter) => {
          const [name = "", value = ""] = parameter.split("=");
          return [name.trim(), value.trim()] as const;
        }),
      );
      const full = type === "*" ? "*/*" : type;
      const quality = Number(parameters.get("q") ?? 1) || 0;
      return { type: full, parameters, quality, wildcards: full.split("*").length - 1 };
    })
    .sort((left, right) => right.quality - left.quality || left.wildcards - right.wildcards);
}

function wantsProtobuf(type: string, parameters: Clause["parameters"]): boolean {
  return (
    ["application/vnd.google.protobuf", "application/*", "*/*"].includes(type) &&
    parameters.get("proto") === "io.prometheus.client.MetricFamily" &&
    parameters.get("encoding") === "delimited"
  );
}

function wantsText(type: string, parameters: Clause["parameters"]): boolean {
  const version = parameters.get("version") ?? (type === "text/plain" ? "0.0.4" : "");
  return ["text/plain", "text/*", "*/*"].includes(type) && version === "0.0.4";
}

/** The names of families and labels as the client can read them. */
export function escapeNames(families: readonly ToldFamily[], escaping: Escaping): readonly ToldFamily[] {
  if (escaping === "allow-utf-8") return families;
  const escapeOne = escapers[escaping];
  const shown = (name: string): string => (isLegacyName(name) ? name : escapeOne(name));
  return families.map((family) => ({
    ...family,
    name: shown(family.name),
    metrics: family.metrics.map((metric) => ({
      ...metric,
      labels: metric.labels.map(([name, value]) => [shown(name), value] as const),
    })),
  }));
}

const isLegacyName = (name: string): boolean => /^[A-Za-z_:][\w:]*$/u.test(name);

/** `EscapeName` of github.com/prometheus/common; a digit may not be first. */
const escapers: Readonly<Record<Exclude<Escaping, "allow-utf-8">, (name: string) => string>> = {
  underscores: (name) => name.replace(/^\d|[^\w:]/gu, "_"),
  dots: (name) => name.replace(/^\d|[^A-Za-z0-9:]/gu, (character) => (character === "." ? "_dot_" : "__")),
  values: (name) =>
    `U__${name.replace(/^\d|[^A-Za-z0-9:]/gu, (character) => {
      if (character === "_") return "__";
      return /\p{Cs}/u.test(character) ? "_FFFD_" : `_${character.codePointAt(0)?.toString(16)}_`;
    })}`,
};
