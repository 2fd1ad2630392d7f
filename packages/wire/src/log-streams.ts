import { attributeText } from "./attribute-text.ts";
import type { Attributes, AttributeValue } from "./attributes.ts";
import type { Labels } from "./labels.ts";
import type { LogRecord } from "./log-record.ts";
import type { LogEntry, LogStream } from "./log-stream.ts";
import { setOwn } from "./own-entry.ts";
import { prometheusLabelName } from "./prometheus-name.ts";

/**
 * Resource attributes that become stream labels: Loki's default list without `service.instance.id` and `k8s.pod.name`,
 * which make a stream per process and which Loki's documentation advises to keep out.
 */
const indexAttributes: ReadonlySet<string> = new Set([
  "cloud.availability_zone",
  "cloud.region",
  "container.name",
  "deployment.environment",
  "deployment.environment.name",
  "k8s.cluster.name",
  "k8s.container.name",
  "k8s.cronjob.name",
  "k8s.daemonset.name",
  "k8s.deployment.name",
  "k8s.job.name",
  "k8s.namespace.name",
  "k8s.replicaset.name",
  "k8s.statefulset.name",
  "service.name",
  "service.namespace",
]);

/** What Loki calls a source that does not name itself. */
const unknownService = "unknown_service";

/**
 * Groups OTLP log records into streams as Loki's OTLP endpoint does. The service is also the label `service`, by which
 * the rest of the stack selects. A record without any time keeps time 0: there is no clock here.
 */
export function logRecordsToStreams(records: readonly LogRecord[]): readonly LogStream[] {
  const streams = new Map<string, { readonly labels: Labels; readonly entries: LogEntry[] }>();
  for (const record of records) {
    const labels = streamLabels(record.resource.attributes);
    const key = JSON.stringify(labels);
    const stream = streams.get(key) ?? { labels, entries: [] };
    streams.set(key, stream);
    stream.entries.push({
      timeUnixNano: record.timeUnixNano === 0n ? record.observedUnixNano : record.timeUnixNano,
      line: record.body === null ? "" : attributeText(record.body),
      metadata: entryMetadata(record),
    });
  }
  return [...streams.values()];
}

function streamLabels(resource: Attributes): Labels {
  const labels: Record<string, string> = {};
  for (const name of indexAttributes) {
    const value = Object.hasOwn(resource, name) ? resource[name] : undefined;
    if (value !== undefined && value !== null) labels[prometheusLabelName(name)] = attributeText(value);
  }
  const service = labels.service_name || unknownService;
  return { ...labels, service, service_name: service };
}

function entryMetadata(record: LogRecord): Labels {
  const metadata: Record<string, string> = {};
  const put = (name: string, value: string): void => {
    if (value !== "") setOwn(metadata, name, value);
  };
  for (const [name, value] of Object.entries(record.resource.attributes)) {
    if (!indexAttributes.has(name)) flatten(metadata, name, value);
  }
  put("scope_name", record.scope.name);
  put("scope_version", record.scope.version);
  for (const [name, value] of Object.entries(record.scope.attributes))
    flatten(metadata, `scope_${name}`, value);
  for (const [name, value] of Object.entries(record.attributes)) flatten(metadata, name, value);
  put("event_name", record.eventName);
  if (record.severityNumber > 0) put("severity_number", String(record.severityNumber));
  put("severity_text", record.severityText);
  put("detected_level", detectedLevel(record.severityNumber, record.severityText));
  put("trace_id", record.traceId);
  put("span_id", record.spanId);
  return metadata;
}

/** Maps spread into one name per leaf, as Loki does: `{http: {method: "GET"}}` is `http_method`. */
function flatten(metadata: Record<string, string>, name: string, value: AttributeValue): void {
  if (value === null) return;
  if (typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array)) {
    for (const [key, part] of Object.entries(value)) flatten(metadata, `${name}_${key}`, part);
    return;
  }
  setOwn(metadata, prometheusLabelName(name), attributeText(value));
}

const levels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
const numbersPerLevel = 4;

const levelNames: ReadonlyMap<string, string> = new Map([
  ...levels.map((level): [string, string] => [level, level]),
  ["warning", "warn"],
  ["information", "info"],
  ["err", "error"],
  ["critical", "critical"],
]);

/** The level by which Loki's clients colour a line. */
function detectedLevel(severityNumber: number, severityText: string): string {
  const byNumber = levels[Math.ceil(severityNumber / numbersPerLevel) - 1];
  return byNumber ?? levelNames.get(severityText.toLowerCase()) ?? "unknown";
}
