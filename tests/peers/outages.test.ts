import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  type RunningProcess,
  ready,
  startGateway,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { type GatewaySession, metric, openSession, type Reply, send } from "./gateway-session.ts";
import { makePostgresqlServer, type PostgresqlServer, postgresqlIsInstalled } from "./postgresql-server.ts";
import { makeRedisServer, type RedisServer, redisIsInstalled } from "./redis-server.ts";

const place = freshPlace(portOffsets.outages);
const outageMillis = 2_500;
const recoveryMillis = 20_000;
const account = { email: "peers@clinic.example.org", password: "correct horse battery staple" };
const admin = { email: "admin@clinic.example.org", password: "an administrator's password" };

const missing = [
  ...(postgresqlIsInstalled ? [] : ["postgresql"]),
  ...(redisIsInstalled ? [] : ["redis-server"]),
];

describe.skipIf(missing.length > 0)(
  `real PostgreSQL and Redis${missing.length > 0 ? ` (missing: ${missing.join(", ")})` : ""}`,
  () => {
    let postgresql: PostgresqlServer;
    let redis: RedisServer;
    let gateway: RunningProcess;
    let session: GatewaySession;

    beforeAll(async () => {
      postgresql = makePostgresqlServer(peerPorts.outagesPostgresql);
      redis = makeRedisServer(peerPorts.outagesRedis);
      postgresql.start();
      await redis.start();
      gateway = startGateway(place, {
        DATABASE_URL: postgresql.url,
        REDIS_URL: redis.url,
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
        RATE_LIMIT_USER_PER_MINUTE: "100000",
      });
      await ready(url(place, "gateway", "/ready"));
      session = await openSession(place, account);
    });

    afterAll(async () => {
      await gateway.stop();
      await redis.stop("SIGTERM");
      postgresql.remove();
      place.remove();
    });

    test("what the gateway does embedded, it does with them", async () => {
      const uploaded = await session.upload("plan.txt", "Salbutamol is given as two puffs every four hours.");
      expect(uploaded.status).toBe(201);
      const question = { question: "How often is salbutamol given?" };
      const first = await session.send("POST", "/api/rag/query", question);
      expect(first.body).toMatchObject({
        cached: false,
        citations: [{ document_id: uploaded.body.document_id }],
      });
      expect((await session.send("POST", "/api/rag/query", question)).body).toEqual({
        ...first.body,
        cached: true,
      });
      expect((await session.send("GET", "/api/documents/search?q=salbutamol")).body.results).toHaveLength(1);
      await session.upload("more.txt", "Salbutamol may make the hands tremble.");
      const after = await session.send("POST", "/api/rag/query", question);
      expect(after.body).toMatchObject({ cached: false });
      expect(after.body.citations).toHaveLength(2);

      const other = await openSession(place, { ...account, email: "other@clinic.example.org" });
      expect((await other.send("GET", "/api/documents")).body.documents).toEqual([]);
      const refreshed = await send(place, "POST", "/api/auth/refresh", {
        body: { refresh_token: other.tokens.refresh_token },
      });
      expect(refreshed.status).toBe(200);
      const reused = await send(place, "POST", "/api/auth/refresh", {
        body: { refresh_token: other.tokens.refresh_token },
      });
      expect(reused.body.error.code).toBe("REFRESH_TOKEN_REUSED");
      expect((await other.send("GET", "/api/documents")).body.error.code).toBe("SESSION_REVOKED");

      const administrator = await openSession(place, admin);
      expect((await administrator.send("GET", "/api/admin/accounts")).body.accounts.length).toBeGreaterThan(
        2,
      );
      for (const series of [
        'redis_operations_total{operation="get",status="success"}',
        'database_query_duration_seconds_count{operation="select"}',
        'token_revocation_checks_total{verdict="revoked"}',
      ])
        expect(await metric(place, series), series).toBeGreaterThan(0);
    });

    test("a server without pgvector is said so, and searched exactly", async () => {
      expect(gateway.stdout()).toMatch(/"vector_search":"(?:exact|pgvector)"/);
    });

    /** Asks on and on, and keeps every answer. */
    function load(ask: () => Promise<Reply>): { readonly answers: Reply[]; stop(): Promise<void> } {
      const answers: Reply[] = [];
      let stopped = false;
      const work = async (): Promise<void> => {
        while (!stopped) {
          answers.push(await ask());
          await sleep(20);
        }
      };
      const working = Promise.all([work(), work(), work(), work()]);
      return {
        answers,
        async stop() {
          stopped = true;
          await working;
        },
      };
    }

    const codesOf = (answers: readonly Reply[]): readonly unknown[] => [
      ...new Set(answers.map(({ status, body }) => (status === 200 ? 200 : body.error.code))),
    ];
    const components = async (): Promise<Record<string, string>> =>
      (await send(place, "GET", "/ready")).body.components;

    test.each(["fast", "immediate"] as const)(
      "PostgreSQL stopped (%s) and started again under load",
      async (how) => {
        const before = await session.upload(`${how}.txt`, `Kept through a ${how} stop.`);
        expect(before.status).toBe(201);
        const traffic = load(() => session.send("GET", "/api/documents"));
        await sleep(300);
        postgresql.stop(how);
        expect(await components()).toMatchObject({ database: "down", redis: "up" });
        expect((await send(place, "GET", "/ready")).status).toBe(503);
        expect(await metric(place, 'health_check_status{component="database"}')).toBe(0);
        expect(await metric(place, 'health_check_status{component="redis"}')).toBe(1);
        await sleep(outageMillis);
        postgresql.start();
        await eventually(components, ({ database }) => database === "up", recoveryMillis);
        expect((await send(place, "GET", "/ready")).status).toBe(200);
        const answeredBefore = traffic.answers.length;
        await eventually(
          async () => traffic.answers.length,
          (count) => count > answeredBefore + 20,
          recoveryMillis,
        );
        await traffic.stop();
        expect(traffic.answers.at(-1)?.status).toBe(200);
        expect(codesOf(traffic.answers)).toEqual(expect.arrayContaining([200, "DATABASE_UNAVAILABLE"]));
        expect(codesOf(traffic.answers)).toHaveLength(2);
        expect(await metric(place, 'health_check_status{component="database"}')).toBe(1);
        const listed = await session.send("GET", "/api/documents");
        expect(JSON.stringify(listed.body)).toContain(before.body.document_id);
      },
    );

    test.each(["SIGTERM", "SIGKILL"] as const)(
      "Redis stopped (%s) and started again, empty, under load",
      async (signal) => {
        const leaving = await openSession(place, {
          ...account,
          email: `leaving.${signal}@clinic.example.org`.toLowerCase(),
        });
        expect((await leaving.send("POST", "/api/auth/logout", {})).status).toBe(204);
        expect((await leaving.send("GET", "/api/documents")).body.error.code).toBe("SESSION_REVOKED");

        const traffic = load(() => session.send("GET", "/api/documents"));
        await sleep(300);
        await redis.stop(signal);
        await eventually(
          components,
          (found) => found.redis === "down" && found.token_revocation === "down",
          5_000,
        );
        expect(await components()).toMatchObject({ database: "up" });
        expect((await send(place, "GET", "/ready")).status).toBe(503);
        const refused = await session.send("GET", "/api/documents");
        expect(refused).toMatchObject({ status: 503, body: { error: { code: "REVOCATION_UNAVAILABLE" } } });
        expect(await metric(place, 'health_check_status{component="redis"}')).toBe(0);
        expect(await metric(place, 'token_revocation_failures_total{operation="check"}')).toBeGreaterThan(0);
        expect(await metric(place, 'redis_operations_total{operation="get",status="error"}')).toBeGreaterThan(
          0,
        );
        await sleep(outageMillis);
        await redis.start();
        await eventually(components, (found) => found.redis === "up", recoveryMillis);
        const answeredBefore = traffic.answers.length;
        await eventually(
          async () => traffic.answers.length,
          (count) => count > answeredBefore + 20,
          recoveryMillis,
        );
        await traffic.stop();
        expect(traffic.answers.at(-1)?.status).toBe(200);
        expect(codesOf(traffic.answers)).toEqual(expect.arrayContaining([200, "REVOCATION_UNAVAILABLE"]));
        expect(codesOf(traffic.answers)).toHaveLength(2);
        // What was revoked before Redis forgot it does not come back.
        expect((await leaving.send("GET", "/api/documents")).body.error.code).toBe("SESSION_REVOKED");
      },
    );

    test("nothing was restarted, and nothing went wrong that nobody handled", () => {
      expect(gateway.child.exitCode).toBeNull();
      expect(gateway.stderr()).toBe("");
      expect(gateway.stdout()).not.toContain("nobody handles");
    });
  },
);
