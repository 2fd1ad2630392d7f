import type { FastifyInstance, FastifyRequest } from "fastify";

/** Parameters of the query string and, for a POST form, of the body; the form's come first, as in Go's `FormValue`. */
export function parametersOf(request: FastifyRequest): URLSearchParams {
  const merged = new URLSearchParams(typeof request.body === "string" ? request.body : "");
  const start = request.url.indexOf("?");
  if (start >= 0) {
    for (const [name, value] of new URLSearchParams(request.url.slice(start + 1))) merged.append(name, value);
  }
  return merged;
}

/** Lets the routes of this plugin take `application/x-www-form-urlencoded` bodies, and no others. */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, body),
  );
}
