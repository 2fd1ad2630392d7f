import type { SpanCategory, Tag } from "./trace.ts";

const cacheSystems: ReadonlySet<string> = new Set(["redis", "valkey", "memcached"]);

/** What a span waits for, by OpenTelemetry's semantic conventions, old names and new. */
export function spanCategory(kind: string, attributes: readonly Tag[]): SpanCategory {
  const database = attributes.find((tag) => tag.key === "db.system.name" || tag.key === "db.system");
  if (database !== undefined) return cacheSystems.has(String(database.value)) ? "cache" : "database";
  if (kind === "producer" || kind === "consumer") return "messaging";
  if (kind === "server" || kind === "client") return kind;
  return "internal";
}

export const categoryTitles: Readonly<Record<SpanCategory, string>> = {
  server: "Request served",
  database: "Database",
  cache: "Cache",
  client: "Outgoing call",
  messaging: "Messaging",
  internal: "Work inside",
};
