import { afterAll, beforeAll, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  type RunningProcess,
  ready,
  startGateway,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { type GatewaySession, metric, openSession, send } from "./gateway-session.ts";
import { makeRecordingQdrant } from "./recording-qdrant.ts";

const place = freshPlace(portOffsets.qdrant);
const qdrant = makeRecordingQdrant(peerPorts.qdrant);
const account = { email: "qdrant@clinic.example.org", password: "correct horse battery staple" };
const fact = "Salbutamol is given as two puffs every four hours";
let gateway: RunningProcess;
let session: GatewaySession;

const restart = async (environment: Readonly<Record<string, string>>): Promise<void> => {
  gateway = startGateway(place, environment);
  await ready(url(place, "gateway", "/ready"));
  session = await openSession(place, account);
};
const search = () => session.send("GET", "/api/documents/search?q=salbutamol");

beforeAll(async () => {
  await restart({});
  await session.upload("Zebediah Quux.txt", `${fact}. Zebediah Quux, 219-09-9999.`);
  await gateway.stop();
  await qdrant.start();
  await restart({ QDRANT_URL: qdrant.url, QDRANT_API_KEY: "a key" });
});

afterAll(async () => {
  await gateway.stop();
  await qdrant.stop();
  place.remove();
});

test("an index that is new is filled from the database, and found in", async () => {
  const found = await search();
  expect(found.body.results[0].text).toContain(fact);
  const question = await session.send("POST", "/api/rag/query", {
    question: "How often is salbutamol given?",
  });
  expect(question.body.answer).toContain(`${fact}. [1]`);
  expect((await send(place, "GET", "/ready")).body.components).toMatchObject({ qdrant: "up" });
});

test("what is uploaded from then on is found at once, by its owner alone", async () => {
  const before = qdrant.points().length;
  const uploaded = await session.upload("more.txt", "Salbutamol may make the hands tremble.");
  expect(qdrant.points().length).toBe(before + 1);
  expect(
    (await search()).body.results.map((result: { document_id: string }) => result.document_id),
  ).toContain(uploaded.body.document_id);
  const other = await openSession(place, { ...account, email: "other@clinic.example.org" });
  expect((await other.send("GET", "/api/documents/search?q=salbutamol")).body.results).toEqual([]);
});

test("payloads hold tokens and numbers, and no text", () => {
  for (const { payload } of qdrant.points()) {
    expect(payload).toEqual({
      owner: expect.stringMatching(/^user_[0-9a-f]{32}$/),
      model: "hashed-ngrams-384",
      document: expect.stringMatching(/^[0-9a-f-]{36}$/),
      chunk: expect.any(Number),
    });
  }
  for (const text of ["Zebediah", "219-09-9999", "Salbutamol", "salbutamol", account.email])
    expect(qdrant.received()).not.toContain(text);
});

test("stopped and started again: searches say so, and go on without a restart", async () => {
  await qdrant.stop();
  expect(await search()).toMatchObject({
    status: 503,
    body: { error: { code: "VECTOR_SEARCH_UNAVAILABLE" } },
  });
  const refused = await session.upload("late.txt", "Ibuprofen is given after meals.");
  expect(refused.status).toBe(503);
  expect((await send(place, "GET", "/ready")).body.components).toMatchObject({
    qdrant: "down",
    database: "up",
  });
  expect(await metric(place, 'health_check_status{component="qdrant"}')).toBe(0);
  expect(await metric(place, 'vector_search_queries_total{status="error"}')).toBeGreaterThan(0);
  expect((await session.send("GET", "/api/documents")).status).toBe(200);
  await qdrant.start();
  await eventually(
    async () => (await search()).status,
    (status) => status === 200,
    20_000,
  );
  // What was refused meanwhile is not there by half.
  expect(JSON.stringify((await session.send("GET", "/api/documents")).body)).not.toContain("late.txt");
  expect((await session.upload("late.txt", "Ibuprofen is given after meals.")).status).toBe(201);
});
