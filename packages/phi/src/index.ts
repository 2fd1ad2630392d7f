export { type PhiKind, phiKinds } from "./phi-kind.ts";
export type { PhiSpan, RedactionListener, Redactor } from "./redactor.ts";
