// Appends for ever and prints the number of each acknowledged entry; its parent kills it.
import { join } from "node:path";
import { openAuditLog } from "./audit-log.ts";
import { openSigningKeys } from "./signing-keys.ts";

const [place = ""] = process.argv.slice(2);
const log = await openAuditLog({
  directory: join(place, "audit"),
  keys: await openSigningKeys(join(place, "signing-key.pem")),
  clock: () => new Date(),
  onCheckpoint: () => undefined,
  onCheckpointFailure: () => undefined,
});
const writeForever = async (): Promise<void> => {
  for (;;) {
    const entry = await log.append({
      event: "phi_access",
      action: "search",
      outcome: "success",
      actor: "anonymous",
    });
    process.stdout.write(`${entry.sequence}\n`);
  }
};
await Promise.all([writeForever(), writeForever(), writeForever()]);
