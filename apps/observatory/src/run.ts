import { relative } from "node:path";
import { StoreError } from "@voiceassist/storage";
import { checkConfiguration } from "./check/check-configuration.ts";
import { describeProblem } from "./config/problem.ts";
import { startObservatory } from "./observatory.ts";
import { createOwnLog, failureFields } from "./own/own-log.ts";
import { readSettings } from "./settings.ts";
import { StartupError } from "./startup-error.ts";

const forcedExitMillis = 3_500;

/** `--check` validates the configuration files and ends; without arguments the observatory runs until SIGTERM. */
export async function run(parameters: readonly string[]): Promise<void> {
  try {
    const [mode, ...rest] = parameters;
    if (mode === undefined) await serve();
    else if (mode === "--check" && rest.length === 0) check();
    else
      throw new StartupError(
        "ARGUMENT_UNKNOWN",
        "The only argument is --check; settings come from the environment.",
      );
  } catch (error) {
    const isExpected = error instanceof StartupError || error instanceof StoreError;
    const sentence = isExpected ? error.message : `The observatory cannot start: ${String(error)}`;
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
}

function check(): void {
  const problems = checkConfiguration(readSettings(process.env));
  for (const problem of problems) {
    const file = relative(process.cwd(), problem.file);
    process.stdout.write(`${describeProblem(file.startsWith("..") ? problem : { ...problem, file })}\n`);
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function serve(): Promise<void> {
  const settings = readSettings(process.env);
  const log = createOwnLog(
    (line) => process.stdout.write(line),
    () => new Date(),
  );
  const observatory = await startObservatory(settings, log);
  log.info(
    { portOffset: settings.portOffset, dataDirectory: settings.dataDirectory },
    "observatory is ready",
  );

  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      process.stderr.write(`The observatory did not stop within ${forcedExitMillis} ms and was ended.\n`);
      process.exit(1);
    }, forcedExitMillis).unref();
    observatory.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(failureFields(error), "the observatory did not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGHUP", () => {
    observatory.reload();
  });
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  // Started by `voiceassist up`, which is gone: nobody is left to stop this process.
  process.on("disconnect", stop);
  process.on("uncaughtException", (error) => {
    log.error(failureFields(error), "the observatory met an unexpected failure and ends");
    process.exit(1);
  });
}
