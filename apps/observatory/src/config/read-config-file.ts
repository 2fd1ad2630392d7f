import { readFileSync } from "node:fs";
import { StartupError } from "../startup-error.ts";

/** The text of a file that must be there. Throws a `StartupError` that names it. */
export function readConfigText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new StartupError(
      "CONFIG_UNREADABLE",
      `${path} cannot be read (${reason}); VOICEASSIST_CONFIG_DIR must name the folder infrastructure/observability.`,
    );
  }
}
