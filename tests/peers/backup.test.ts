import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  type RunningProcess,
  ready,
  repositoryRoot,
  run,
  startGateway,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";
import { metric, openSession } from "./gateway-session.ts";
import { makePostgresqlServer, type PostgresqlServer, postgresqlIsInstalled } from "./postgresql-server.ts";

const place = freshPlace(portOffsets.backup);
const admin = { email: "admin@clinic.example.org", password: "an administrator's password" };
const account = { email: "kept@clinic.example.org", password: "correct horse battery staple" };
const keyFile = join(place.dataDir, "backup-key");
const directory = join(place.dataDir, "gateway", "backups");
const cli = `${repositoryRoot}/apps/cli/dist/main.js`;

function voiceassist(args: readonly string[], environment: Readonly<Record<string, string>>): RunningProcess {
  return run(process.execPath, [cli, ...args, "--data-dir", place.dataDir], {
    BACKUP_KEY_FILE: keyFile,
    ...environment,
  });
}

const backups = () => readdirSync(directory).filter((name) => name.endsWith(".backup"));

describe.skipIf(!postgresqlIsInstalled)(
  `backups of real PostgreSQL${postgresqlIsInstalled ? "" : " (missing: postgresql)"}`,
  () => {
    let postgresql: PostgresqlServer;
    let gateway: RunningProcess;
    let environment: Readonly<Record<string, string>>;

    beforeAll(async () => {
      writeFileSync(keyFile, "a key that is kept elsewhere, of the tests\n", { mode: 0o600 });
      postgresql = makePostgresqlServer(peerPorts.backupPostgresql);
      postgresql.start();
      environment = { DATABASE_URL: postgresql.url, BACKUP_KEY_FILE: keyFile };
      gateway = startGateway(place, {
        ...environment,
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
      });
      await ready(url(place, "gateway", "/ready"));
    });

    afterAll(async () => {
      await gateway.stop();
      postgresql.remove();
      place.remove();
    });

    test("made by an operator's request, it is counted, and restores into another database", async () => {
      const session = await openSession(place, account);
      const uploaded = await session.upload("plan.txt", "Salbutamol is given as two puffs every four hours.");
      const operator = await openSession(place, admin);
      const made = await operator.send("POST", "/api/ops/backups", {});
      expect(made.status).toBe(201);
      expect(await metric(place, 'backup_last_success_timestamp_seconds{database="gateway"}')).toBeCloseTo(
        Date.parse(made.body.created_at) / 1_000,
        0,
      );
      expect(await metric(place, 'backup_runs_total{status="success"}')).toBe(1);
      expect(await metric(place, 'health_check_status{component="backup"}')).toBe(1);
      expect((await operator.send("GET", "/api/ops/backups")).body.backups).toEqual([made.body]);

      const other = postgresql.url.replace("/postgres", "/restored");
      postgresql.createDatabase("restored");
      const file = join(directory, `${made.body.name}.backup`);
      const restoring = voiceassist(["restore", file], { DATABASE_URL: other });
      expect(await restoring.exited, restoring.stderr()).toBe(0);
      const again = voiceassist(["restore", file], { DATABASE_URL: other });
      expect(await again.exited).toBe(1);
      expect(again.stderr()).toMatch(/^The database to restore into has accounts already: [^\n]+\n$/);

      await gateway.stop();
      gateway = startGateway(place, { ...environment, DATABASE_URL: other });
      await ready(url(place, "gateway", "/ready"));
      const restored = await openSession(place, account);
      const found = await restored.send("GET", "/api/documents/search?q=salbutamol");
      expect(found.body.results).toMatchObject([{ document_id: uploaded.body.document_id }]);
    });

    test("killed half way, it leaves none, and the next one succeeds", async () => {
      const before = backups().length;
      const killed = voiceassist(["backup"], environment);
      await eventually(
        async () => readdirSync(directory).some((name) => name.endsWith(".partial")),
        (begun) => begun,
        20_000,
      );
      execFileSync("pkill", ["-KILL", "-P", String(killed.child.pid)]);
      await killed.exited;
      expect(backups()).toHaveLength(before);
      const next = voiceassist(["backup"], environment);
      expect(await next.exited, next.stderr()).toBe(0);
      expect(backups()).toHaveLength(before + 1);
      expect(readdirSync(directory).filter((name) => name.endsWith(".partial"))).toEqual([]);
      expect(next.stdout()).toMatch(
        /voiceassist-[0-9TZ-]+\.backup: \d+ bytes, proved by restoring it in [\d.]+ s\.$/m,
      );
    });

    test.each<[string, () => Readonly<Record<string, string>>, RegExp]>([
      [
        "another key",
        () => ({ BACKUP_KEY_FILE: cli }),
        /was made with the key [0-9a-f]{16}, but this one is [0-9a-f]{16}/,
      ],
      [
        "no key",
        () => ({ BACKUP_KEY_FILE: "/nonexistent" }),
        /^The backup key \/nonexistent cannot be read \(ENOENT\)/,
      ],
    ])("with %s it is refused in one sentence", async (_what, changed, said) => {
      const file = join(directory, String(backups()[0]));
      const refused = voiceassist(["verify-backup", file], { ...environment, ...changed() });
      expect(await refused.exited).toBe(1);
      expect(refused.stderr()).toMatch(said);
      expect(refused.stderr().trim().split("\n")).toHaveLength(1);
    });

    test("on a full disk it says so and leaves nothing (needs permission to mount)", async (context) => {
      const full = join(place.dataDir, "full");
      mkdirSync(full);
      try {
        execFileSync("mount", ["-t", "tmpfs", "-o", "size=4k,mode=700", "tmpfs", full], { stdio: "ignore" });
      } catch {
        // No permission to mount here.
        context.skip("mounting a tmpfs is not permitted here");
      }
      try {
        const refused = voiceassist(["backup"], { ...environment, BACKUP_DIR: full });
        expect(await refused.exited).toBe(1);
        expect(refused.stderr()).toMatch(/^The disk of .+ is full: [^\n]+\n$/);
        expect(readdirSync(full)).toEqual([]);
      } finally {
        execFileSync("umount", ["-l", full]);
      }
    });
  },
);
