import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type AuditEntry, verifyDirectory } from "@voiceassist/audit-log";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replyForms } from "./openapi/reply-forms.ts";
import { routeDocuments } from "./openapi/route-documents.ts";
import { type Answer, call, logIn, startTestGateway, type TestGateway, upload } from "./test-gateway.ts";

const startTimeoutMillis = 90_000;
const admin = { email: "admin@clinic.example", password: "an administrator's password" };
const password = "correct horse battery staple";
let running: TestGateway;

beforeAll(async () => {
  running = await startTestGateway({
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    LOCKOUT_ATTEMPTS: "3",
    RATE_LIMIT_USER_PER_MINUTE: "50",
    RATE_LIMIT_LOGIN_PER_MINUTE: "1000",
  });
}, startTimeoutMillis);
afterAll(async () => await running.stop(), startTimeoutMillis);

const auditDirectory = () => join(running.dataDirectory, "gateway", "audit");
const request: (
  ...rest: Parameters<typeof call> extends [unknown, ...infer Rest] ? Rest : never
) => Promise<Answer> = (...rest) => call(running.gateway, ...rest);
const login = (account: { readonly email: string; readonly password: string }) =>
  request("POST", "/api/auth/login", { body: account });

function entries(): readonly AuditEntry[] {
  const segment = readdirSync(auditDirectory()).find((name) => name.startsWith("audit-")) ?? "";
  return readFileSync(join(auditDirectory(), segment), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditEntry);
}

/** The entry of the request that was answered. */
function entryOf(answer: Answer): AuditEntry | undefined {
  return entries().find(({ correlation_id }) => correlation_id === answer.requestId);
}

const tokens = new Map<string, string>();

async function tokenOf(role: "admin" | "ops" | "clinician"): Promise<string> {
  const known = tokens.get(role);
  if (known !== undefined) return known;
  const made = await logInAs(role);
  tokens.set(role, made);
  return made;
}

async function logInAs(role: "admin" | "ops" | "clinician"): Promise<string> {
  if (role === "admin") return (await login(admin)).body.access_token;
  const token = await tokenOf("admin");
  const account = { email: `${role}@clinic.example`, password };
  await request("POST", "/api/admin/accounts", { token, body: { ...account, role } });
  return (await login(account)).body.access_token;
}

describe("roles", () => {
  test.each([
    ["GET", "/api/documents", "clinician"],
    ["GET", "/api/documents/search?q=asthma", "clinician"],
    ["POST", "/api/rag/query", "clinician"],
    ["GET", "/api/admin/accounts", "admin"],
    ["GET", "/api/admin/audit", "admin"],
    ["GET", "/api/ops/status", "ops admin"],
    ["GET", "/api/ops/log-level", "ops admin"],
  ])("%s %s is for %s", async (method, path, allowed) => {
    for (const role of ["clinician", "admin", "ops"] as const) {
      const token = await tokenOf(role);
      const answer = await request(method, path, {
        token,
        ...(method === "POST" ? { body: { question: "dose?" } } : {}),
      });
      if (allowed.split(" ").includes(role)) expect(answer.status).toBe(200);
      else {
        expect(answer).toMatchObject({ status: 403, body: { error: { code: "ACCESS_DENIED" } } });
        expect(entryOf(answer)).toMatchObject({ outcome: "denied", reason: "access_denied", role });
      }
    }
  });

  test("a changed role ends the account's sessions", async () => {
    const { access_token: token } = await logIn(running.gateway, "promoted@clinic.example");
    const adminToken = await tokenOf("admin");
    const { accounts } = (await request("GET", "/api/admin/accounts", { token: adminToken })).body as {
      accounts: { account_id: string; email: string }[];
    };
    const id = accounts.find(({ email }) => email === "promoted@clinic.example")?.account_id;
    const changed = await request("PUT", `/api/admin/accounts/${id}/role`, {
      token: adminToken,
      body: { role: "ops" },
    });
    expect(changed.status).toBe(204);
    expect((await request("GET", "/api/documents", { token })).body.error.code).toBe("SESSION_REVOKED");
    const again = await logIn(running.gateway, "promoted@clinic.example");
    expect((await request("GET", "/api/ops/log-level", { token: again.access_token })).status).toBe(200);
  });

  test("who is not known is not told which accounts exist", async () => {
    const token = await tokenOf("admin");
    const path = "/api/admin/accounts/00000000-0000-4000-8000-000000000000/unlock";
    expect((await request("POST", path, { token, body: {} })).body.error.code).toBe("ACCOUNT_NOT_FOUND");
    expect((await request("POST", path.replace("/0", "/x"), { token, body: {} })).status).toBe(400);
  });
});

