import type { ConnectionOptions } from "node:tls";
import type { TlsConfig, TlsVersion } from "./http-client-config.ts";
import { readSecretValue } from "./secret-value.ts";

const versions: Readonly<Record<TlsVersion, "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3">> = {
  TLS10: "TLSv1",
  TLS11: "TLSv1.1",
  TLS12: "TLSv1.2",
  TLS13: "TLSv1.3",
};

export function tlsOptions(config: TlsConfig): ConnectionOptions {
  const { ca, certificate, key, serverName, minVersion, maxVersion } = config;
  return {
    rejectUnauthorized: !config.insecureSkipVerify,
    ...(ca === undefined ? {} : { ca: readSecretValue(ca) }),
    ...(certificate === undefined ? {} : { cert: readSecretValue(certificate) }),
    ...(key === undefined ? {} : { key: readSecretValue(key) }),
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(minVersion === undefined ? {} : { minVersion: versions[minVersion] }),
    ...(maxVersion === undefined ? {} : { maxVersion: versions[maxVersion] }),
  };
}
