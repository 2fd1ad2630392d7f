import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const runsFromSource = import.meta.url.endsWith(".ts");
const packageDirectory = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a module of this folder (its path without extension) in a process of its own, with a message channel and
 * without the gateway's environment, which holds secrets. Its output is discarded: text that a library writes there
 * has passed no redactor.
 */
export function forkModule(
  path: string,
  options: { readonly arguments: readonly string[]; readonly nodeFlags: readonly string[] },
): ChildProcess {
  const file = fileURLToPath(new URL(`${path}${runsFromSource ? ".ts" : ".js"}`, import.meta.url));
  return fork(file, options.arguments, {
    cwd: packageDirectory,
    env: {},
    execArgv: [...options.nodeFlags, ...(runsFromSource ? ["--conditions=source", "--import=tsx"] : [])],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}
