import Fastify from "fastify";
import { addRoutes, serve } from "./application.mjs";

const app = Fastify({ logger: false });
addRoutes(app);
await serve(app);
