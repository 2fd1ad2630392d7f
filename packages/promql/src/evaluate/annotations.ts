import type { Position } from "../syntax/position.ts";

/** Collects what a query has to say beside its result; each text once. */
export interface Annotations {
  readonly warnings: Set<string>;
  readonly infos: Set<string>;
}

export function newAnnotations(): Annotations {
  return { warnings: new Set(), infos: new Set() };
}

export function warn(annotations: Annotations, text: string, position: Position): void {
  annotations.warnings.add(`PromQL warning: ${text} (${position.line}:${position.column})`);
}

export function inform(annotations: Annotations, text: string, position: Position): void {
  annotations.infos.add(`PromQL info: ${text} (${position.line}:${position.column})`);
}
