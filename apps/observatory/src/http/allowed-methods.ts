import type { FastifyInstance } from "fastify";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Answers the other methods of a path with 405 and what is allowed, as Go's httprouter does. */
export function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly Method[]): void {
  app.route({
    method: methods.filter((method) => !allowed.includes(method)),
    url,
    handler: (_request, reply) =>
      reply
        .code(405)
        .header("allow", [...allowed, "OPTIONS"].sort().join(", "))
        .type("text/plain; charset=utf-8")
        .send("Method Not Allowed\n"),
  });
}

/** `OPTIONS` of a path that is no part of an API with CORS: which methods it has. */
export function tellMethods(app: FastifyInstance, url: string, allowed: readonly Method[]): void {
  app.options(url, (_request, reply) =>
    reply
      .code(200)
      .header("allow", [...allowed, "OPTIONS"].sort().join(", "))
      .send(),
  );
}
