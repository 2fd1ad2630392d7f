import { join } from "node:path";
import type { ComposeService, ComposeStack } from "./compose-stack.ts";
import { configMapItems, configMapOf, type Overlay } from "./config-maps.ts";
import { type Manifest, partOf } from "./manifest.ts";

const secretName = "voiceassist-secrets";
const probeSeconds = { periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4, initialDelaySeconds: 10 };

/** Storage by volume; sizes of docs/guides/sizing.md, first row. */
const storage: Readonly<Record<string, string>> = {
  "gateway-data": "5Gi",
  "gateway-backups": "20Gi",
  "observatory-data": "20Gi",
  "postgres-data": "20Gi",
  "redis-data": "1Gi",
  "qdrant-data": "20Gi",
  "prometheus-data": "20Gi",
  "alertmanager-data": "1Gi",
  "loki-data": "20Gi",
  "jaeger-data": "40Gi",
  "grafana-data": "2Gi",
};

/** Ports that other services reach, by service. */
const ports: Readonly<Record<string, readonly number[]>> = {
  gateway: [8080],
  observatory: [23000, 24317, 24318, 29090, 29411],
  postgres: [5432],
  redis: [6379],
  qdrant: [6333],
  "qdrant-metrics": [6335],
  prometheus: [9090],
  alertmanager: [9093],
  "alert-webhook": [9095],
  loki: [3100],
  jaeger: [16686, 4317, 4318, 9411, 8888],
  grafana: [3000],
  "postgres-exporter": [9187],
  "redis-exporter": [9121],
};

interface Workload {
  readonly manifests: readonly Manifest[];
}

/** The service, with what shares its network, as a StatefulSet of one, its Service, its configuration and its storage. */
export function workload(name: string, stack: ComposeStack, repository: string): Workload {
  const main = stack.services[name];
  if (main === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  const sidecars = Object.entries(stack.services).filter(
    ([, service]) => service.network_mode === `service:${name}`,
  );
  const containers = [[name, main] as const, ...sidecars];
  const mounts = containers.flatMap(([owner, service]) => mountsOf(owner, service, repository));
  const labels = { ...partOf, "app.kubernetes.io/name": name };
  const claims = mounts.flatMap(({ claim }) => claim ?? []);
  return {
    manifests: [
      ...mounts.flatMap(({ configMap }) => configMap ?? []),
      ...claims,
      {
        apiVersion: "apps/v1",
        kind: "StatefulSet",
        metadata: { name, labels },
        spec: {
          serviceName: name,
          replicas: 1,
          selector: { matchLabels: { "app.kubernetes.io/name": name } },
          template: {
            metadata: { labels },
            spec: {
              automountServiceAccountToken: false,
              securityContext: { fsGroup: 1000 },
              containers: containers.map(([owner, service]) => container(owner, service, mounts)),
              volumes: [
                ...mounts.map(({ volume }) => volume),
                ...(containers.some(([, service]) => service.secrets.length > 0)
                  ? [{ name: "secrets", secret: { secretName, items: secretItems(main, stack) } }]
                  : []),
              ],
            },
          },
        },
      },
      ...(ports[name] === undefined ? [] : [serviceOf(name, ports[name], labels)]),
    ],
  };
}

interface Mount {
  readonly owner: string;
  readonly volume: { readonly name: string; readonly [key: string]: unknown };
  readonly mount: { readonly name: string; readonly mountPath: string; readonly [key: string]: unknown };
  readonly configMap?: Manifest;
  readonly claim?: Manifest;
}

function mountsOf(owner: string, service: ComposeService, repository: string): readonly Mount[] {
  return service.volumes.flatMap((text, index): readonly Mount[] => {
    // Certificates of Grafana's own: on Kubernetes the Ingress ends TLS.
    if (text.startsWith("${")) return [];
    const [source = "", path = ""] = text.split(":");
    if (!source.startsWith("./")) {
      const claim: Manifest = {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: source, labels: partOf },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: storage[source] } } },
      };
      const volume = { name: source, persistentVolumeClaim: { claimName: source } };
      return [{ owner, volume, mount: { name: source, mountPath: path }, claim }];
    }
    if (isBelowAnother(service, path)) return [];
    const file = join(repository, source);
    const overlays = overlaysOf(service, path, repository);
    const name = `${owner}-config${index === 0 ? "" : `-${index}`}`;
    const isFile = /\.\w*[Cc]addyfile$|Caddyfile$/.test(source);
    const volume = { name, configMap: { name, items: configMapItems(file, overlays) } };
    const mount = isFile
      ? { name, mountPath: path, subPath: source.split("/").at(-1), readOnly: true }
      : { name, mountPath: path, readOnly: true };
    return [{ owner, volume, mount, configMap: configMapOf(name, file, overlays) }];
  });
}

