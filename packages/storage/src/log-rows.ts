import type { Labels, LogEntry } from "@voiceassist/wire";
import type { Table } from "./group-commit.ts";
import { mapField, textField } from "./tab-separated.ts";
import { nanoField } from "./time.ts";

export const LOG_STREAMS: Table = {
  name: "voiceassist.log_streams",
  columns: ["day", "fingerprint", "labels"],
};
export const LOG_ENTRIES: Table = {
  name: "voiceassist.log_entries",
  columns: ["service", "fingerprint", "ts", "sequence", "line", "metadata"],
};

export function streamRow(day: string, fingerprint: string, labels: Labels): string {
  return `${day}\t${fingerprint}\t${mapField(labels)}\n`;
}

/** What the rows of a stream start with: its service, by which the table is ordered, and its fingerprint. */
export function streamIdentity(labels: Labels, fingerprint: string): string {
  return `${textField(labels.service ?? labels.service_name ?? "")}\t${fingerprint}`;
}

export function entryRow(identity: string, entry: LogEntry, sequence: number): string {
  const time = nanoField(entry.timeUnixNano);
  return `${identity}\t${time}\t${sequence}\t${textField(entry.line)}\t${mapField(entry.metadata)}\n`;
}
