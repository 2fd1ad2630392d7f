import type { FastifyInstance } from "fastify";
import type { Role } from "./role.ts";

/** Who may use a route: everybody, or accounts with one of the roles. */
export type RouteAccess = "public" | readonly Role[];

declare module "fastify" {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}

/** The telemetry package adds it, and knows no roles. */
const publicWithoutDeclaration: ReadonlySet<string> = new Set(["/metrics"]);

/** A route that does not say who may use it stops the start: nothing is open by being forgotten. */
export function requireDeclaredAccess(app: FastifyInstance): void {
  app.addHook("onRoute", ({ url, method, config }) => {
    if (config?.access === undefined)
      throw new Error(`The route ${String(method)} ${url} does not declare who may use it (config.access).`);
  });
}

export function accessOf(route: {
  readonly url?: string | undefined;
  readonly config: { readonly access?: RouteAccess };
}): RouteAccess {
  if (route.config.access !== undefined) return route.config.access;
  return publicWithoutDeclaration.has(route.url ?? "") ? "public" : [];
}
