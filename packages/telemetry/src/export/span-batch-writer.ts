import type { Attributes, AttributeValue } from "@opentelemetry/api";
import type { SpanRedactor } from "../traces/clean-values.ts";
import { epochMillis } from "../traces/epoch-clock.ts";
import type { AttributeOrKey, LeanSpan, Scope } from "../traces/lean-span.ts";
import { adjustedCountAttribute, samplingReasonAttribute } from "../traces/sampler.ts";
import type { SpanTemplate } from "../traces/span-template.ts";
import { wordOfHex } from "../traces/trace-ids.ts";
import {
  type ExportedScope,
  type ExportedTemplate,
  noText,
  type SpanBatch,
  spanFlags,
  valueType,
} from "./span-batch.ts";

const initialCells = 8_192;
/** Texts that the worker keeps; further ones travel with each batch. */
const dictionaryLimit = 4_096;
const dictionaryTextCharacters = 256;
const templatesLimit = 4_096;
const batchTextCharacters = 1_048_576;

/** Writes spans of kept traces into the current batch, redacting what is not a template's. */
export class SpanBatchWriter {
  spanCount = 0;
  private readonly redactor: SpanRedactor;
  private readonly generation: number;
  private readonly dictionaryNumbers = new Map<string, number>();
  private readonly scopeNumbers = new Map<Scope, number>();
  private templateCount = 0;
  private cells = new Float64Array(initialCells);
  private used = 0;
  private textCharacters = 0;
  private dictionary: string[] = [];
  private texts: string[] = [];
  private templates: ExportedTemplate[] = [];
  private scopes: ExportedScope[] = [];

  /** A generation is one worker, whose dictionary and templates this writer fills. */
  constructor(redactor: SpanRedactor, generation: number) {
    this.redactor = redactor;
    this.generation = generation;
  }

  isFull(spansLimit: number): boolean {
    return this.spanCount >= spansLimit || this.textCharacters >= batchTextCharacters;
  }

  write(span: LeanSpan): void {
    this.spanCount += 1;
    this.put(span.traceWord0);
    this.put(span.traceWord1);
    this.put(span.traceWord2);
    this.put(span.traceWord3);
    this.put(span.spanWord0);
    this.put(span.spanWord1);
    this.put(span.parentWord0);
    this.put(span.parentWord1);
    this.put(span.parentIsRemote ? spanFlags.remoteParent : 0);
    const { template } = span;
    const templateNumber =
      template === undefined || span.name !== template.name ? -1 : this.templateNumber(template);
    this.put(templateNumber);
    this.put(templateNumber >= 0 ? noText : this.textNumber(this.redactor.text(span.name)));
    this.put(span.kind);
    this.put(epochMillis(span.startedMillis));
    this.put(epochMillis(span.endedMillis));
    this.put(span.statusCode);
    this.put(
      span.statusMessage === undefined ? noText : this.textNumber(this.redactor.text(span.statusMessage)),
    );
    this.put(this.scopeNumber(span.scope));
    this.putSpanAttributes(span, templateNumber < 0 ? template?.attributes : undefined);
    this.put(span.events?.length ?? 0);
    for (const event of span.events ?? []) {
      this.put(this.textNumber(this.redactor.text(event.name)));
      this.put(event.timeMillis);
      this.putAttributes(event.attributes);
    }
    this.put(span.links?.length ?? 0);
    for (const { traceId, spanId, attributes } of span.links ?? []) {
      for (let word = 0; word < 4; word += 1) this.put(wordOfHex(traceId, word) || 0);
      for (let word = 0; word < 2; word += 1) this.put(wordOfHex(spanId, word) || 0);
      this.putAttributes(attributes);
    }
  }

  /** The current batch; the next one begins in `spareCells`, where there are some. */
  take(spareCells: Float64Array<ArrayBuffer> | undefined): SpanBatch {
    const { spanCount, cells, used: cellCount, dictionary, texts, templates, scopes } = this;
    this.spanCount = 0;
    this.cells = spareCells ?? new Float64Array(initialCells);
    this.used = 0;
    this.textCharacters = 0;
    this.dictionary = [];
    this.texts = [];
    this.templates = [];
    this.scopes = [];
    return { spanCount, cells, cellCount, dictionary, texts, templates, scopes };
  }

