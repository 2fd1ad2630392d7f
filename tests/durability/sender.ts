import { getJson, getText, type Place, url } from "../system/running-process.ts";

/** Rows that one request holds. */
export const rowsPerRequest = 100;

/** One kind of client: how it sends a request of rows, and how many rows of each request the store has. */
export interface Sender {
  readonly name: string;
  /** Resolves to the answer's status. */
  readonly send: (place: Place, round: string, id: string) => Promise<number>;
  readonly stored: (
    place: Place,
    round: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, number>>;
}

const rows = Array.from({ length: rowsPerRequest }, (_, row) => row);
/** The most lines that one log query answers; a sender stays under it in one round. */
export const mostRequestsPerRound = 50;

async function post(address: string, body: unknown): Promise<number> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}

const nowNano = (): bigint => BigInt(Date.now()) * 1_000_000n;
const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const resource = { attributes: [text("service.name", "kill-test")] };
/** A request's id as hexadecimal digits. */
const hex = (id: string, digits: number): string => Buffer.from(id).toString("hex").padStart(digits, "0");

function logSender(name: string): Sender {
  return {
    name,
    send(place, round, id) {
      const now = nowNano();
      const values = rows.map((row) => [String(now + BigInt(row)), `request=${id} row=${row}`]);
      const stream = { service: "kill-test", sender: name, round };
      return post(url(place, "loki", "/loki/api/v1/push"), { streams: [{ stream, values }] });
    },
    async stored(place, round) {
      const query = encodeURIComponent(`{service="kill-test", sender="${name}", round="${round}"}`);
      const range = `limit=${mostRequestsPerRound * rowsPerRequest}&start=${nowNano() - 3_600_000_000_000n}`;
      const answer = await getText(url(place, "loki", `/loki/api/v1/query_range?query=${query}&${range}`));
      const counts = new Map<string, number>();
      for (const [, id = ""] of answer.matchAll(/request=(\w+) /g)) counts.set(id, (counts.get(id) ?? 0) + 1);
      return counts;
    },
  };
}

const traceSender: Sender = {
  name: "traces",
  send(place, _round, id) {
    const now = String(nowNano());
    const spans = rows.map((row) => ({
      traceId: hex(id, 32),
      spanId: hex(String(row + 1), 16),
      name: "kill test",
      startTimeUnixNano: now,
      endTimeUnixNano: now,
    }));
    return post(url(place, "otlp", "/v1/traces"), { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
  },
  async stored(place, _round, ids) {
    const counts = new Map<string, number>();
    for (const id of ids) {
      const answer = (await getJson(url(place, "jaeger", `/api/traces/${hex(id, 32)}`))) as {
        data: { spans: unknown[] }[] | null;
      };
      counts.set(id, answer.data?.[0]?.spans.length ?? 0);
    }
    return counts;
  },
};

const metricSender: Sender = {
  name: "metrics",
  send(place, round, id) {
    const timeUnixNano = String(nowNano());
    const dataPoints = rows.map((row) => ({
      timeUnixNano,
      asInt: "1",
      attributes: [text("request", id), text("round", round), text("row", String(row))],
    }));
    return post(url(place, "otlp", "/v1/metrics"), {
      resourceMetrics: [
        { resource, scopeMetrics: [{ metrics: [{ name: "kill_rows", gauge: { dataPoints } }] }] },
      ],
    });
  },
  async stored(place, round) {
    const query = `count by (request) (last_over_time(kill_rows{round="${round}"}[1h]))`;
    const answer = (await getJson(
      url(place, "prometheus", `/api/v1/query?query=${encodeURIComponent(query)}`),
    )) as { data: { result: { metric: { request: string }; value: [number, string] }[] } };
    return new Map(answer.data.result.map(({ metric, value }) => [metric.request, Number(value[1])]));
  },
};

/** All at once, as different services would. */
export const senders: readonly Sender[] = [logSender("logs1"), logSender("logs2"), traceSender, metricSender];
