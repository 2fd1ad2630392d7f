import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { appEntry } from "./repository.ts";

/** Validates the configuration with the program that reads it. Exit code 0: nothing wrong; 1: problems were printed. */
export async function check(directory: string): Promise<number> {
  const observatory = spawn(process.execPath, [appEntry("observatory"), "--check"], {
    env: { ...process.env, VOICEASSIST_CONFIG_DIR: resolve(directory) },
    stdio: "inherit",
  });
  const [code] = await once(observatory, "exit");
  return typeof code === "number" ? code : 1;
}
