import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const entry = JSON.stringify(new URL("./index.ts", import.meta.url).href);

/** What a service prints that ends with `crash`. */
function crash(
  code: string,
): Promise<{ readonly output: string; readonly errors: string; readonly exitCode: unknown }> {
  const program = `
    import { createTelemetry } from ${entry};
    const telemetry = createTelemetry({
      serviceName: "ward-service", serviceVersion: "1", environment: "production", logLevel: "info",
    });
    telemetry.stopOnCrash(() => setTimeout(() => process.exit(7), 100));
    setTimeout(() => { ${code} });`;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--conditions=source", "--import=tsx", "--input-type=module", "-e", program],
      { cwd: fileURLToPath(new URL("..", import.meta.url)) },
      (error, output, errors) => resolve({ output, errors, exitCode: error?.code }),
    );
  });
}

test.each([
  ["an exception", 'throw Object.assign(new Error("no bed for 537-86-1294"), { code: "NO_BED" })'],
  ["a rejection", 'Promise.reject(Object.assign(new Error("no bed for 537-86-1294"), { code: "NO_BED" }))'],
  [
    "an exception before another",
    'setTimeout(() => { throw new Error("again 537-86-1294"); }); throw new Error("NO_BED for 537-86-1294")',
  ],
  ["a rejection without an error", 'Promise.reject("no bed for 537-86-1294, NO_BED")'],
])(
  "%s that nobody catches is logged redacted, and nowhere else",
  async (_case, code) => {
    const { output, errors, exitCode } = await crash(code);
    expect(exitCode).toBe(7);
    expect(JSON.parse(output.slice(0, output.indexOf("\n")))).toMatchObject({
      level: "fatal",
      service: "ward-service",
    });
    expect(output).toContain("NO_BED");
    expect(output + errors).not.toContain("537-86");
    expect(errors).toBe("");
  },
  60_000,
);
