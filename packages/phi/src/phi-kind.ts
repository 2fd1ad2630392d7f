import * as catalogue from "./catalogue.ts";

/** What is told apart of protected health information. */
export type PhiKind = keyof typeof catalogue;

/** The kinds; the name of one in lower case is the metric label `type`. */
export const phiKinds: readonly PhiKind[] = Object.keys(catalogue) as PhiKind[];
