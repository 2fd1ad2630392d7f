import { execFileSync, type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const debianRoot = "/usr/lib/postgresql";

/** Debian keeps the server's programs out of the path. */
function programs(): string | undefined {
  if (!existsSync(debianRoot)) return undefined;
  const newest = readdirSync(debianRoot).sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(debianRoot, newest, "bin");
}

export const postgresqlIsInstalled: boolean = programs() !== undefined;

/** A PostgreSQL server of its own, which can be stopped and started again with its data. */
export interface PostgresqlServer {
  readonly url: string;
  start(): void;
  stop(how: "fast" | "immediate"): void;
  createDatabase(name: string): void;
  remove(): void;
}

/** The server refuses to run as root: it is then run as the user that Debian's package made. */
export function makePostgresqlServer(port: number): PostgresqlServer {
  const bin = programs();
  if (bin === undefined) throw new Error("PostgreSQL is not installed.");
  const isRoot = process.getuid?.() === 0;
  const place = mkdtempSync(join(tmpdir(), "va-postgresql-"));
  const data = join(place, "data");
  if (isRoot) execFileSync("chown", ["postgres:postgres", place]);
  const run = (program: string, args: readonly string[]): SpawnSyncReturns<string> => {
    const command = [join(bin, program), ...args];
    const [first = "", ...rest] = isRoot
      ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", ...command]
      : command;
    const result = spawnSync(first, rest, {
      cwd: place,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (result.status !== 0) throw new Error(`${program} failed: ${result.stdout}${result.stderr}`);
    return result;
  };
  run("initdb", ["-D", data, "-U", "clinic", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
  return {
    url: `postgresql://clinic@127.0.0.1:${port}/postgres`,
    start() {
      const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
      run("pg_ctl", ["-D", data, "-w", "-l", join(place, "log"), "-o", options, "start"]);
    },
    stop: (how) => void run("pg_ctl", ["-D", data, "-w", "-m", how, "stop"]),
    createDatabase: (name) =>
      void run("createdb", ["-h", "127.0.0.1", "-p", String(port), "-U", "clinic", name]),
    remove() {
      try {
        run("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"]);
      } catch {
        // Stopped by the test already.
      }
      rmSync(place, { recursive: true, force: true });
    },
  };
}
