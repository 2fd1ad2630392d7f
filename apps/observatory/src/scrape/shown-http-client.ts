import type { Printable } from "../config/print-yaml.ts";
import type { HttpClientConfig, Secret } from "./http-client-config.ts";

type Fields = Readonly<Record<string, Printable>>;

const secret = "<secret>";

/** `<http_config>` as Prometheus shows it. */
export function shownHttpClient(http: HttpClientConfig): Fields {
  const headers = Object.entries(http.headers).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    ...shownCredentials(http),
    tls_config: shownTls(http),
    follow_redirects: http.followRedirects,
    enable_http2: http.asksForHttp2,
    http_headers:
      headers.length === 0
        ? undefined
        : Object.fromEntries(headers.map(([name, values]) => [name, shownHeader(values)])),
  };
}

function shownCredentials({ credentials }: HttpClientConfig): Fields {
  switch (credentials.kind) {
    case "none":
      return {};
    case "basic":
      return {
        basic_auth: {
          ...field("username", credentials.username),
          ...field("password", credentials.password),
        },
      };
    case "authorization":
      return {
        authorization: { type: credentials.scheme, ...field("credentials", credentials.credentials) },
      };
  }
}

function shownTls({ tls }: HttpClientConfig): Printable {
  const { ca, certificate, key, serverName, insecureSkipVerify, minVersion, maxVersion } = tls;
  const given = [ca, certificate, key, serverName, minVersion, maxVersion].some((one) => one !== undefined);
  if (!given && !insecureSkipVerify) return undefined;
  const fields = { ...field("ca", ca), ...field("cert", certificate), ...field("key", key) };
  const texts = Object.entries(fields).filter(([name]) => !name.endsWith("_file"));
  const files = Object.entries(fields).filter(([name]) => name.endsWith("_file"));
  return {
    ...Object.fromEntries([...texts, ...files]),
    server_name: serverName,
    insecure_skip_verify: insecureSkipVerify,
    min_version: minVersion,
    max_version: maxVersion,
  };
}

function shownHeader(values: readonly Secret[]): Printable {
  const texts = values.filter((one) => one.kind === "text");
  const list = (items: readonly string[]): Printable => (items.length === 0 ? undefined : items);
  return {
    values: list(texts.filter(({ isHidden }) => !isHidden).map(({ text }) => text)),
    secrets: list(texts.filter(({ isHidden }) => isHidden).map(() => secret)),
    files: list(values.flatMap((one) => (one.kind === "file" ? one.path : []))),
  };
}

/** `name` or `name_file`; an empty text is as good as none. */
function field(name: string, value: Secret | undefined): Fields {
  if (value === undefined) return {};
  if (value.kind === "file") return { [`${name}_file`]: value.path };
  return value.text === "" ? {} : { [name]: value.isHidden ? secret : value.text };
}
