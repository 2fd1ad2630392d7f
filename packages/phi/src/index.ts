export { createRedactor } from "./create-redactor.ts";
export type { TokenKey } from "./keyed-token.ts";
export { type PhiKind, phiKinds } from "./phi-kind.ts";
export { defaultPolicy } from "./policies/default-policy.ts";
export {
  type Action,
  extendPolicy,
  type FieldRule,
  type Policy,
  type PolicyChanges,
  parsePolicy,
} from "./policies/policy.ts";
export { PolicyError } from "./policies/policy-error.ts";
export type { PhiSpan, RedactionListener, Redactor, TextStream } from "./redactor.ts";
/** The catalogue of everything that is detected, to be read and documented, not changed. */
export { detectors } from "./registry.ts";
