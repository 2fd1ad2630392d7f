import type { FastifyInstance, FastifyReply } from "fastify";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";

/** `POST|PUT /-/reload`; ending the process is its supervisor's part. */
export function lifecycleRoutes(config: ReloadableConfig): (app: FastifyInstance) => void {
  return (app) => {
    // Whatever a client sends along has no meaning here.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    app.route({
      method: ["POST", "PUT"],
      url: "/-/reload",
      handler: async (_request, reply) => {
        const problem = config.reload();
        return problem === undefined
          ? reply.code(200).send()
          : text(reply, 500, `failed to reload config: ${problem}`);
      },
    });
    app.get("/-/reload", async (_request, reply) => text(reply, 405, "Only POST or PUT requests allowed"));
    app.route({
      method: ["POST", "PUT"],
      url: "/-/quit",
      handler: async (_request, reply) => text(reply, 403, "Stop the process instead."),
    });
  };
}

function text(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type("text/plain; charset=utf-8").send(`${message}\n`);
}