/** Folders of the repository with the places where Compose mounts them. */
function configMounts(
  service: ComposeService,
): readonly { readonly source: string; readonly path: string }[] {
  return service.volumes
    .filter((text) => text.startsWith("./"))
    .map((text) => {
      const [source = "", path = ""] = text.split(":");
      return { source, path };
    });
}

function isBelowAnother(service: ComposeService, path: string): boolean {
  return configMounts(service).some((other) => path.startsWith(`${other.path}/`));
}

function overlaysOf(service: ComposeService, path: string, repository: string): readonly Overlay[] {
  return configMounts(service)
    .filter((other) => other.path.startsWith(`${path}/`))
    .map((other) => ({ prefix: other.path.slice(path.length + 1), path: join(repository, other.source) }));
}

function container(
  owner: string,
  service: ComposeService,
  mounts: readonly Mount[],
): Readonly<Record<string, unknown>> {
  const { cpus, memory } = service.deploy.resources.limits;
  const limits = { cpu: cpus, memory: memory.replace(/m$/, "Mi").replace(/g$/, "Gi") };
  const probe = service.healthcheck === undefined ? undefined : probeOf(service.healthcheck.test);
  return {
    name: owner,
    image: service.image,
    ...(service.command === undefined ? {} : { args: service.command.map(plain) }),
    env: environmentOf(service),
    resources: { limits, requests: { cpu: "50m", memory: limits.memory } },
    ...(probe === undefined ? {} : { readinessProbe: probe, livenessProbe: probe }),
    securityContext: {
      allowPrivilegeEscalation: false,
      ...(service.user === undefined ? {} : { runAsUser: Number(service.user) }),
    },
    volumeMounts: [
      ...mounts.filter((mount) => mount.owner === owner).map(({ mount }) => mount),
      ...(service.secrets.length > 0 ? [{ name: "secrets", mountPath: "/run/secrets", readOnly: true }] : []),
    ],
  };
}

/** Compose's `${NAME:?…}` becomes a reference to the Secret, and `$(NAME)` where it stands inside a longer value. */
function environmentOf(service: ComposeService): readonly Readonly<Record<string, unknown>>[] {
  const secret = (name: string, optional: boolean) => ({
    valueFrom: { secretKeyRef: { name: secretName, key: name, ...(optional ? { optional } : {}) } },
  });
  const references = new Map<string, boolean>();
  const values = Object.entries(service.environment).map(([name, text]) => {
    const whole = /^\$\{([A-Z_]+)(:\?[^}]*|-)\}$/.exec(text);
    if (whole?.[1] !== undefined) return { name, ...secret(whole[1], whole[2] === "-") };
    const value = text
      .replace(/\$\{([A-Z_]+):\?[^}]*\}/g, (_all, variable: string) => {
        references.set(variable, false);
        return `$(${variable})`;
      })
      .replace(/\$\{[A-Z_]+:?-([^}]*)\}/g, "$1");
    return { name, value };
  });
  for (const argument of service.command ?? []) {
    for (const [, variable = ""] of argument.matchAll(/\$\{([A-Z_]+):\?/g)) references.set(variable, false);
  }
  const given = new Set(values.map(({ name }) => name));
  const referred = [...references.keys()].filter((name) => !given.has(name));
  return [...referred.map((name) => ({ name, ...secret(name, false) })), ...values];
}

/** Compose's interpolation and escape, in Kubernetes' notation. */
function plain(argument: string): string {
  return argument.replace(/\$\{([A-Z_]+):\?[^}]*\}/g, "$($1)").replaceAll("$$", "$");
}

function probeOf(test: readonly string[]): Readonly<Record<string, unknown>> {
  const [form, ...command] = test;
  const text = command.map((part) => part.replaceAll("$$", "$"));
  return { exec: { command: form === "CMD-SHELL" ? ["sh", "-c", ...text] : text }, ...probeSeconds };
}

function secretItems(service: ComposeService, stack: ComposeStack): readonly unknown[] {
  return service.secrets.map((name) => ({ key: stack.secrets[name]?.environment, path: name }));
}

function serviceOf(
  name: string,
  numbers: readonly number[],
  labels: Readonly<Record<string, string>>,
): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, labels },
    spec: {
      selector: { "app.kubernetes.io/name": name },
      ports: numbers.map((port) => ({ name: `port-${port}`, port, targetPort: port })),
    },
  };
}
