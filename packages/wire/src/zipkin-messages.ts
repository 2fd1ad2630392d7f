import { maxUint64 } from "./integer-range.ts";
import { type JsonReader, jsonTypeName } from "./json-reader.ts";
import { jsonHex, jsonInteger } from "./json-scalars.ts";
import { defineMessage, type Field, type Message } from "./message.ts";
import { one, oneMessage, repeatedMessage } from "./message-fields.ts";
import { setOwn } from "./own-entry.ts";
import { type ProtobufReader, wireBytes } from "./protobuf-reader.ts";
import { bool, enumeration, hexId, nanoseconds, type Scalar, string, uint32 } from "./scalars.ts";
import type { SpanKind } from "./span.ts";

export interface ZipkinEndpoint {
  readonly serviceName: string;
  readonly ipv4: string;
  readonly ipv6: string;
  readonly port: number;
}

interface ZipkinAnnotation {
  /** Microseconds since the epoch, as all times of Zipkin. */
  readonly timestamp: bigint;
  readonly value: string;
}

export interface ZipkinSpan {
  readonly traceId: string;
  readonly parentId: string;
  readonly id: string;
  readonly kind: SpanKind;
  readonly name: string;
  readonly timestamp: bigint;
  readonly duration: bigint;
  readonly localEndpoint: ZipkinEndpoint | undefined;
  readonly remoteEndpoint: ZipkinEndpoint | undefined;
  readonly annotations: readonly ZipkinAnnotation[];
  readonly tags: Readonly<Record<string, string>>;
  readonly debug: boolean;
  readonly shared: boolean;
}

/** Lengths are free in JSON: 16 to 32 digits of a trace id, and leading zeros may be left out. */
const zipkinId: Scalar<string> = {
  ...hexId,
  json: (reader, value) => {
    const text = reader.string(value);
    return jsonHex(reader, text.length % 2 === 0 ? text : `0${text}`);
  },
};

/** A varint in protobuf, which has 64 bits. */
const microseconds: Scalar<bigint> = {
  wireType: 0,
  initial: 0n,
  protobuf: (reader) => BigInt(reader.uint64()),
  json: (reader, value) => jsonInteger(reader, value, 0n, maxUint64),
};

const ipv4: Scalar<string> = {
  wireType: wireBytes,
  initial: "",
  protobuf: (reader) => [...reader.bytes()].join("."),
  json: (reader, value) => reader.string(value),
};

const ipv6: Scalar<string> = {
  wireType: wireBytes,
  initial: "",
  protobuf: (reader) => (hexId.protobuf(reader).match(/.{4}/g) ?? []).join(":"),
  json: (reader, value) => reader.string(value),
};

const kind = enumeration<SpanKind>(
  "",
  ["SPAN_KIND_UNSPECIFIED", "CLIENT", "SERVER", "PRODUCER", "CONSUMER"],
  ["unspecified", "client", "server", "producer", "consumer"],
);

/** `map<string, string>`; a repeated key keeps its last value. */
function tags(number: number): Field<Readonly<Record<string, string>>> {
  return {
    number,
    initial: () => ({}),
    readProtobuf: (reader, wireType, previous) => {
      reader.expectWireType(wireType, wireBytes);
      readTag(reader, previous);
      return previous;
    },
    readJson: (reader, value) => {
      const record: Record<string, string> = {};
      for (const [key, text] of Object.entries(reader.object(value))) {
        setOwn(
          record,
          key,
          reader.at(tagPlace, () => tagText(reader, text)),
        );
      }
      return record;
    },
  };
}

/** Errors never quote the input, so a tag is not named. */
const tagPlace = "*";

function tagText(reader: JsonReader, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  return reader.fail(jsonTypeName(value), "a string");
}

function readTag(reader: ProtobufReader, record: Record<string, string>): void {
  let key = "";
  let value = "";
  reader.within(() => {
    const { number, wireType } = reader.tag();
    if (number !== 1 && number !== 2) return reader.skip(wireType);
    reader.expectWireType(wireType, wireBytes);
    if (number === 1) key = reader.string();
    else value = reader.string();
  });
  setOwn(record, key, value);
}

const endpointMessage = defineMessage<ZipkinEndpoint>({
  serviceName: one(1, string),
  ipv4: one(2, ipv4),
  ipv6: one(3, ipv6),
  port: one(4, uint32),
});

const annotationMessage = defineMessage<ZipkinAnnotation>({
  timestamp: one(1, nanoseconds),
  value: one(2, string),
});

const spanMessage = defineMessage<ZipkinSpan>({
  traceId: one(1, zipkinId),
  parentId: one(2, zipkinId),
  id: one(3, zipkinId),
  kind: one(4, kind),
  name: one(5, string),
  timestamp: one(6, nanoseconds),
  duration: one(7, microseconds),
  localEndpoint: oneMessage(8, endpointMessage),
  remoteEndpoint: oneMessage(9, endpointMessage),
  annotations: repeatedMessage(10, annotationMessage),
  tags: tags(11),
  debug: one(12, bool),
  shared: one(13, bool),
});

/** `zipkin.proto3.ListOfSpans`. In JSON the list stands alone. */
export const zipkinSpansMessage: Message<{ readonly spans: readonly ZipkinSpan[] }> = defineMessage<{
  readonly spans: readonly ZipkinSpan[];
}>({ spans: repeatedMessage(1, spanMessage) });
