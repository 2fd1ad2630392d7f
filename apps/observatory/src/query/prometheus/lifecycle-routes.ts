import type { FastifyInstance, FastifyReply } from "fastify";
import { refuseOtherMethods, tellMethods } from "../../http/allowed-methods.ts";
import type { ReloadableConfig } from "../../scrape/reloadable-config.ts";

/** `POST|PUT /-/reload`; ending the process is its supervisor's part. */
export function lifecycleRoutes(config: ReloadableConfig): (app: FastifyInstance) => void {
  return (app) => {
    // Whatever a client sends along has no meaning here.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    lifecycle("/-/reload", (reply) => {
      const problem = config.reload();
      return problem === undefined
        ? reply.code(200).send()
        : text(reply, 500, `failed to reload config: ${problem}`);
    });
    lifecycle("/-/quit", (reply) => text(reply, 403, "Stop the process instead."));

    function lifecycle(url: string, act: (reply: FastifyReply) => FastifyReply): void {
      app.route({ method: ["POST", "PUT"], url, handler: (_request, reply) => act(reply) });
      app.get(url, { exposeHeadRoute: false }, (_request, reply) =>
        text(reply, 405, "Only POST or PUT requests allowed", ""),
      );
      refuseOtherMethods(app, url, ["GET", "POST", "PUT"]);
      tellMethods(app, url, ["GET", "POST", "PUT"]);
    }
  };
}

function text(reply: FastifyReply, status: number, message: string, end = "\n"): FastifyReply {
  return reply.code(status).type("text/plain; charset=utf-8").send(`${message}${end}`);
}
