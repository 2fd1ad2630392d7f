import { Document, isScalar, isSeq, Scalar, visit } from "yaml";

/** Mappings in the order in which they are printed; a field that is `undefined` is left out. */
export type Printable =
  | string
  | number
  | boolean
  | undefined
  | readonly Printable[]
  | { readonly [key: string]: Printable };

/** What YAML 1.1 reads as something other than a text, and old readers therefore need in quotes. */
const readsOtherwise = new RegExp(
  `^(?:${[
    "|~|null|y|n|yes|no|on|off|true|false",
    String.raw`[-+]?\.(?:inf|nan)`,
    String.raw`[-+]?0[xob][\da-f_]+`,
    String.raw`[-+]?(?:\d[\d_]*)?\.?\d+(?:e[-+]?\d+)?`,
    String.raw`\d+\.`,
    String.raw`\d+(?::[0-5]?\d)+`,
    String.raw`\d{4}-\d\d?-\d\d?(?:[t ].*)?`,
  ].join("|")})$`,
  "iu",
);

/** YAML in the style of Go's library, in which Prometheus shows its configuration. */
export function printYaml(value: Printable): string {
  const document = new Document(value, { keepUndefined: false, aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, { key, value: inner }) {
      if (isScalar(key) && key.value === "source_labels" && isSeq(inner)) inner.flow = true;
    },
    Scalar(_, scalar) {
      if (typeof scalar.value === "string" && readsOtherwise.test(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ indentSeq: false, singleQuote: true, flowCollectionPadding: false });
}
