import { type Manifest, partOf } from "./manifest.ts";

const name = "alloy";

/** Alloy reads the logs of the namespace's pods through the API, so that it needs no access to the nodes. */
export function logCollector(image: string, config: string): readonly Manifest[] {
  const labels = { ...partOf, "app.kubernetes.io/name": name };
  const metadata = { name, labels };
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "alloy-config", labels: partOf },
      data: { "config.alloy": config },
    },
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata,
      rules: [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", name }],
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: { "app.kubernetes.io/name": name } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            containers: [
              {
                name,
                image,
                args: [
                  "run",
                  "--server.http.listen-addr=0.0.0.0:12345",
                  "--storage.path=/tmp/alloy",
                  "--disable-reporting",
                  "/etc/alloy/config.alloy",
                ],
                resources: {
                  limits: { cpu: "0.5", memory: "512Mi" },
                  requests: { cpu: "50m", memory: "128Mi" },
                },
                readinessProbe: { httpGet: { path: "/-/ready", port: 12_345 } },
                securityContext: { allowPrivilegeEscalation: false },
                volumeMounts: [{ name: "config", mountPath: "/etc/alloy", readOnly: true }],
              },
            ],
            volumes: [{ name: "config", configMap: { name: "alloy-config" } }],
          },
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: {
        selector: { "app.kubernetes.io/name": name },
        ports: [{ name: "http", port: 12_345, targetPort: 12_345 }],
      },
    },
  ];
}
