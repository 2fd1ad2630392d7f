export { createRedactor } from "./create-redactor.ts";
export { type PhiKind, phiKinds } from "./phi-kind.ts";
export { defaultPolicy, type Policy, PolicyError } from "./policy.ts";
export type { PhiSpan, RedactionListener, Redactor } from "./redactor.ts";
