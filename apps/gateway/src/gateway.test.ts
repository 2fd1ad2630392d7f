import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, logIn, startTestGateway, type TestGateway, upload } from "./test-gateway.ts";

let running: TestGateway;
const startTimeoutMillis = 90_000;
/** A PDF is read by a process of its own, which runs from source here. */
const pdfTimeoutMillis = 60_000;

beforeAll(async () => {
  running = await startTestGateway();
}, startTimeoutMillis);
afterAll(async () => await running.stop(), startTimeoutMillis);

let accounts = 0;
const freshAccount = () => `clinician${++accounts}@clinic.example`;
const request: (
  ...rest: Parameters<typeof call> extends [unknown, ...infer Rest] ? Rest : never
) => ReturnType<typeof call> = (...rest) => call(running.gateway, ...rest);

describe("health", () => {
  test("the process says that it lives, and that its components answer", async () => {
    expect((await request("GET", "/health")).body).toEqual({ status: "ok", version: expect.any(String) });
    expect(await request("GET", "/ready")).toMatchObject({
      status: 200,
      body: {
        status: "ready",
        components: { database: "up", token_revocation: "up", vector_search: "up" },
      },
    });
  });

  test("data and keys are their owner's alone", () => {
    const mode = (path: string) => statSync(join(running.dataDirectory, "gateway", path)).mode & 0o777;
    expect(mode("")).toBe(0o700);
    expect(mode("postgres")).toBe(0o700);
    expect(mode("jwt-secret")).toBe(0o600);
  });
});

describe("the life of a session", () => {
  const password = "correct horse battery staple";

  test("a registered address logs in, in any letter case, and cannot register again", async () => {
    const email = freshAccount();
    expect((await request("POST", "/api/auth/register", { body: { email, password } })).status).toBe(201);
    const again = await request("POST", "/api/auth/register", { body: { email, password } });
    expect(again).toMatchObject({ status: 409, body: { error: { code: "ACCOUNT_EXISTS" } } });
    const login = await request("POST", "/api/auth/login", {
      body: { email: email.toUpperCase(), password },
    });
    expect(login).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 900 } });
  });

  test("a wrong password and an unknown address get the same answer", async () => {
    const email = freshAccount();
    await logIn(running.gateway, email);
    for (const body of [
      { email, password: "wrong" },
      { email: "nobody@clinic.example", password },
    ]) {
      const answer = await request("POST", "/api/auth/login", { body });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: "CREDENTIALS_INVALID" } } });
    }
  });

  test("logging out ends the access token and the refresh token at once", async () => {
    const { access_token: token, refresh_token } = await logIn(running.gateway, freshAccount());
    expect((await request("GET", "/api/documents", { token })).status).toBe(200);
    expect((await request("POST", "/api/auth/logout", { token, body: {} })).status).toBe(204);
    const after = await request("GET", "/api/documents", { token });
    expect(after).toMatchObject({ status: 401, body: { error: { code: "SESSION_REVOKED" } } });
    const refreshed = await request("POST", "/api/auth/refresh", { body: { refresh_token } });
    expect(refreshed).toMatchObject({ status: 401, body: { error: { code: "REFRESH_TOKEN_INVALID" } } });
  });

  test("a refresh token works once; its second use ends the session that it belongs to", async () => {
    const first = await logIn(running.gateway, freshAccount());
    const refresh = (refresh_token: string) =>
      request("POST", "/api/auth/refresh", { body: { refresh_token } });
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const token: string = second.body.access_token;
    expect((await request("GET", "/api/documents", { token })).status).toBe(200);

    const stolen = await refresh(first.refresh_token);
    expect(stolen).toMatchObject({ status: 401, body: { error: { code: "REFRESH_TOKEN_REUSED" } } });
    expect((await refresh(second.body.refresh_token)).status).toBe(401);
    const after = await request("GET", "/api/documents", { token });
    expect(after).toMatchObject({ status: 401, body: { error: { code: "SESSION_REVOKED" } } });
  });

  test.each([
    ["GET", "/api/documents"],
    ["GET", "/api/documents/search?q=asthma"],
    ["POST", "/api/documents"],
    ["POST", "/api/rag/query"],
    ["POST", "/api/auth/logout"],
  ])("%s %s asks for a token", async (method, path) => {
    const none = await request(method, path);
    expect(none).toMatchObject({ status: 401, body: { error: { code: "AUTHENTICATION_REQUIRED" } } });
    const forged = await request(method, path, { token: "eyJhbGciOiJub25lIn0.e30." });
    expect(forged).toMatchObject({ status: 401, body: { error: { code: "ACCESS_TOKEN_INVALID" } } });
  });
});

