import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Problem } from "./problem.ts";

export type ConfigNode = Node | null;

interface ConfigEntry {
  readonly key: string;
  readonly keyNode: ConfigNode;
  readonly value: ConfigNode;
}

/**
 * A YAML or JSON file (JSON is YAML) whose readers report what they refuse, with its position, and go on, so that one
 * check finds every problem. Every reader answers `undefined` for what it refused.
 */
export interface ConfigFile {
  /** Null for an empty file. */
  readonly root: ConfigNode;
  report(node: ConfigNode, message: string): void;
  /** Entries of a mapping. With `known`, other keys are reported as not supported. */
  mapping(node: ConfigNode, what: string, known?: readonly string[]): ReadonlyMap<string, ConfigNode>;
  /** Entries of a mapping with the nodes of their keys, for a reader that judges the keys itself. */
  entries(node: ConfigNode, what: string): readonly ConfigEntry[];
  list(node: ConfigNode, what: string): readonly ConfigNode[];
  text(node: ConfigNode, what: string): string | undefined;
  boolean(node: ConfigNode, what: string): boolean | undefined;
}

/** Aliases may multiply nodes; a file of ours needs few. */
const maxAliases = 100;

export function openConfigFile(file: string, content: string, problems: Problem[]): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });

  function reportAt(offset: number, message: string): void {
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line: Math.max(line, 1), column: Math.max(col, 1), message });
  }

  for (const error of document.errors) reportAt(error.pos[0], firstLine(error.message));

  let aliases = 0;
  function resolve(node: ConfigNode): ConfigNode {
    if (!isAlias(node)) return node;
    aliases += 1;
    if (aliases > maxAliases) {
      report(node, `more than ${maxAliases} aliases`);
      return null;
    }
    return node.resolve(document) ?? null;
  }

  function report(node: ConfigNode, message: string): void {
    reportAt(node?.range?.[0] ?? 0, message);
  }

  function entries(given: ConfigNode, what: string): readonly ConfigEntry[] {
    const node = resolve(given);
    if (!isMap(node)) {
      report(given, `${what} must be a mapping`);
      return [];
    }
    return node.items.map((pair) => {
      const keyNode = pair.key as ConfigNode;
      const key = isScalar(keyNode) ? String(keyNode.value) : "";
      return { key, keyNode, value: (pair.value as ConfigNode | undefined) ?? null };
    });
  }

  return {
    root: document.errors.length > 0 ? null : document.contents,
    report,
    mapping(given, what, known) {
      const found = new Map<string, ConfigNode>();
      for (const { key, keyNode, value } of entries(given, what)) {
        if (known !== undefined && !known.includes(key)) {
          report(keyNode, `"${key}" in ${what} is not supported; supported: ${known.join(", ")}`);
        } else found.set(key, value);
      }
      return found;
    },
    entries,
    list(given, what) {
      const node = resolve(given);
      if (isSeq(node)) return node.items as readonly ConfigNode[];
      report(given, `${what} must be a list`);
      return [];
    },
    text(given, what) {
      const node = resolve(given);
      if (isScalar(node) && typeof node.value === "string") return node.value;
      if (isScalar(node) && typeof node.value === "number") return node.source ?? String(node.value);
      report(given, `${what} must be a text`);
      return undefined;
    },
    boolean(given, what) {
      const node = resolve(given);
      if (isScalar(node) && typeof node.value === "boolean") return node.value;
      report(given, `${what} must be true or false`);
      return undefined;
    },
  };
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}
