/** A secret of the configuration: written there, or in a file that is read at each use, so that it can be rotated. */
export type Secret =
  /** Hidden from those who are shown the configuration, or not. */
  | { readonly kind: "text"; readonly text: string; readonly isHidden: boolean }
  | { readonly kind: "file"; readonly path: string };

export const tlsVersions = ["TLS10", "TLS11", "TLS12", "TLS13"] as const;
export type TlsVersion = (typeof tlsVersions)[number];

export interface TlsConfig {
  readonly ca: Secret | undefined;
  readonly certificate: Secret | undefined;
  readonly key: Secret | undefined;
  readonly serverName: string | undefined;
  readonly insecureSkipVerify: boolean;
  readonly minVersion: TlsVersion | undefined;
  readonly maxVersion: TlsVersion | undefined;
}

export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "basic"; readonly username: Secret; readonly password: Secret }
  | { readonly kind: "authorization"; readonly scheme: string; readonly credentials: Secret };

/** How a target is spoken to: the part that Prometheus calls `<http_config>`. */
export interface HttpClientConfig {
  readonly credentials: Credentials;
  readonly tls: TlsConfig;
  readonly followRedirects: boolean;
  /** HTTP/1.1 is spoken all the same. */
  readonly asksForHttp2: boolean;
  readonly headers: Readonly<Record<string, readonly Secret[]>>;
}