describe("lock-out", () => {
  test.each(["registered", "unknown"])(
    "of a %s address is the same, timed, recorded and undone",
    async (kind) => {
      const account = { email: `locked.${kind}@clinic.example`, password };
      if (kind === "registered") await logIn(running.gateway, account.email);
      const wrong = { ...account, password: "wrong" };
      for (let attempt = 0; attempt < 3; attempt += 1)
        expect((await login(wrong)).body.error.code).toBe("CREDENTIALS_INVALID");
      const locked = await login(account);
      expect(locked).toMatchObject({ status: 429, body: { error: { code: "ACCOUNT_LOCKED" } } });
      expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
      expect(entryOf(locked)).toMatchObject({ outcome: "failure", reason: "account_locked" });
      expect(entries().filter(({ action }) => action === "lock").length).toBeGreaterThan(0);
      if (kind === "unknown") return;
      const token = await tokenOf("admin");
      const { accounts } = (await request("GET", "/api/admin/accounts", { token })).body as {
        accounts: { account_id: string; email: string }[];
      };
      const id = accounts.find(({ email }) => email === account.email)?.account_id;
      expect((await request("POST", `/api/admin/accounts/${id}/unlock`, { token, body: {} })).status).toBe(
        204,
      );
      expect((await login(account)).status).toBe(200);
      expect((await request("GET", "/metrics")).text).toMatch(/^account_lockouts_total [12]$/m);
    },
  );
});

test("a user who asks too much is told when to come back", async () => {
  const { access_token: token } = await logIn(running.gateway, "busy@clinic.example");
  const answers: Answer[] = [];
  for (let number = 0; number < 52; number += 1)
    answers.push(await request("GET", "/api/documents", { token }));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited).toHaveLength(2);
  expect(limited[0]?.body.error.code).toBe("RATE_LIMITED");
  expect(Number(limited[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await request("GET", "/metrics")).text).toMatch(/^rate_limited_requests_total\{scope="user"\} 2$/m);
});

test("an operator changes the log level of the running service", async () => {
  const token = await tokenOf("ops");
  const set = (level: string) => request("PUT", "/api/ops/log-level", { token, body: { level } });
  expect((await set("error")).body).toEqual({ level: "error" });
  const before = running.logLines.length;
  await request("GET", "/health");
  expect(running.logLines.length).toBe(before);
  expect((await set("debug")).status).toBe(200);
  await request("GET", "/health");
  await expect.poll(() => running.logLines.length).toBeGreaterThan(before);
  expect((await set("loud")).body.error.message).toBe(
    "level must be one of debug, info, warn, error, fatal.",
  );
});

