import type { LogHead } from "@voiceassist/audit-log";
import { Command, InvalidArgumentError } from "commander";
import { repositoryRoot } from "../repository.ts";
import { verifyAudit } from "./verify-audit.ts";

export function auditCommand(): Command {
  const command = new Command("audit").description("Look after the audit log.");
  command
    .command("verify")
    .description(
      "Check every entry, link and signature of an audit log; name the entry that is altered, missing, moved or cut off.",
    )
    .argument("[dir]", "the log", `${repositoryRoot}/.voiceassist/gateway/audit`)
    .option("--public-key <file>", "a copy of the public key that was kept elsewhere")
    .option("--anchor <size:hash>", "a length and hash that were noted earlier, as in a log line", anchor)
    .option("--json", "report as JSON", false)
    .action(async (directory: string, options: { publicKey?: string; anchor?: LogHead; json: boolean }) => {
      process.exitCode = await verifyAudit(directory, options, (line) => process.stdout.write(`${line}\n`));
    });
  return command;
}

function anchor(text: string): LogHead {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (match === null)
    throw new InvalidArgumentError(
      "Give the number of entries, a colon and the last hash (64 hexadecimal digits).",
    );
  return { sequence: Number(match[1]), hash: String(match[2]) };
}
