import type { EscapingScheme, ScrapeProtocol } from "./scrape-config.ts";

const mediaTypes: Readonly<Record<ScrapeProtocol, string>> = {
  PrometheusProto:
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
  "PrometheusText0.0.4": "text/plain;version=0.0.4",
  "PrometheusText1.0.0": "text/plain;version=1.0.0",
  "OpenMetricsText0.0.1": "application/openmetrics-text;version=0.0.1",
  "OpenMetricsText1.0.0": "application/openmetrics-text;version=1.0.0",
};

const escapingVersions: ReadonlySet<ScrapeProtocol> = new Set([
  "PrometheusText1.0.0",
  "OpenMetricsText1.0.0",
]);
const highestWeight = 6;

/** What Prometheus asks for, weights falling in the order of the protocols. */
export function acceptHeader(protocols: readonly ScrapeProtocol[], escaping: EscapingScheme): string {
  const types = protocols.map((protocol, index) => {
    const parameter = escapingVersions.has(protocol) ? `;escaping=${escaping}` : "";
    return `${mediaTypes[protocol]}${parameter};q=0.${highestWeight - index}`;
  });
  return [...types, `*/*;q=0.${highestWeight - protocols.length}`].join(",");
}