  private put(cell: number): void {
    if (this.used === this.cells.length) {
      const grown = new Float64Array(2 * this.cells.length);
      grown.set(this.cells);
      this.cells = grown;
    }
    this.cells[this.used] = cell;
    this.used += 1;
  }

  private putSpanAttributes(span: LeanSpan, ofTemplate: Attributes | undefined): void {
    const decision = span === span.root && span.decision?.kept === true ? span.decision : undefined;
    const ownCount = decision === undefined ? 0 : 2;
    const attributes = span.attributes ?? [];
    if (ofTemplate === undefined && this.areKnown(attributes)) {
      this.put(attributes.length / 2 + ownCount);
      for (let index = 0; index < attributes.length; index += 2) {
        this.putAttribute(attributes[index] as string, attributes[index + 1]);
      }
    } else {
      const given: Attributes = {};
      for (let index = 0; index < attributes.length; index += 2) {
        given[attributes[index] as string] = attributes[index + 1] as AttributeValue;
      }
      const redacted = { ...ofTemplate, ...this.redactor.attributes(given) };
      const keys = Object.keys(redacted);
      this.put(keys.length + ownCount);
      for (const key of keys) this.putAttribute(key, redacted[key]);
    }
    if (decision === undefined) return;
    this.putAttribute(samplingReasonAttribute, decision.reason);
    this.putAttribute(adjustedCountAttribute, decision.adjustedCount);
  }

  private areKnown(attributes: readonly AttributeOrKey[]): boolean {
    for (let index = 0; index < attributes.length; index += 2) {
      if (!this.redactor.isKnown(attributes[index] as string, attributes[index + 1])) return false;
    }
    return true;
  }

  private putAttributes(given: Attributes | undefined): void {
    if (given === undefined) {
      this.put(0);
      return;
    }
    const redacted = this.redactor.attributes(given);
    const keys = Object.keys(redacted);
    this.put(keys.length);
    for (const key of keys) this.putAttribute(key, redacted[key]);
  }

  private putAttribute(key: string, value: unknown): void {
    this.put(this.textNumber(key));
    this.putValue(value);
  }

  private putValue(value: unknown): void {
    if (typeof value === "number") {
      this.put(Number.isSafeInteger(value) ? valueType.integer : valueType.double);
      this.put(value);
    } else if (typeof value === "boolean") {
      this.put(valueType.boolean);
      this.put(value ? 1 : 0);
    } else if (Array.isArray(value)) {
      this.put(valueType.list);
      this.put(value.length);
      for (const entry of value) this.putValue(entry);
    } else {
      this.put(valueType.text);
      this.put(this.textNumber(typeof value === "string" ? value : ""));
    }
  }

  private textNumber(text: string): number {
    const known = this.dictionaryNumbers.get(text);
    if (known !== undefined) return known;
    if (text.length <= dictionaryTextCharacters && this.dictionaryNumbers.size < dictionaryLimit) {
      const number = this.dictionaryNumbers.size;
      this.dictionaryNumbers.set(text, number);
      this.dictionary.push(text);
      return number;
    }
    this.textCharacters += text.length;
    this.texts.push(text);
    return -this.texts.length;
  }

  private templateNumber(template: SpanTemplate): number {
    if (template.export?.generation === this.generation) return template.export.number;
    if (this.templateCount >= templatesLimit) return -1;
    const { name, kind, attributes } = template;
    const number = this.templateCount;
    this.templateCount += 1;
    this.templates.push({ name, kind, attributes });
    template.export = { generation: this.generation, number };
    return number;
  }

  private scopeNumber(scope: Scope): number {
    const known = this.scopeNumbers.get(scope);
    if (known !== undefined) return known;
    const number = this.scopeNumbers.size;
    this.scopeNumbers.set(scope, number);
    this.scopes.push({
      name: this.redactor.text(scope.name),
      version: scope.version === undefined ? undefined : this.redactor.text(scope.version),
    });
    return number;
  }
}
