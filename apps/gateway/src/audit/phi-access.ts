import type { RouteShorthandOptions } from "fastify";

/** The options of a route by which a clinician reaches a patient's data: each use is in the audit log before it is answered. */
export function phiAccess(action: string): RouteShorthandOptions {
  return { config: { access: ["clinician"], audit: { event: "phi_access", action } } };
}
