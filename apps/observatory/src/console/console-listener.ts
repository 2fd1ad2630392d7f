import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const headers: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const notBuilt =
  "The console is not built. Run `npm run build`, or set VOICEASSIST_CONSOLE_DIR to its folder.\nThe APIs work without it.\n";

/** Headers of a page that no other origin may frame, script or read. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(headers);
  });
}

/** The console's files. Paths that are not files are views of the single page, but never below `/api/`. */
export async function serveConsole(app: FastifyInstance, consoleDirectory: string): Promise<void> {
  const isBuilt = existsSync(join(consoleDirectory, "index.html"));
  if (isBuilt) await app.register(fastifyStatic, { root: consoleDirectory });
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === "GET" && !/^\/api(?:[/?]|$)/u.test(request.url);
    if (!isPage) return reply.code(404).send({ message: "Not found" });
    if (!isBuilt) return reply.code(503).type("text/plain").send(notBuilt);
    return reply.sendFile("index.html");
  });
}
