import { DecodeFailure } from "./decode-failure.ts";
import { type Message, messageDefaults } from "./message.ts";

/** Walks a parsed JSON value and knows the path of where it is, for error texts. */
export class JsonReader {
  readonly #path: (string | number)[] = [];
  #depth = 0;

  fail(what: string, expected: string): never {
    const steps = this.#path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
    throw new DecodeFailure({ what, where: `$${steps.join("")}`, expected });
  }

  /** Reads a part of the value under its name or index. */
  at<T>(step: string | number, read: () => T): T {
    this.#path.push(step);
    const value = read();
    this.#path.pop();
    return value;
  }

  nested<T>(limit: number, read: () => T): T {
    if (this.#depth >= limit) this.fail("value nested too deeply", `at most ${limit} levels`);
    this.#depth++;
    const value = read();
    this.#depth--;
    return value;
  }

  object(value: unknown): Readonly<Record<string, unknown>> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return this.fail(jsonTypeName(value), "an object");
    }
    return value as Record<string, unknown>;
  }

  array(value: unknown): readonly unknown[] {
    if (!Array.isArray(value)) return this.fail(jsonTypeName(value), "an array");
    return value;
  }

  string(value: unknown): string {
    if (typeof value !== "string") return this.fail(jsonTypeName(value), "a string");
    return value;
  }

  /** Unknown names are ignored and `null` means the default, as the protobuf JSON mapping asks of receivers. */
  message<T>(type: Message<T>, value: unknown): T {
    const source = this.object(value);
    const record = messageDefaults(type);
    for (const name of Object.keys(source)) {
      const entry = type.byName.get(name);
      const part = source[name];
      if (entry === undefined || part === null) continue;
      this.#path.push(name);
      record[entry.key] = entry.field.readJson(this, part, record[entry.key]);
      this.#path.pop();
    }
    return record as T;
  }
}

export function jsonTypeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return value === undefined ? "nothing" : `a ${typeof value}`;
}