describe("documents and answers", () => {
  const fact = "Salbutamol is given as two puffs every four hours";

  test.each([
    ["plan.txt", "text", `The weather was fine.\n\n${fact}.`],
    ["plan.md", "markdown", `# Plan\n\n* ${fact}.`],
    ["plan.pdf", "pdf", readFileSync(new URL("./documents/one-line.pdf", import.meta.url))],
  ])(
    "an answer cites the uploaded %s",
    { timeout: pdfTimeoutMillis },
    async (fileName, fileType, content) => {
      const { access_token: token } = await logIn(running.gateway, freshAccount());
      const uploaded = await upload(running.gateway, token, fileName, content);
      expect(uploaded).toMatchObject({
        status: 201,
        body: { file_name: fileName, file_type: fileType, chunks: 1 },
      });
      const documentId: string = uploaded.body.document_id;

      const listed = await request("GET", "/api/documents", { token });
      expect(listed.body.documents).toMatchObject([{ document_id: documentId, file_name: fileName }]);

      const answer = await request("POST", "/api/rag/query", {
        token,
        body: { question: "How often is salbutamol given?" },
      });
      expect(answer.status).toBe(200);
      expect(answer.body.answer).toContain(`${fact}. [1]`);
      expect(answer.body.answered_by.source).toBe("extractive");
      expect(answer.body.embedding.model).toBe("hashed-ngrams-384");
      expect(answer.body.citations[0]).toMatchObject({
        number: 1,
        document_id: documentId,
        file_name: fileName,
      });
    },
  );

  test("nobody finds another account's documents", async () => {
    const owner = await logIn(running.gateway, freshAccount());
    await upload(running.gateway, owner.access_token, "plan.txt", `${fact}.`);
    const { access_token: token } = await logIn(running.gateway, freshAccount());
    expect((await request("GET", "/api/documents", { token })).body.documents).toEqual([]);
    expect((await request("GET", "/api/documents/search?q=salbutamol", { token })).body.results).toEqual([]);
    const answer = await request("POST", "/api/rag/query", { token, body: { question: "salbutamol?" } });
    expect(answer.body).toMatchObject({
      answer: "Your documents do not answer this question.",
      citations: [],
    });
  });

  test("search finds the passage among many", async () => {
    const { access_token: token } = await logIn(running.gateway, freshAccount());
    const filler = Array.from({ length: 40 }, (_, index) =>
      `Entry ${index} tells of routine matters. `.repeat(12),
    );
    filler[23] = "The allergy to penicillin was confirmed by a skin test.";
    const uploaded = await upload(running.gateway, token, "long.txt", filler.join("\n\n"));
    expect(uploaded.body.chunks).toBeGreaterThan(10);
    const found = await request("GET", "/api/documents/search?q=penicillin+allergy", { token });
    expect(found.body.results[0].text).toContain("penicillin");
  });

  test.each([
    ["picture.png", "not text", 415, "DOCUMENT_TYPE_UNSUPPORTED"],
    ["empty.txt", " \n ", 422, "DOCUMENT_UNREADABLE"],
    ["broken.pdf", "%PDF-1.4 nothing more", 422, "DOCUMENT_UNREADABLE"],
    ["binary.txt", new Uint8Array([0xff, 0xfe, 0x00]), 422, "DOCUMENT_UNREADABLE"],
    ["huge.txt", "x".repeat(11 * 1024 * 1024), 413, "BODY_TOO_LARGE"],
  ])("%s is refused", { timeout: pdfTimeoutMillis }, async (fileName, content, status, code) => {
    const { access_token: token } = await logIn(running.gateway, freshAccount());
    const answer = await upload(running.gateway, token, fileName, content);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect((await request("GET", "/api/documents", { token })).body.documents).toEqual([]);
  });
});

