import { startClinic } from "./clinic.ts";
import { readSettings } from "./settings.ts";

const settings = readSettings(process.env);
if ("refusal" in settings) {
  process.stderr.write(`${settings.refusal}\n`);
  process.exit(1);
}
const clinic = await startClinic(settings);
const stop = (): void => {
  void clinic.stop().then(() => process.exit(0));
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
process.once("disconnect", stop);
