export { createRedactor } from "./create-redactor.ts";
export { type PhiKind, phiKinds } from "./phi-kind.ts";
export { defaultPolicy, type Policy, PolicyError } from "./policy.ts";
export type { PhiSpan, RedactionListener, Redactor } from "./redactor.ts";
/** The catalogue of everything that is detected, to be read and documented, not changed. */
export { detectors } from "./registry.ts";
