/** A Kubernetes object as it is written to YAML. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

export const partOf = { "app.kubernetes.io/part-of": "voiceassist" } as const;
