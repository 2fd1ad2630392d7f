import { createTelemetry } from "@voiceassist/telemetry";
import { runCommand } from "./commands/run-command.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { readSettings } from "./settings.ts";
import { StartUpError } from "./start-up-error.ts";
import { version } from "./version.ts";

const stopTimeoutMillis = 3_900;

try {
  await run();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `${error instanceof StartUpError ? reason : `The gateway could not start: ${reason}`}\n`,
  );
  process.exit(1);
}

async function run(): Promise<void> {
  const settings = readSettings(process.env);
  const command = process.argv.slice(2);
  if (command.length > 0) {
    await runCommand(command, settings, (line) => process.stdout.write(`${line}\n`));
    return;
  }
  const telemetry = createTelemetry({
    serviceName: "voiceassist-api-gateway",
    serviceVersion: version,
    environment: settings.environment,
    logLevel: settings.logLevel,
    ...(settings.otlpEndpoint === undefined ? {} : { otlpEndpoint: settings.otlpEndpoint }),
  });

  let gateway: Gateway | undefined;
  let stopping = false;
  const stop = (exitCode: number): void => {
    if (stopping) return;
    stopping = true;
    // Asked to stop while starting: there is nothing to finish, and the database notices that it is alone.
    if (gateway === undefined) process.exit(exitCode);
    setTimeout(() => process.exit(1), stopTimeoutMillis).unref();
    gateway.close().then(
      () => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", () => stop(0));
  process.on("SIGINT", () => stop(0));
  // Started by `voiceassist up`, which is gone: nobody is left to stop this process.
  process.on("disconnect", () => stop(0));
  telemetry.stopOnCrash(() => stop(1));
  gateway = await startGateway(settings, telemetry);
}