describe("the description of the API", () => {
  test("names every route, its roles and its forms, and has no examples", async () => {
    const { body, text } = await request("GET", "/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    const named = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const described = Object.keys(routeDocuments).map((name) => name.replace(/:(\w+)/g, "{$1}"));
    expect(named.sort()).toEqual(described.sort());
    expect(body.paths["/api/rag/query"].post).toMatchObject({
      description: "For the roles clinician.",
      security: [{ access_token: [] }],
      requestBody: { content: { "application/json": { schema: { required: ["question"] } } } },
    });
    expect(text).not.toMatch(/"examples?"/);
  });

  test("says what the routes answer", async () => {
    const token = await logInAs("clinician");
    const ops = await logInAs("ops");
    await upload(running.gateway, token, "plan.txt", "Penicillin is given twice a day.");
    const answers: readonly (readonly [keyof typeof replyForms, Answer])[] = [
      ["health", await request("GET", "/health")],
      ["readiness", await request("GET", "/ready")],
      ["tokens", await login({ email: "clinician@clinic.example", password })],
      ["uploaded", await upload(running.gateway, token, "more.txt", "Rest is advised.")],
      ["documents", await request("GET", "/api/documents", { token })],
      ["searchResults", await request("GET", "/api/documents/search?q=penicillin", { token })],
      ["answer", await request("POST", "/api/rag/query", { token, body: { question: "penicillin?" } })],
      ["accounts", await request("GET", "/api/admin/accounts", { token: await tokenOf("admin") })],
      ["auditStatus", await request("GET", "/api/admin/audit", { token: await tokenOf("admin") })],
      ["status", await request("GET", "/api/ops/status", { token: ops })],
      ["logLevel", await request("GET", "/api/ops/log-level", { token: ops })],
      ["backups", await request("GET", "/api/ops/backups", { token: ops })],
      ["error", await request("GET", "/api/nothing")],
    ];
    for (const [name, { body }] of answers)
      expect(replyForms[name].safeParse(body).error?.issues ?? [], name).toEqual([]);
  });
});

describe("the audit log", () => {
  const canaries = ["219-09-9999", "Zebediah Quux", "MRN84412907", "zebediah.quux@mail.example"];

  test("says who did what to what, when, from where and with which outcome, and holds no value", async () => {
    const { access_token: token } = await logIn(running.gateway, "audited@clinic.example");
    const uploaded = await upload(
      running.gateway,
      token,
      `${canaries[1]}.txt`,
      `Penicillin for ${canaries.join()}`,
    );
    const asked = await request("POST", "/api/rag/query", {
      token,
      body: { question: `Penicillin? ${canaries.join()}`, patient: { name: canaries[1], mrn: canaries[2] } },
    });
    const searched = await request("GET", `/api/documents/search?q=penicillin+${canaries[0]}`, { token });
    const refused = await login({ email: String(canaries[3]), password: "wrong" });
    const anonymous = await request("GET", "/api/documents");
    expect(asked.body.citations).toHaveLength(1);

    const upload_ = entryOf(uploaded);
    expect(upload_).toMatchObject({
      event: "phi_access",
      action: "upload",
      outcome: "success",
      actor: expect.stringMatching(/^user_[0-9a-f]{32}$/),
      role: "clinician",
      source: expect.stringMatching(/^address_[0-9a-f]{32}$/),
      method: "POST",
      route: "/api/documents",
      subjects: [expect.stringMatching(/^document_[0-9a-f]{32}$/)],
    });
    const document = String(upload_?.subjects?.[0]);
    const asking = entryOf(asked);
    expect(asking).toMatchObject({ action: "rag_query", actor: upload_?.actor });
    expect(asking?.subjects).toEqual([expect.stringMatching(/^patient_[0-9a-f]{32}$/), document]);
    expect(entryOf(searched)).toMatchObject({ action: "search", subjects: [document] });
    expect(entryOf(refused)).toMatchObject({
      event: "authentication",
      action: "login",
      outcome: "denied",
      reason: "credentials_invalid",
      actor: expect.stringMatching(/^login_[0-9a-f]{32}$/),
    });
    expect(entryOf(anonymous)).toMatchObject({
      event: "phi_access",
      outcome: "denied",
      reason: "authentication_required",
      actor: "anonymous",
    });
    const text = JSON.stringify(entries());
    for (const canary of [...canaries, "audited@clinic.example"]) expect(text).not.toContain(canary);
    expect((await verifyDirectory(auditDirectory())).problems).toEqual([]);
  });

  test("that cannot be written keeps patients' data from being told", async () => {
    const { access_token: token } = await logIn(running.gateway, "refused@clinic.example");
    await upload(running.gateway, token, "plan.txt", "Penicillin is given twice a day.");
    rmSync(join(auditDirectory(), "audit-000000000001.jsonl"));
    const refused = await request("GET", "/api/documents/search?q=penicillin", { token });
    expect(refused).toMatchObject({ status: 503, body: { error: { code: "AUDIT_UNAVAILABLE" } } });
    expect(refused.text).not.toContain("twice a day");
    expect((await login(admin)).status).toBe(503);
    expect((await request("GET", "/ready")).body.components.audit_log).toBe("down");
    expect((await request("GET", "/metrics")).text).toMatch(
      /^audit_log_failures_total\{reason="unwritable"\} [1-9]/m,
    );
    expect((await request("GET", "/metrics")).text).toContain('health_check_status{component="audit_log"} 0');
    expect((await request("POST", "/api/auth/logout", { token, body: {} })).status).toBe(204);
  });
});
