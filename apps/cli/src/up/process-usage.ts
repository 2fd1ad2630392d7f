import { readdir, readFile } from "node:fs/promises";

export interface ProcessUsage {
  readonly residentSizeBytes: number;
  /** Processor time since the start. */
  readonly cpuSeconds: number;
}

/** Linux counts processor time in hundredths of a second on every architecture that Node runs on (USER_HZ). */
const ticksPerSecond = 100;

/**
 * What a process and everything below it take, from /proc (see proc(5)). Undefined where there is no /proc or the
 * process is gone.
 */
export async function familyUsage(pid: number): Promise<ProcessUsage | undefined> {
  try {
    const [status, stat] = await Promise.all([
      readFile(`/proc/${pid}/status`, "utf8"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ]);
    const own = { residentSizeBytes: residentSizeBytes(status), cpuSeconds: cpuSeconds(stat) };
    const below = await Promise.all((await childrenOf(pid)).map(familyUsage));
    return below.reduce<ProcessUsage>(
      (total, child) => ({
        residentSizeBytes: total.residentSizeBytes + (child?.residentSizeBytes ?? 0),
        cpuSeconds: total.cpuSeconds + (child?.cpuSeconds ?? 0),
      }),
      own,
    );
  } catch {
    // Not Linux, or the process ended between the two reads: the caller prints a dash.
    return undefined;
  }
}

/** What this process takes, without its children. */
export function ownUsage(): ProcessUsage {
  const { user, system } = process.cpuUsage();
  return { residentSizeBytes: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1_000_000 };
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, "utf8")),
  );
  return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
}

/** The `VmRSS` line of /proc/PID/status. */
export function residentSizeBytes(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Fields 14 and 15 of /proc/PID/stat; the command in field 2 may itself hold spaces and parentheses. */
export function cpuSeconds(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
