import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { AccountStore } from "../auth/account-store.ts";
import { registration } from "../auth/auth-routes.ts";
import type { LoginFailures } from "../auth/login-failures.ts";
import { hashPassword } from "../auth/passwords.ts";
import type { Revocation } from "../auth/revocation.ts";
import { type Role, roles } from "../auth/role.ts";
import { ApiError } from "../errors/api-error.ts";
import { parseInput } from "../errors/parse-input.ts";

const roleRule = { error: `role must be one of ${roles.join(", ")}` };
export const assigning: z.ZodType<{ readonly role: Role }> = z.object(
  { role: z.enum(roles, roleRule) },
  { error: "the body must be a JSON object" },
);
export const addressed: z.ZodType<{ readonly account_id: string }> = z.object({
  account_id: z.uuid({ error: "the account's id must be a UUID" }),
});

const administration = (action: string) => ({
  config: { access: ["admin"], audit: { event: "administration", action } } as const,
});

/** Accounts and their roles, and where the audit log stands. No patient's data. */
export function adminRoutes(
  app: FastifyInstance,
  dependencies: {
    readonly accounts: AccountStore;
    readonly revocation: Revocation;
    readonly failures: LoginFailures;
    readonly trail: AuditTrail;
  },
): void {
  const { accounts, revocation, failures, trail } = dependencies;

  const accountOf = (request: FastifyRequest): string => {
    const { account_id } = parseInput(addressed, request.params);
    request.audited.subjects.add(trail.token("user", account_id));
    return account_id;
  };

  app.get("/api/admin/accounts", administration("list_accounts"), async () => ({
    accounts: await accounts.list(),
  }));

  app.post("/api/admin/accounts", administration("create_account"), async (request, reply) => {
    const { email, password } = parseInput(registration, request.body);
    const { role } = parseInput(assigning, request.body);
    const accountId = await accounts.create({ email, passwordHash: await hashPassword(password), role });
    if (accountId === undefined) throw new ApiError("ACCOUNT_EXISTS");
    request.audited.subjects.add(trail.token("user", accountId));
    return await reply.code(201).send({ account_id: accountId, role });
  });

  app.put("/api/admin/accounts/:account_id/role", administration("set_role"), async (request, reply) => {
    const accountId = accountOf(request);
    const { role } = parseInput(assigning, request.body);
    if (!(await accounts.setRole(accountId, role))) throw new ApiError("ACCOUNT_NOT_FOUND");
    // Tokens carry the role: those with the old one end now.
    await revocation.revokeAll(accountId);
    return await reply.code(204).send();
  });

  app.post("/api/admin/accounts/:account_id/unlock", administration("unlock"), async (request, reply) => {
    const accountEmail = await accounts.findEmail(accountOf(request));
    if (accountEmail === undefined) throw new ApiError("ACCOUNT_NOT_FOUND");
    await failures.clear(trail.token("login", accountEmail));
    return await reply.code(204).send();
  });

  app.get("/api/admin/audit", administration("audit_status"), async () => {
    const { head, anchored } = trail.status();
    return {
      entries: head.sequence,
      last_hash: head.hash,
      signed_entries: anchored,
      status: trail.isWorking() ? "working" : "failing",
    };
  });
}
