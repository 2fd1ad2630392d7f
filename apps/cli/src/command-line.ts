import { Command, InvalidArgumentError } from "commander";
import { auditCommand } from "./audit/audit-command.ts";
import { backupCommands } from "./backup-commands.ts";
import { check } from "./check.ts";
import { redactFiles } from "./redact.ts";
import { repositoryRoot } from "./repository.ts";
import { scanCommand } from "./scan/scan-command.ts";
import { portList } from "./up/ports.ts";
import { up } from "./up/up.ts";

const highestPort = 65_535;
const highestDefaultPort = 16_686;

function portOffset(text: string): number {
  const offset = Number(text);
  if (!Number.isInteger(offset) || offset < 0 || offset > highestPort - highestDefaultPort) {
    throw new InvalidArgumentError(`Give a whole number from 0 to ${highestPort - highestDefaultPort}.`);
  }
  return offset;
}

function program(): Command {
  const command = new Command("voiceassist").description(
    "Metrics, traces, logs and HIPAA evidence for a medical assistant, without its PHI.",
  );
  command
    .command("up")
    .description("Run the gateway, the observatory, the console and the demo clinic until interrupted.")
    .option("--no-demo", "leave the demo clinic and its traffic out")
    .option("--data-dir <dir>", "where everything is kept", `${repositoryRoot}/.voiceassist`)
    .option("--port-offset <number>", "shift every port by this much", portOffset, 0)
    .addHelpText("after", `\nPorts before the shift, all on 127.0.0.1:\n${portList()}`)
    .action(async (options: { demo: boolean; dataDir: string; portOffset: number }) => {
      process.exitCode = await up(options);
    });
  command
    .command("redact")
    .description(
      "Copy files, or standard input line by line (- or no path), to standard output with PHI replaced. " +
        "Exit code: 0, or 2 when something could not be read.",
    )
    .argument("[files...]", "text files")
    .action(async (files: string[]) => {
      const paths = files.length === 0 ? ["-"] : files;
      process.exitCode = await redactFiles(paths, process.stdin, process.stdout, (problem) => {
        process.stderr.write(`Could not read: ${problem}\n`);
      });
    });
  command.addCommand(scanCommand());
  command.addCommand(auditCommand());
  for (const backupCommand of backupCommands()) command.addCommand(backupCommand);
  command
    .command("check")
    .description("Validate the configuration files and say what is wrong, with line numbers.")
    .argument("[dir]", "the configuration", `${repositoryRoot}/infrastructure/observability`)
    .action(async (directory: string) => {
      process.exitCode = await check(directory);
    });
  return command;
}

/** Runs the command line `voiceassist <args>`; the exit code is left in `process.exitCode`. */
export async function run(args: readonly string[]): Promise<void> {
  await program().parseAsync(args, { from: "user" });
}
