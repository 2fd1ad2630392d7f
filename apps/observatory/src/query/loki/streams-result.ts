import type { LogStream } from "@voiceassist/wire";

/** The header's flag that asks for structured metadata beside the line and not among the stream's labels. */
export const categorizeLabels = "categorize-labels";

type Value = readonly [string, string] | readonly [string, string, { readonly structuredMetadata?: unknown }];

/** Loki's `streams` result. Without the flag, entries are grouped by their labels and their metadata together. */
export function streamsResult(
  streams: readonly LogStream[],
  categorized: boolean,
): Readonly<Record<string, unknown>> {
  const result = streams.flatMap((stream) => (categorized ? [categorizedStream(stream)] : merged(stream)));
  return {
    resultType: "streams",
    ...(categorized ? { encodingFlags: [categorizeLabels] } : {}),
    result,
  };
}

function categorizedStream({ labels, entries }: LogStream): unknown {
  const values = entries.map(({ timeUnixNano, line, metadata }): Value => {
    const structured = Object.keys(metadata).length > 0 ? { structuredMetadata: metadata } : {};
    return [String(timeUnixNano), line, structured];
  });
  return { stream: labels, values };
}

function merged({ labels, entries }: LogStream): readonly unknown[] {
  const groups = new Map<string, { readonly stream: unknown; readonly values: Value[] }>();
  for (const { timeUnixNano, line, metadata } of entries) {
    const key = JSON.stringify(metadata);
    const group = groups.get(key) ?? { stream: { ...metadata, ...labels }, values: [] };
    groups.set(key, group);
    group.values.push([String(timeUnixNano), line]);
  }
  return [...groups.values()];
}
