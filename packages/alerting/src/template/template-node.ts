/** Where a node begins in the text of its template, in UTF-16 units, and how it was written. */
export interface Place {
  readonly offset: number;
  readonly text: string;
}

/** An operand of a command. `names` are the fields that are taken from it, one after the other. */
export type Operand = Place &
  (
    | { readonly kind: "string"; readonly value: string }
    /** A whole number is a bigint, as Go's `int`; others are numbers, as its `float64`. */
    | { readonly kind: "number"; readonly value: bigint | number }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "nil" }
    | { readonly kind: "dot" }
    | { readonly kind: "field"; readonly names: readonly string[] }
    | { readonly kind: "variable"; readonly variable: string; readonly names: readonly string[] }
    | { readonly kind: "function"; readonly name: string }
    | { readonly kind: "pipeline"; readonly pipeline: Pipeline; readonly names: readonly string[] }
  );

export interface Command extends Place {
  readonly operands: readonly [Operand, ...Operand[]];
}

export interface Pipeline extends Place {
  /** One, or two in a `range`; empty when nothing is declared or assigned. */
  readonly variables: readonly string[];
  readonly isAssignment: boolean;
  readonly commands: readonly [Command, ...Command[]];
}

export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipeline: Pipeline }
  | {
      readonly kind: "if" | "with" | "range";
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    }
  | {
      readonly kind: "template";
      readonly place: Place;
      readonly name: string;
      readonly pipeline: Pipeline | undefined;
    }
  | { readonly kind: "break" | "continue" };

export interface Template {
  readonly name: string;
  readonly text: string;
  readonly nodes: readonly TemplateNode[];
  /** Those of `define` and `block`. */
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}
