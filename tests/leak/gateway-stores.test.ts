import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSession, send } from "../peers/gateway-session.ts";
import { makeRecordingQdrant } from "../peers/recording-qdrant.ts";
import { dumpRedis, makeRedisServer, redisIsInstalled } from "../peers/redis-server.ts";
import { freshPlace, ready, repositoryRoot, startGateway, url } from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { type Canary, canaries, formsOf } from "./canary.ts";
import { gatewayFields } from "./gateway-fields.ts";

const canariesPerField = 9;
const crashCanaries = 9;
const redisPort = peerPorts.gatewayStoresRedis;
const admin = { email: "admin@clinic.example.org", password: "an administrator's password" };
const account = { email: "leak@clinic.example.org", password: "correct horse battery staple" };

/** Every file below, by its path. */
function filesBelow(directory: string): ReadonlyMap<string, Buffer> {
  return new Map(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path)]),
  );
}

test(`no canary survives in ${redisIsInstalled ? "Redis, " : ""}Qdrant, the audit log, backups, the API's description, start-up lines or a crash`, async () => {
  const place = freshPlace(portOffsets.gatewayStores);
  const redis = redisIsInstalled ? makeRedisServer(redisPort) : undefined;
  const qdrant = makeRecordingQdrant(peerPorts.gatewayStoresQdrant);
  await redis?.start();
  await qdrant.start();
  const crash = canaries(crashCanaries, 5_000);
  const gateway = startGateway(place, {
    QDRANT_URL: qdrant.url,
    ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    NODE_OPTIONS: `--import=${repositoryRoot}/tests/leak/crash-on-signal.mjs`,
    LEAK_CRASH_TEXTS: JSON.stringify(crash.map(({ text }) => text)),
  });
  try {
    await ready(url(place, "gateway", "/ready"));
    const session = await openSession(place, account);
    const sent: { readonly where: string; readonly canary: Canary }[] = crash.map((canary) => ({
      where: "crash",
      canary,
    }));
    for (const [index, location] of gatewayFields.entries()) {
      for (const canary of canaries(canariesPerField, 2_000 + index * canariesPerField)) {
        sent.push({ where: location.field, canary });
        const { method, path, init } = location.request(canary.text);
        const headers = new Headers(init.headers);
        headers.set("authorization", `Bearer ${session.tokens.access_token}`);
        await (await fetch(url(place, "gateway", path), { ...init, method, headers })).arrayBuffer();
      }
    }
    const operator = await openSession(place, admin);
    expect((await operator.send("POST", "/api/ops/backups", {})).status).toBe(201);
    const description = JSON.stringify((await send(place, "GET", "/openapi.json")).body);
    const stored = redis === undefined ? "" : await dumpRedis(redisPort);
    gateway.child.kill("SIGUSR2");
    expect(await gateway.exited).toBe(1);

    const audit = filesBelow(join(place.dataDir, "gateway", "audit"));
    const backups = filesBelow(join(place.dataDir, "gateway", "backups"));
    const asText = (files: ReadonlyMap<string, Buffer>) =>
      [...files].map(([path, bytes]) => `${path}\n${bytes.toString("latin1")}`).join("\n");
    const texts = new Map<string, string>([
      ["Redis", stored],
      ["what Qdrant received", qdrant.received()],
      ["the audit log", asText(audit)],
      ["the backups", asText(backups)],
      ["the API's description", description],
      ["standard output", gateway.stdout()],
      ["standard error", gateway.stderr()],
    ]);
    const leaks = [...texts].flatMap(([source, text]) =>
      sent.flatMap(({ where, canary }) =>
        formsOf(canary).some((form) => text.includes(form))
          ? [`${canary.kind} sent as "${where}" found in ${source}`]
          : [],
      ),
    );
    expect([...new Set(leaks)]).toEqual([]);

    // Each was there to be searched.
    if (redis !== undefined)
      expect(stored).toMatch(/voiceassist:answer:.+\nvoiceassist|voiceassist:session:/);
    expect(qdrant.points().length).toBeGreaterThanOrEqual(canariesPerField);
    expect(texts.get("the audit log")).toContain('"action":"rag_query"');
    expect([...backups.keys()].some((path) => path.endsWith(".backup"))).toBe(true);
    expect(texts.get("standard output")).toContain("observability is on");
    expect(texts.get("standard output")).toContain("an error that nobody handles");
    expect(texts.get("standard output")).toContain("no bed for");
    expect(gateway.stderr()).toBe("");
  } finally {
    await gateway.stop("SIGKILL");
    await qdrant.stop();
    await redis?.stop("SIGTERM");
    place.remove();
  }
});
