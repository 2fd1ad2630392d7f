import type { Account, GatewayClient } from "./gateway-client.ts";
import { pickWeighted, type Random } from "./random.ts";

const operator: Account = { email: "operator@clinic.example.org", password: "correct horse battery staple" };

/** An administrator and an operator at their desks. No patient's data comes their way. */
export interface Office {
  readonly admin: GatewayClient;
  readonly ops: GatewayClient;
}

export async function openOffice({ admin, ops }: Office, account: Account): Promise<number> {
  const answered = await admin.login(account);
  await admin.send("POST", "/api/admin/accounts", JSON.stringify({ ...operator, role: "ops" }));
  await ops.login(operator);
  return answered;
}

/** One thing that one of them does. */
export async function workInOffice(office: Office, account: Account, random: Random): Promise<number> {
  const { admin, ops } = office;
  const task = pickWeighted(random, [
    { weight: 3, run: () => ops.send("GET", "/api/ops/status") },
    { weight: 2, run: () => ops.send("GET", "/api/ops/backups") },
    { weight: 1, run: () => ops.send("PUT", "/api/ops/log-level", JSON.stringify({ level: "info" })) },
    { weight: 2, run: () => admin.send("GET", "/api/admin/audit") },
    { weight: 2, run: () => admin.send("GET", "/api/admin/accounts") },
    // What they may not see is refused, and recorded.
    { weight: 1, run: () => ops.send("GET", "/api/documents") },
    // Access tokens last a quarter of an hour.
    { weight: 1, run: () => openOffice(office, account) },
  ]);
  return task.run();
}
