import type { RedactionCount } from "./redaction-counts.ts";

export interface Boundary {
  readonly name: string;
  readonly title: string;
  readonly meaning: string;
  /** What can pass there. */
  readonly signals: readonly string[];
  /** Redactions here mean that a sender let something through. */
  readonly isDoor: boolean;
}

const known: readonly Boundary[] = [
  {
    name: "service",
    title: "Service",
    meaning: "Removed inside the service, before anything left its process.",
    signals: ["logs", "traces", "metrics"],
    isDoor: false,
  },
  {
    name: "otlp",
    title: "OTLP door",
    meaning: "Caught when spans, logs and metrics arrived over OTLP. Should be near zero.",
    signals: ["logs", "traces", "metrics"],
    isDoor: true,
  },
  {
    name: "zipkin",
    title: "Zipkin door",
    meaning: "Caught when spans arrived from Zipkin's clients. Should be near zero.",
    signals: ["traces"],
    isDoor: true,
  },
  {
    name: "loki",
    title: "Loki door",
    meaning: "Caught when log lines were pushed. Should be near zero.",
    signals: ["logs"],
    isDoor: true,
  },
  {
    name: "scrape",
    title: "Scrape door",
    meaning: "Caught when metrics were scraped. Should be near zero.",
    signals: ["metrics"],
    isDoor: true,
  },
  {
    name: "remote_write",
    title: "Remote write door",
    meaning: "Caught when another Prometheus sent its samples. Should be near zero.",
    signals: ["metrics"],
    isDoor: true,
  },
  {
    name: "rules",
    title: "Rules door",
    meaning: "Caught in what recording rules made. Should be zero: such a rule puts identifiers together.",
    signals: ["metrics"],
    isDoor: true,
  },
];

/** The boundaries that are known, with every signal that was counted there, and any other that was counted. */
export function boundariesOf(counts: readonly RedactionCount[]): readonly Boundary[] {
  const others = [...new Set(counts.map((item) => item.boundary))]
    .filter((name) => !known.some((boundary) => boundary.name === name))
    .map((name) => ({
      name,
      title: name,
      meaning: "Not a boundary that the console knows.",
      signals: [],
      isDoor: true,
    }));
  return [...known, ...others].map((boundary) => {
    const counted = counts.filter((item) => item.boundary === boundary.name).map((item) => item.signal);
    return { ...boundary, signals: [...new Set([...boundary.signals, ...counted])] };
  });
}
