/** The four types of PromQL values, as the language reference names them. */
export type ValueType = "scalar" | "vector" | "matrix" | "string";

const documentedNames: Readonly<Record<ValueType, string>> = {
  scalar: "scalar",
  vector: "instant vector",
  matrix: "range vector",
  string: "string",
};

/** The name that Prometheus prints in error messages. */
export function documentedType(type: ValueType): string {
  return documentedNames[type];
}
