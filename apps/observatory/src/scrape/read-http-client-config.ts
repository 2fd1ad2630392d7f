import { resolve } from "node:path";
import { openSection, type Section } from "../config/section.ts";
import {
  type Credentials,
  type HttpClientConfig,
  type Secret,
  type TlsConfig,
  tlsVersions,
} from "./http-client-config.ts";

/** The fields of `<http_config>` that stand among a scrape configuration's own. */
export const httpClientKeys = [
  "basic_auth",
  "authorization",
  "bearer_token",
  "bearer_token_file",
  "tls_config",
  "follow_redirects",
  "enable_http2",
  "http_headers",
] as const;

const noProxy = "targets are reached directly, without a proxy";
export const unsupportedHttpClientKeys: Readonly<Record<string, string>> = {
  oauth2: "use authorization with a credentials_file that another program renews",
  proxy_url: noProxy,
  no_proxy: noProxy,
  proxy_from_environment: noProxy,
  proxy_connect_header: noProxy,
};

const noSecretManager = "there is no secret manager; name a file instead";
const noTls: TlsConfig = {
  ca: undefined,
  certificate: undefined,
  key: undefined,
  serverName: undefined,
  insecureSkipVerify: false,
  minVersion: undefined,
  maxVersion: undefined,
};
const nothing: Secret = { kind: "text", text: "", isHidden: false };

/** Files are relative to `directory`, that of the configuration file. */
export function readHttpClientConfig(section: Section, directory: string): HttpClientConfig {
  return {
    credentials: readCredentials(section, directory),
    tls: readTls(section, directory),
    followRedirects: section.boolean("follow_redirects") ?? true,
    asksForHttp2: section.boolean("enable_http2") ?? true,
    headers: readHeaders(section, directory),
  };
}

function readCredentials(section: Section, directory: string): Credentials {
  const given = ["basic_auth", "authorization", "bearer_token", "bearer_token_file"].filter((key) =>
    section.has(key),
  );
  if (given.length > 1) {
    section.report(given[1] ?? "", `at most one of ${given.join(" and ")} must be configured`);
    return { kind: "none" };
  }
  const basic = section.section("basic_auth", {
    what: "basic_auth",
    known: ["username", "username_file", "password", "password_file"],
    unsupported: { username_ref: noSecretManager, password_ref: noSecretManager },
  });
  if (basic !== undefined) {
    return {
      kind: "basic",
      username: readSecret(basic, "username", directory, false) ?? nothing,
      password: readSecret(basic, "password", directory, true) ?? nothing,
    };
  }
  const authorization = section.section("authorization", {
    what: "authorization",
    known: ["type", "credentials", "credentials_file"],
    unsupported: { credentials_ref: noSecretManager },
  });
  if (authorization !== undefined) {
    const scheme = authorization.text("type")?.trim() || "Bearer";
    if (scheme.toLowerCase() === "basic") {
      authorization.report("type", 'authorization type cannot be set to "basic", use "basic_auth" instead');
    }
    const credentials = readSecret(authorization, "credentials", directory, true) ?? nothing;
    return { kind: "authorization", scheme, credentials };
  }
  const bearer = readSecret(section, "bearer_token", directory, true);
  return bearer === undefined
    ? { kind: "none" }
    : { kind: "authorization", scheme: "Bearer", credentials: bearer };
}

function readTls(section: Section, directory: string): TlsConfig {
  const tls = section.section("tls_config", {
    what: "tls_config",
    known: [
      "ca",
      "ca_file",
      "cert",
      "cert_file",
      "key",
      "key_file",
      "server_name",
      "insecure_skip_verify",
      "min_version",
      "max_version",
    ],
    unsupported: { ca_ref: noSecretManager, cert_ref: noSecretManager, key_ref: noSecretManager },
  });
  if (tls === undefined) return noTls;
  const config: TlsConfig = {
    ca: readSecret(tls, "ca", directory, false),
    certificate: readSecret(tls, "cert", directory, false),
    key: readSecret(tls, "key", directory, true),
    serverName: tls.text("server_name"),
    insecureSkipVerify: tls.boolean("insecure_skip_verify") ?? false,
    minVersion: tls.oneOf("min_version", tlsVersions),
    maxVersion: tls.oneOf("max_version", tlsVersions),
  };
  if ((config.certificate === undefined) !== (config.key === undefined)) {
    tls.report(
      config.key === undefined ? "cert" : "key",
      "a client certificate needs its key, and a key its certificate",
    );
  }
  return config;
}

/** Reads `name` or `name_file`; both at once are refused. `isHidden` keeps the text out of `/api/v1/status/config`. */
function readSecret(
  section: Section,
  name: string,
  directory: string,
  isHidden: boolean,
): Secret | undefined {
  const fileKey = `${name}_file`;
  const text = section.text(name);
  const path = section.text(fileKey);
  if (text !== undefined && path !== undefined) {
    section.report(fileKey, `at most one of ${name} and ${fileKey} must be configured`);
  }
  if (text !== undefined) return { kind: "text", text, isHidden };
  return path === undefined ? undefined : { kind: "file", path: resolve(directory, path) };
}

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;
/** Set by the scraper itself, or by the fields above. */
const reservedHeaders: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "host",
  "transfer-encoding",
  "user-agent",
  "x-prometheus-scrape-timeout-seconds",
]);

function readHeaders(section: Section, directory: string): HttpClientConfig["headers"] {
  const headers: Record<string, readonly Secret[]> = {};
  if (!section.has("http_headers")) return headers;
  const { file } = section;
  for (const { key, keyNode, value } of file.entries(section.at("http_headers"), "http_headers")) {
    if (!headerName.test(key)) file.report(keyNode, `"${key}" is not the name of a header`);
    if (reservedHeaders.has(key.toLowerCase())) {
      file.report(keyNode, `setting header "${key}" is not allowed`);
    }
    const header = openSection(file, value, {
      what: `the header ${key}`,
      known: ["values", "secrets", "files"],
    });
    const texts = (field: "values" | "secrets", isHidden: boolean): readonly Secret[] =>
      (header.texts(field) ?? []).map((text) => ({ kind: "text", text, isHidden }));
    headers[key] = [
      ...texts("values", false),
      ...texts("secrets", true),
      ...(header.texts("files") ?? []).map(
        (path) => ({ kind: "file", path: resolve(directory, path) }) as const,
      ),
    ];
  }
  return headers;
}
