import type { FastifyInstance, FastifyRequest } from "fastify";
import { type FormValues, readFormValues } from "./form-values.ts";

/** Parameters of the query string and, for a form, of the body; the form's come first, as in Go's `FormValue`. */
export function parametersOf(request: FastifyRequest): URLSearchParams {
  const { body, query } = formsOf(request);
  return new URLSearchParams(
    [...body.values, ...query.values].map(([name, value]): [string, string] => [name, value]),
  );
}

/** What Go's `ParseForm` would report; routes that do not ask for it go on with the parameters that are well-formed. */
export function formProblem(request: FastifyRequest): string | undefined {
  const { body, query } = formsOf(request);
  return body.problem ?? query.problem;
}

function formsOf(request: FastifyRequest): { readonly body: FormValues; readonly query: FormValues } {
  const start = request.url.indexOf("?");
  return {
    body: readFormValues(typeof request.body === "string" ? request.body : ""),
    query: readFormValues(start < 0 ? "" : request.url.slice(start + 1)),
  };
}

/** Lets the routes of this plugin take `application/x-www-form-urlencoded` bodies; others have no meaning to them. */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
}
