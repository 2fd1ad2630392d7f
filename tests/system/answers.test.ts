import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  getJson,
  getText,
  type RunningProcess,
  startSystem,
  url,
} from "./running-process.ts";
import { missingSignals } from "./signals.ts";
import { portOffsets } from "./test-ports.ts";

// The demo, hurried: what happens once a minute happens within seconds.
process.env.CLINIC_REQUESTS_PER_SECOND ??= "8";

const place = freshPlace(portOffsets.answers);
const readyWithinMillis = 60_000;
const signalsWithinMillis = 40_000;
const causedWithinMillis = 90_000;
/** Each question reads thousands of lines. */
const askAgainMillis = 2_000;
let system: RunningProcess;

async function start(): Promise<RunningProcess> {
  const started = startSystem(place);
  await Promise.race([
    eventually(
      async () => started.stdout(),
      (output) => output.includes("Ready in"),
      readyWithinMillis,
    ),
    started.exited.then((code) => {
      throw new Error(`The system ended with code ${code}: ${started.stdout()}${started.stderr()}`);
    }),
  ]);
  return started;
}

beforeAll(async () => {
  system = await start();
});

afterAll(async () => {
  await system.stop("SIGINT");
  place.remove();
});

test("the terminal shows what starts, the addresses and where data lies", () => {
  for (const words of [
    "Starting the observatory",
    "Starting the gateway",
    url(place, "console"),
    place.dataDir,
  ]) {
    expect(system.stdout()).toContain(words);
  }
});

describe("what must answer", () => {
  test("the gateway's metrics", async () => {
    const metrics = await getText(url(place, "gateway", "/metrics"));
    expect(metrics).toMatch(/^voiceassist_up(\{.*\})? 1$/m);
    expect(metrics).toMatch(/^voiceassist_info\{(?=.*version=)(?=.*environment=).*\} 1$/m);
    expect(metrics).toMatch(/^voiceassist_db_connections_active(\{.*\})? \d+$/m);
  });

  test("the scrape target of the gateway is up", async () => {
    await eventually(
      () => getJson(url(place, "prometheus", "/api/v1/targets")),
      (answer) => {
        const { data } = answer as {
          data: { activeTargets: { labels: { job: string }; health: string; lastScrape: string }[] };
        };
        const gateway = data.activeTargets.find((target) => target.labels.job === "voiceassist-api-gateway");
        return gateway?.health === "up" && Date.parse(gateway.lastScrape) > Date.now() - 60_000;
      },
      signalsWithinMillis,
    );
  });

  test("the gateway's traces hold a server span, SQL and an outgoing call", async () => {
    await eventually(
      () => getText(url(place, "jaeger", "/api/services")),
      (answer) => answer.includes('"voiceassist-api-gateway"'),
      signalsWithinMillis,
    );
    await eventually(
      () => getText(url(place, "jaeger", "/api/traces?service=voiceassist-api-gateway&limit=50")),
      (answer) =>
        ["POST /api/rag/query", "db.query.text", '"client"', "traceID"].every((part) =>
          answer.includes(part),
        ),
      signalsWithinMillis,
    );
    const one = (await getJson(
      url(place, "jaeger", "/api/traces?service=voiceassist-api-gateway&limit=1"),
    )) as {
      data: unknown[];
    };
    expect(one.data).toHaveLength(1);
  });

  test("the gateway's log lines carry the ids of traces that exist", async () => {
    const query = encodeURIComponent(
      '{service="voiceassist-api-gateway"} |= "request completed" |= "/api/rag/query" |= "user_id"',
    );
    const text = await eventually(
      () => getText(url(place, "loki", `/loki/api/v1/query_range?query=${query}`)),
      (answer) => answer.includes("trace_id"),
      signalsWithinMillis,
    );
    expect(text, "what an engineer follows survives redaction").toMatch(
      /"user_id\\":\\"[0-9a-f]{8}-[0-9a-f]{4}-/,
    );
    const traceId = /trace_id\\":\\"([0-9a-f]{32})/.exec(text)?.[1];
    await eventually(
      () => getText(url(place, "jaeger", `/api/traces/${traceId}`)),
      (answer) => answer.includes("POST /api/rag/query"),
      signalsWithinMillis,
    );
  });

  test.each([
    ["console", "/api/health", '"database"'],
    ["prometheus", "/-/healthy", ""],
    ["loki", "/ready", ""],
    ["alertmanager", "/-/healthy", ""],
    ["gateway", "/health", ""],
    ["gateway", "/ready", ""],
  ] as const)("%s %s", async (name, path, part) => {
    const response = await fetch(url(place, name, path));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(part);
  });

  test("console health names the database and the version", async () => {
    expect(await getJson(url(place, "console", "/api/health"))).toMatchObject({
      database: "ok",
      version: expect.any(String),
    });
  });
});

test("every metric, span and log field that the table of causes names is caused by the demo, and read back", async () => {
  await eventually(
    async () => {
      await sleep(askAgainMillis);
      return missingSignals(place);
    },
    (missing) => missing.length === 0,
    causedWithinMillis,
  );
});

test("every panel of the overview has data", async () => {
  const dashboard = (await getJson(url(place, "console", "/api/dashboards/uid/voiceassist-overview"))) as {
    dashboard: { panels: { title: string; targets: { expr: string }[] }[] };
  };
  for (const panel of dashboard.dashboard.panels) {
    for (const { expr } of panel.targets) {
      const query = encodeURIComponent(expr.replaceAll("$__rate_interval", "1m"));
      await eventually(
        () =>
          getText(url(place, "console", `/api/datasources/proxy/uid/prometheus/api/v1/query?query=${query}`)),
        (answer) => answer.includes('"value":['),
        signalsWithinMillis,
      );
    }
  }
});

test("an interrupt stops everything within 5 s, and started again, the data of before is there", async () => {
  const traces = (await getJson(
    url(place, "jaeger", "/api/traces?service=voiceassist-api-gateway&limit=1"),
  )) as {
    data: { traceID: string }[];
  };
  const traceId = traces.data[0]?.traceID;
  const before = Date.now() / 1000;
  expect(await system.stop("SIGINT")).toBeLessThan(5_000);
  await expect(fetch(url(place, "gateway", "/health"))).rejects.toThrow();
  await expect(fetch(url(place, "prometheus", "/-/healthy"))).rejects.toThrow();

  system = await start();
  expect(await getText(url(place, "jaeger", `/api/traces/${traceId}`))).toContain(String(traceId));
  const query = `query=${encodeURIComponent("http_requests_total")}&time=${before - 5}`;
  expect(await getText(url(place, "prometheus", `/api/v1/query?${query}`))).toContain(
    "voiceassist-api-gateway",
  );
  const lines = encodeURIComponent('{service="voiceassist-api-gateway"}');
  const end = BigInt(Math.floor(before)) * 1_000_000_000n;
  expect(
    await getText(
      url(
        place,
        "loki",
        `/loki/api/v1/query_range?query=${lines}&end=${end}&start=${end - 600_000_000_000n}`,
      ),
    ),
  ).toContain("trace_id");
});
