/** How a label of a log stream is made from what is known of its container; Promtail's and Alloy's rules alike. */
export interface RelabelRule {
  readonly source: string;
  readonly target: string;
  /** Absent: the whole value as it is. */
  readonly regex?: string;
  readonly replacement?: string;
}

/** What the services of the stack call themselves, where it is not what Compose and Kubernetes call them. */
const ownNames: readonly RelabelRule[] = [
  { source: "service", regex: "gateway", target: "service", replacement: "voiceassist-api-gateway" },
  { source: "service", regex: "observatory", target: "service", replacement: "voiceassist-observatory" },
];

export const dockerRules: readonly RelabelRule[] = [
  { source: "__meta_docker_container_label_com_docker_compose_service", target: "service" },
  ...ownNames,
  { source: "__meta_docker_container_name", regex: "/(.+)", target: "container" },
  { source: "__meta_docker_container_log_stream", target: "source" },
];

export const kubernetesRules: readonly RelabelRule[] = [
  { source: "__meta_kubernetes_pod_label_app_kubernetes_io_name", target: "service" },
  ...ownNames,
  { source: "__meta_kubernetes_pod_container_name", target: "container" },
];
