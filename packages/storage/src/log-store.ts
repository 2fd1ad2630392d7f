import type { Labels, LogEntry, LogStream } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import { DailyRegister } from "./daily-register.ts";
import { Fingerprints } from "./fingerprint.ts";
import type { GroupCommit } from "./group-commit.ts";
import {
  entriesSql,
  logLabelNamesSql,
  logLabelValuesSql,
  streamLabelsSql,
  streamsSql,
} from "./log-queries.ts";
import { entryRow, LOG_ENTRIES, LOG_STREAMS, streamIdentity, streamRow } from "./log-rows.ts";
import type { Sql } from "./sql.ts";
import type { LogSelection, LogStore } from "./store.ts";
import { dayOfNano } from "./time.ts";

const MAX_LABELS = 10_000;
const MAX_STREAMS = 10_000;

interface EntryRow {
  readonly id: string;
  readonly time: string;
  readonly line: string;
  readonly metadata: Labels;
}

export function createLogStore(clickHouse: ClickHouse, commits: GroupCommit): LogStore {
  const fingerprints = new Fingerprints();
  const knownStreams = new DailyRegister();
  let lastSequence = 0;

  const rows = <Row>(sql: Sql): Promise<readonly Row[]> =>
    clickHouse.rows(sql.text, sql.parameters) as Promise<readonly Row[]>;
  const texts = async (sql: Sql): Promise<readonly string[]> =>
    (await rows<{ readonly text: string }>(sql)).map((row) => row.text);

  return {
    async append(streams) {
      // Ascending across calls and restarts.
      lastSequence = Math.max(lastSequence, Date.now() * 1000);
      const streamRows = knownStreams.begin();
      let entries = "";
      for (const { labels, entries: lines } of streams) {
        const fingerprint = fingerprints.of(labels);
        const identity = streamIdentity(labels, fingerprint);
        for (const entry of lines) {
          lastSequence += 1;
          entries += entryRow(identity, entry, lastSequence);
          const day = dayOfNano(entry.timeUnixNano);
          streamRows.add(fingerprint, day, () => streamRow(day, fingerprint, labels));
        }
      }
      await commits.commit([
        { table: LOG_STREAMS, rows: streamRows.text() },
        { table: LOG_ENTRIES, rows: entries },
      ]);
      streamRows.remember();
    },

    async select(selection: LogSelection) {
      const entries = await rows<EntryRow>(entriesSql(selection));
      const ids = [...new Set(entries.map((entry) => entry.id))];
      if (ids.length === 0) return [];
      const labelRows = await rows<{ readonly id: string; readonly label_set: Labels }>(
        streamLabelsSql(ids.map(BigInt)),
      );
      return streamsOf(entries, new Map(labelRows.map((row) => [row.id, row.label_set])));
    },
    labelNames: (range) => texts(logLabelNamesSql(range, MAX_LABELS)),
    labelValues: (name, range) => texts(logLabelValuesSql(name, range, MAX_LABELS)),
    async series(selectors, range) {
      const found = await rows<{ readonly label_set: Labels }>(streamsSql(selectors, range, MAX_STREAMS));
      return found.map((row) => row.label_set);
    },
  };
}

function streamsOf(
  entries: readonly EntryRow[],
  labelsById: ReadonlyMap<string, Labels>,
): readonly LogStream[] {
  const grouped = new Map<string, LogEntry[]>();
  for (const { id, time, line, metadata } of entries) {
    const group = grouped.get(id) ?? [];
    group.push({ timeUnixNano: BigInt(time), line, metadata });
    grouped.set(id, group);
  }
  return [...grouped].map(([id, group]) => ({ labels: labelsById.get(id) ?? {}, entries: group }));
}
