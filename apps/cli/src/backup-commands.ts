import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { Command } from "commander";
import { appEntry, repositoryRoot } from "./repository.ts";

interface Options {
  readonly dataDir: string;
}

/** Backups are made and read by the gateway's own program, with its settings from the environment. */
export function backupCommands(): readonly Command[] {
  return [
    of("backup", "Make an encrypted backup of the gateway's database, and prove it by restoring it.").action(
      async (options: Options) => run(["backup"], options),
    ),
    of(
      "verify-backup",
      "Check a backup's key, checksum and manifest, and restore it into a scratch database.",
    )
      .argument("<file>", "a file that ends in .backup")
      .action(async (file: string, options: Options) => run(["verify-backup", resolve(file)], options)),
    of("restore", "Restore a backup into an empty database: that of DATABASE_URL, or an embedded one.")
      .argument("<file>", "a file that ends in .backup")
      .action(async (file: string, options: Options) => run(["restore", resolve(file)], options)),
  ];
}

function of(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option("--data-dir <dir>", "where everything is kept", `${repositoryRoot}/.voiceassist`);
}

async function run(args: readonly string[], { dataDir }: Options): Promise<void> {
  const gateway = spawn(process.execPath, [appEntry("gateway"), ...args], {
    env: { ...process.env, VOICEASSIST_DATA_DIR: resolve(dataDir) },
    stdio: "inherit",
  });
  const [code] = await once(gateway, "exit");
  process.exitCode = typeof code === "number" ? code : 1;
}
