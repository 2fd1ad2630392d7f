import type { Manifest } from "./manifest.ts";

const databases = ["postgres", "redis", "qdrant"] as const;
const databaseClients = ["gateway", "postgres-exporter", "redis-exporter", "qdrant-metrics"] as const;

/** Nothing is reached from outside the namespace, and databases only by what uses them. Others come through an Ingress of yours. */
export function networkPolicies(): readonly Manifest[] {
  const policy = (name: string, spec: unknown): Manifest => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name },
    spec,
  });
  const named = (names: readonly string[]) => ({
    matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: names }],
  });
  return [
    policy("inside-only", {
      podSelector: {
        matchExpressions: [{ key: "app.kubernetes.io/name", operator: "NotIn", values: databases }],
      },
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: {} }] }],
    }),
    policy("databases", {
      podSelector: named(databases),
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: named(databaseClients) }] }],
      egress: [],
    }),
  ];
}
