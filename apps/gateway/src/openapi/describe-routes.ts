import swagger from "@fastify/swagger";
import type { FastifyInstance, FastifySchema, RouteOptions } from "fastify";
import { z } from "zod";
import { accessOf } from "../auth/route-access.ts";
import { version } from "../version.ts";
import { replyForms } from "./reply-forms.ts";
import { type RouteDocument, routeDocuments } from "./route-documents.ts";

const documentPath = "/openapi.json";
const bearer = "access_token";

/**
 * Serves the API's description (OpenAPI 3.1) at /openapi.json, made from the forms that the routes themselves check. It has
 * no examples: nobody can take an invented patient in one for a real one, or put a real one there. Call it before routes.
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  // The routes check their input themselves, with messages that repeat nothing of it.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (reply) => JSON.stringify(reply));
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "VoiceAssist API gateway", version },
      components: {
        securitySchemes: { [bearer]: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      },
    },
  });
  app.addHook("onRoute", (route) => {
    if (route.url === documentPath || route.method === "HEAD") return;
    const name = `${String(route.method)} ${route.url}`;
    const document = routeDocuments[name];
    if (document === undefined) throw new Error(`The route ${name} is not described in route-documents.ts.`);
    route.schema = schemaOf(document, route);
  });
  app.get(documentPath, { config: { access: "public" }, schema: { hide: true } }, () => app.swagger());
}

function schemaOf(document: RouteDocument, route: RouteOptions): FastifySchema {
  const access = accessOf({ url: route.url, config: route.config ?? {} });
  const { body, querystring, params, reply } = document;
  return {
    summary: document.summary,
    ...(access === "public"
      ? {}
      : { description: `For the roles ${access.join(", ")}.`, security: [{ [bearer]: [] }] }),
    ...(body === "file"
      ? {
          consumes: ["multipart/form-data"],
          body: {
            type: "object",
            properties: { file: { type: "string", format: "binary" } },
            required: ["file"],
          },
        }
      : {}),
    ...(body === undefined || body === "file" ? {} : { body: inputForm(body) }),
    ...(querystring === undefined ? {} : { querystring: inputForm(querystring) }),
    ...(params === undefined ? {} : { params: inputForm(params) }),
    response: {
      ...(reply === undefined
        ? { 204: { type: "null", description: "Done." } }
        : { [reply[0]]: outputForm(reply[1]) }),
      default: outputForm(replyForms.error),
    },
  };
}

function inputForm(forms: z.ZodType | readonly z.ZodType[]): object {
  const [only, ...more] = (Array.isArray(forms) ? forms : [forms]).map((form: z.ZodType) =>
    asJsonSchema(form, "input"),
  );
  return more.length === 0 ? (only ?? {}) : { allOf: [only, ...more] };
}

function outputForm(form: z.ZodType): object {
  return asJsonSchema(form, "output");
}

function asJsonSchema(form: z.ZodType, io: "input" | "output"): object {
  const { $schema: _draft, ...schema } = z.toJSONSchema(form, { io, unrepresentable: "any" });
  return schema;
}
