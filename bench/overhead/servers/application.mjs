// The application that is measured: the same routes in every mode, and answers about its own process to who started it.
import { setTimeout as sleep } from "node:timers/promises";

const waitMillis = 1;

const order = {
  body: {
    type: "object",
    required: ["item", "quantity"],
    properties: { item: { type: "string", maxLength: 64 }, quantity: { type: "integer", minimum: 1 } },
  },
};

export function addRoutes(app) {
  app.get("/hello", () => ({ hello: "world" }));
  app.post("/orders", { schema: order }, async (request) => {
    await sleep(waitMillis);
    return { accepted: true, quantity: request.body.quantity };
  });
}

export async function serve(app, stop = async () => {}) {
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  process.on("message", async (asked) => {
    if (asked === "usage")
      process.send({ cpu: process.cpuUsage(), residentBytes: process.memoryUsage().rss });
    if (asked === "stop") {
      app.server.closeAllConnections();
      await stop();
      process.exit(0);
    }
  });
  process.on("disconnect", () => process.exit(0));
  process.send({ address });
}
