import type { Telemetry } from "@voiceassist/telemetry";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { AccountStore } from "./account-store.ts";
import { hashPassword } from "./passwords.ts";

export interface FirstAdmin {
  readonly email: string;
  readonly password: string;
}

/** Makes the administrator's account when its address has none; an account that exists is left as it is. */
export async function ensureFirstAdmin(
  admin: FirstAdmin,
  dependencies: {
    readonly accounts: AccountStore;
    readonly trail: AuditTrail;
    readonly telemetry: Telemetry;
  },
): Promise<void> {
  const { accounts, trail, telemetry } = dependencies;
  if ((await accounts.find(admin.email)) !== undefined) return;
  const userId = await accounts.create({
    email: admin.email,
    passwordHash: await hashPassword(admin.password),
    role: "admin",
  });
  if (userId === undefined) return;
  await trail.record({
    event: "administration",
    action: "create_account",
    outcome: "success",
    actor: "system",
    subjects: [trail.token("user", userId)],
  });
  telemetry.log.info({ setting: "ADMIN_EMAIL" }, "the first administrator's account was made");
}
