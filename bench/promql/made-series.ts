import { compileMatcher, type Labels, type Series, type SeriesSource } from "@voiceassist/promql";

const scrapeMillis = 15_000;
const samples = 280;

/** 10,000 counters, as many limits, 1,000 classic histograms and 100 infos: 70 minutes of scrapes each. */
export function madeSeries(endMillis: number): SeriesSource {
  const timestamps = Float64Array.from(
    { length: samples },
    (_, index) => endMillis - (samples - 1 - index) * scrapeMillis,
  );
  const all: Series[] = [];
  const add = (labels: Labels, slope: number): void => {
    all.push({ labels, timestamps, values: timestamps.map((_, index) => (index % 200) * slope) });
  };
  for (let instance = 0; instance < 100; instance++) {
    add({ __name__: "build_info", instance: `host-${instance}:9090`, version: `1.${instance % 3}` }, 0);
    for (let endpoint = 0; endpoint < 20; endpoint++) {
      const place = { instance: `host-${instance}:9090`, endpoint: `/api/${endpoint}` };
      for (const status of ["200", "201", "400", "404", "500"]) {
        add({ __name__: "requests_total", ...place, status }, instance + endpoint);
        add({ __name__: "limits_total", ...place, status }, 1000);
      }
      if (instance >= 50) continue;
      for (const [rank, le] of ["0.01", "0.05", "0.1", "0.5", "1", "5", "10", "+Inf"].entries()) {
        add({ __name__: "duration_seconds_bucket", ...place, le }, (rank + 1) * 10);
      }
    }
  }
  return {
    select: ({ matchers, afterMillis, untilMillis }) => {
      const tests = matchers.map((matcher) => {
        const compiled = compileMatcher(matcher);
        if (!compiled.ok) throw new Error(compiled.message);
        return compiled.matches;
      });
      const first = timestamps.findIndex((time) => time > afterMillis);
      const from = first === -1 ? samples : first;
      const beyond = timestamps.findIndex((time) => time > untilMillis);
      const to = beyond === -1 ? samples : beyond;
      const times = timestamps.subarray(from, to);
      return Promise.resolve(
        all
          .filter(({ labels }) => tests.every((matches) => matches(labels)))
          .map(({ labels, values }) => ({ labels, timestamps: times, values: values.subarray(from, to) })),
      );
    },
  };
}
