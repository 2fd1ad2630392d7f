import { resolve } from "node:path";
import {
  type AuditProblemKind,
  type DirectoryVerdict,
  type LogHead,
  verifyDirectory,
} from "@voiceassist/audit-log";

/** Exit codes of `voiceassist audit verify`. */
export const auditExitCodes = { intact: 0, tampered: 1, unreadable: 2, truncated: 3, unanchored: 4 } as const;

interface Options {
  readonly publicKey?: string;
  readonly anchor?: LogHead;
  readonly json: boolean;
}

/** Prints what is found and returns the exit code. */
export async function verifyAudit(
  directory: string,
  options: Options,
  print: (line: string) => void,
): Promise<number> {
  let verdict: DirectoryVerdict;
  try {
    verdict = await verifyDirectory(resolve(directory), {
      ...(options.publicKey === undefined ? {} : { publicKeyPath: resolve(options.publicKey) }),
      ...(options.anchor === undefined ? {} : { anchor: options.anchor }),
    });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    print(`The audit log in ${directory} cannot be read (${reason}).`);
    return auditExitCodes.unreadable;
  }
  if (verdict.segments === 0 && verdict.checkpoints === 0) {
    print(`There is no audit log in ${directory}.`);
    return auditExitCodes.unreadable;
  }
  if (options.json) print(JSON.stringify(verdict));
  else for (const line of report(verdict)) print(line);
  return exitCodeOf(verdict);
}

function report(verdict: DirectoryVerdict): readonly string[] {
  const { head, problems, problemCount, repairs, tornBytes } = verdict;
  const span = verdict.firstTime === undefined ? "" : `, ${verdict.firstTime} to ${verdict.lastTime}`;
  return [
    ...problems.map(({ kind, sequence, message }) => `entry ${sequence}: ${kind}: ${message}`),
    ...(problemCount > problems.length ? [`… and ${problemCount - problems.length} more problems`] : []),
    `${head.sequence} entries in ${verdict.segments} files${span}.`,
    `${verdict.checkpoints} signed checkpoints cover ${verdict.anchoredEntries} entries; the last hash is ${head.hash}.`,
    ...(repairs > 0
      ? [`${repairs} times a line that a crash tore, never acknowledged, was cut off and recorded.`]
      : []),
    ...(tornBytes > 0
      ? [
          `${tornBytes} bytes follow the last whole line: being written now, or torn by a crash and never acknowledged.`,
        ]
      : []),
    problemCount === 0 ? "Intact." : `NOT intact: ${problemCount} problem${problemCount === 1 ? "" : "s"}.`,
  ];
}

/** Tampering weighs more than a cut, and a cut more than a missing signature. */
function exitCodeOf({ problems }: DirectoryVerdict): number {
  const kinds = new Set<AuditProblemKind>(problems.map(({ kind }) => kind));
  if (kinds.size === 0) return auditExitCodes.intact;
  if ([...kinds].some((kind) => kind !== "truncated" && kind !== "unanchored"))
    return auditExitCodes.tampered;
  return kinds.has("truncated") ? auditExitCodes.truncated : auditExitCodes.unanchored;
}