describe("errors and telemetry say nothing about patients", () => {
  const canaries = ["219-09-9999", "Zebediah Quux", "MRN84412907", "zebediah.quux@mail.example"];
  const [ssn, name, mrn, email] = canaries;
  const everything = canaries.join(" ");

  test("no error repeats its request", { timeout: pdfTimeoutMillis }, async () => {
    const { access_token: token } = await logIn(running.gateway, freshAccount());
    const answers = [
      await request("GET", `/api/patients/${mrn}/summary?ssn=${ssn}&name=${name}`, { token }),
      await request("GET", `/api/documents/${ssn}`),
      await request("GET", `/%zz${ssn}`),
      await request("GET", `/api/documents/search?query=${everything}`, { token }),
      await request("POST", "/api/rag/query", { token, body: `{"ssn":"${ssn}","${name}":` }),
      await request("POST", "/api/rag/query", { token, body: { [everything]: everything } }),
      await request("POST", "/api/rag/query", { token, body: { question: everything.repeat(100) } }),
      await request("POST", "/api/auth/login", { body: { email: name, password: ssn } }),
      await request("POST", "/api/auth/register", { body: { email, password: "short" } }),
      await request("POST", "/api/auth/refresh", { body: { refresh_token: everything } }),
      await upload(running.gateway, token, `${name} ${mrn}.docx`, everything),
      await upload(running.gateway, token, `${name} ${mrn}.pdf`, everything),
    ];
    for (const { status, text, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(Object.keys(body.error)).toEqual(["code", "message", "request_id"]);
      for (const canary of canaries) expect(text).not.toContain(canary);
    }
  });

  test("neither log lines nor metrics hold what passed through", async () => {
    const { access_token: token } = await logIn(running.gateway, `${email}`);
    await upload(running.gateway, token, `${name} ${mrn}.md`, `Patient ${everything} needs rest.`);
    await request("POST", "/api/rag/query", { token, body: { question: `What does ${everything} need?` } });
    await request("GET", `/api/documents/search?q=${everything}`, { token });
    const metrics = await request("GET", "/metrics");
    for (const canary of canaries) {
      expect(running.logLines.join("")).not.toContain(canary);
      expect(metrics.text).not.toContain(canary);
    }
  });

  test("an error's request id is that of its log line", async () => {
    const answer = await request("GET", "/api/nothing");
    const id: string = answer.body.error.request_id;
    await expect.poll(() => running.logLines.some((line) => line.includes(id))).toBe(true);
  });
});

describe("metrics", () => {
  test.each([
    'authentication_attempts_total{status="success",method="password"}',
    'authentication_attempts_total{status="failure",method="password"}',
    'rag_queries_total{status="success"}',
    'rag_queries_total{status="error"} 0',
    'rag_query_duration_seconds_bucket{le="10",status="success"}',
    'rag_query_duration_seconds_bucket{le="30",status="success"}',
    'rag_query_duration_seconds_bucket{le="60",status="success"}',
    'document_uploads_total{status="success",file_type="pdf"}',
    'document_uploads_total{status="rejected",file_type="other"}',
    'vector_search_queries_total{status="success"}',
    'vector_search_duration_seconds_bucket{le="0.5",status="success"}',
    'vector_search_duration_seconds_bucket{le="1",status="success"}',
    'vector_search_duration_seconds_bucket{le="2",status="success"}',
    'vector_search_duration_seconds_bucket{le="5",status="success"}',
    'health_check_status{component="database"} 1',
    'http_requests_total{method="POST",endpoint="/api/rag/query",status="200"}',
    'database_query_duration_seconds_count{operation="select"}',
    "database_connections_active",
    "voiceassist_db_connections_active",
    "voiceassist_up 1",
    'voiceassist_info{version="0.0.0",environment="test"} 1',
    "active_connections",
    "# TYPE errors_total counter",
    "# TYPE external_api_calls_total counter",
  ])("%s is exposed", async (line) => {
    expect((await request("GET", "/metrics")).text).toContain(line);
  });

  test("what nothing sets yet is not registered", async () => {
    expect((await request("GET", "/metrics")).text).not.toMatch(/^redis_/m);
  });
});
