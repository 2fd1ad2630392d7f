import { readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { AuditLogError } from "./audit-log-error.ts";

const ownerOnlyFile = 0o600;
const startTimeField = 19;

/**
 * Makes this process the log's only writer: two chains in one file would break both.
 *
 * @returns gives the lock back
 * @throws AuditLogError AUDIT_LOG_IN_USE while another process that lives holds it.
 */
export async function lockForWriting(path: string): Promise<() => Promise<void>> {
  const mine = identityOf(process.pid) ?? String(process.pid);
  try {
    await writeFile(path, mine, { flag: "wx", mode: ownerOnlyFile });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const holder = (await readFile(path, "utf8")).trim();
    const pid = Number(holder.split(" ")[0]);
    if (pid !== process.pid && pid > 0 && identityOf(pid) === holder)
      throw new AuditLogError(
        "AUDIT_LOG_IN_USE",
        `The audit log is being written by process ${pid} (${path}): stop it, or use another data directory.`,
      );
    await writeFile(path, mine, { mode: ownerOnlyFile });
  }
  return () => rm(path, { force: true });
}

/**
 * The process's id and, where /proc tells it, when it started: ids are used again, above all in containers. Undefined when
 * there is no such process.
 */
function identityOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return undefined;
  }
  try {
    // proc(5): the fields after the command, which stands in brackets and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
    return `${pid} ${fields?.[startTimeField] ?? ""}`.trim();
  } catch {
    // Not Linux: the id alone has to do.
    return String(pid);
  }
}
