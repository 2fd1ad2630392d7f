// What reading a scrape costs, beside a library that does the same: `npm run bench:exposition`.
import { createSeriesMemo, defaultExpositionOptions, parseExposition } from "@voiceassist/wire";
// @ts-expect-error: the peer ships no types.
import parsePrometheusTextFormat from "parse-prometheus-text-format";
import { exposition } from "./exposition/expositions.ts";

const sizes = [1_000, 10_000, 100_000] as const;
const rounds = 7;
/** The peer is slow: it is not asked for more than this. */
const peerMaxSeries = 10_000;

function fastestMillis(run: () => unknown): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    run();
    fastest = Math.min(fastest, performance.now() - started);
  }
  return fastest;
}

for (const size of sizes) {
  const text = exposition(size);
  const body = new TextEncoder().encode(text);
  const megabytes = body.length / 1e6;
  const shown = (what: string, millis: number): void => {
    const rate = `${(megabytes / (millis / 1_000)).toFixed(1)} MB/s`;
    process.stdout.write(
      `${String(size).padStart(7)} lines  ${what.padEnd(34)} ${millis.toFixed(1).padStart(8)} ms  ${rate.padStart(12)}\n`,
    );
  };
  shown(
    "first scrape of a target",
    fastestMillis(() => parseExposition(body, "text", defaultExpositionOptions())),
  );
  const memo = createSeriesMemo();
  shown(
    "later scrape, series known",
    fastestMillis(() => {
      parseExposition(body, "text", { ...defaultExpositionOptions(), memo });
      memo.sweep();
    }),
  );
  if (size <= peerMaxSeries) {
    shown(
      "parse-prometheus-text-format",
      fastestMillis(() => parsePrometheusTextFormat(text)),
    );
  }
}
