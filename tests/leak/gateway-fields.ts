/** One place of a request to the gateway in which text can stand. */
export interface RequestField {
  readonly field: string;
  request(text: string): { readonly method: string; readonly path: string; readonly init: RequestInit };
}

const json = (value: unknown): RequestInit => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

const ask = (field: string, body: (text: string) => unknown): RequestField => ({
  field,
  request: (text) => ({ method: "POST", path: "/api/rag/query", init: json(body(text)) }),
});

/** Every door by which a client's text enters the gateway, right and wrong uses alike. */
export const gatewayFields: readonly RequestField[] = [
  ask("body", (text) => ({ question: text })),
  ask("patient's fields", (text) => ({
    question: "dose?",
    patient: { name: text, mrn: text, date_of_birth: text, phone: text },
  })),
  ask("body of a wrong type", (text) => ({ question: { nested: text } })),
  ask("JSON key", (text) => ({ question: "dose?", [text]: true })),
  {
    field: "path",
    request: (text) => ({
      method: "GET",
      path: `/api/patients/${encodeURIComponent(text)}/summary`,
      init: {},
    }),
  },
  {
    field: "query string",
    request: (text) => ({
      method: "GET",
      path: `/api/documents/search?q=${encodeURIComponent(text)}`,
      init: {},
    }),
  },
  {
    field: "query string key",
    request: (text) => ({
      method: "GET",
      path: `/api/documents/search?q=a&${encodeURIComponent(text)}=1`,
      init: {},
    }),
  },
  {
    field: "header",
    request: (text) => ({ method: "GET", path: "/api/documents", init: { headers: { "x-note": text } } }),
  },
  {
    field: "request id header",
    request: (text) => ({
      method: "GET",
      path: "/api/documents",
      init: { headers: { "x-request-id": text } },
    }),
  },
  {
    field: "user agent",
    request: (text) => ({ method: "GET", path: "/api/documents", init: { headers: { "user-agent": text } } }),
  },
  {
    field: "baggage",
    request: (text) => ({
      method: "GET",
      path: "/api/documents",
      init: {
        headers: { baggage: `note=${encodeURIComponent(text)}`, tracestate: `a=${encodeURIComponent(text)}` },
      },
    }),
  },
  {
    field: "malformed body (exception message)",
    request: (text) => ({
      method: "POST",
      path: "/api/rag/query",
      init: { headers: { "content-type": "application/json" }, body: `{"question": ${text}` },
    }),
  },
  {
    field: "login name",
    request: (text) => ({
      method: "POST",
      path: "/api/auth/login",
      init: json({ email: text, password: "not the password" }),
    }),
  },
  {
    field: "password",
    request: (text) => ({
      method: "POST",
      path: "/api/auth/login",
      init: json({ email: "leak@clinic.example.org", password: text }),
    }),
  },
  {
    field: "uploaded text and its file name",
    request: (text) => {
      const form = new FormData();
      form.append(
        "file",
        new Blob([`Note. ${text}`], { type: "text/plain" }),
        `${text.replaceAll("/", "-")}.txt`,
      );
      return { method: "POST", path: "/api/documents", init: { body: form } };
    },
  },
  {
    field: "broken PDF (exception message)",
    request: (text) => {
      const form = new FormData();
      form.append("file", new Blob([`%PDF-1.4 ${text}`], { type: "application/pdf" }), "note.pdf");
      return { method: "POST", path: "/api/documents", init: { body: form } };
    },
  },
];
