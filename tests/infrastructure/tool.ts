import { execFile, execFileSync, spawnSync } from "node:child_process";
import { repositoryRoot } from "../system/running-process.ts";

export const observabilityDirectory = `${repositoryRoot}/infrastructure/observability`;

/** Whether the program is on this machine; `scripts/install-peers.sh` installs what it may. */
export function hasTool(name: string, versionArgument = "--version"): boolean {
  try {
    execFileSync(name, [versionArgument], { stdio: "ignore" });
    return true;
  } catch {
    // Not installed: the tests that need it are skipped, and their names say what they need.
    return false;
  }
}

export interface ToolResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Two files of tests run at a time, and promtool computes. */
const toolTimeoutMillis = 280_000;

export function runTool(name: string, args: readonly string[]): Promise<ToolResult> {
  return new Promise((resolve) => {
    execFile(
      name,
      args,
      { cwd: repositoryRoot, timeout: toolTimeoutMillis, maxBuffer: 16 * 1_024 * 1_024 },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
        resolve({ exitCode, output: `${stdout}${stderr}` });
      },
    );
  });
}

/** What a tool says of its standard input. */
export function feedTool(name: string, args: readonly string[], input: string): ToolResult {
  const { status, stdout, stderr } = spawnSync(name, args, {
    input,
    encoding: "utf8",
    timeout: toolTimeoutMillis,
  });
  return { exitCode: status ?? 1, output: `${stdout}${stderr}` };
}
