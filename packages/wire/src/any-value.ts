import type { Attributes, AttributeValue } from "./attributes.ts";
import { maxInt64, minInt64, narrowed } from "./integer-range.ts";
import { type JsonReader, jsonTypeName } from "./json-reader.ts";
import { jsonBytes, jsonDouble, jsonInteger } from "./json-scalars.ts";
import type { Field } from "./message.ts";
import { setOwn } from "./own-entry.ts";
import { type ProtobufReader, wireBytes, wireFixed64, wireVarint } from "./protobuf-reader.ts";

/** Levels of arrays and maps inside one attribute or body. */
export const maxNestedValues = 32;

/** `opentelemetry.proto.common.v1.AnyValue`. Absent and empty values read as null. */
export function anyValue(number: number): Field<AttributeValue> {
  return {
    number,
    initial: () => null,
    readProtobuf: (reader, wireType) => {
      reader.expectWireType(wireType, wireBytes);
      return protobufValue(reader);
    },
    readJson: (reader, value) => jsonValue(reader, value),
  };
}

/** `repeated KeyValue`, gathered into a record; a repeated key keeps its last value. */
export function attributes(number: number): Field<Attributes> {
  return {
    number,
    initial: () => ({}),
    readProtobuf: (reader, wireType, previous) => {
      reader.expectWireType(wireType, wireBytes);
      protobufKeyValue(reader, previous);
      return previous;
    },
    readJson: jsonKeyValues,
  };
}

function protobufValue(reader: ProtobufReader): AttributeValue {
  return reader.nested(maxNestedValues, () => {
    let value: AttributeValue = null;
    reader.within(() => {
      const { number, wireType } = reader.tag();
      const expected = anyValueWireTypes[number];
      if (expected === undefined) return reader.skip(wireType);
      reader.expectWireType(wireType, expected);
      value = protobufMember(reader, number);
    });
    return value;
  });
}

const anyValueWireTypes: readonly (number | undefined)[] = [
  undefined,
  wireBytes,
  wireVarint,
  wireVarint,
  wireFixed64,
  wireBytes,
  wireBytes,
  wireBytes,
];

function protobufMember(reader: ProtobufReader, number: number): AttributeValue {
  switch (number) {
    case 1:
      return reader.string();
    case 2:
      return reader.bool();
    case 3:
      return reader.int64();
    case 4:
      return reader.double();
    case 5:
      return protobufList(reader);
    case 6:
      return protobufMap(reader);
    default:
      return reader.bytes().slice();
  }
}

function protobufList(reader: ProtobufReader): AttributeValue {
  const values: AttributeValue[] = [];
  reader.within(() => {
    const { number, wireType } = reader.tag();
    if (number !== 1) return reader.skip(wireType);
    reader.expectWireType(wireType, wireBytes);
    values.push(protobufValue(reader));
  });
  return values;
}

function protobufMap(reader: ProtobufReader): AttributeValue {
  const record: Attributes = {};
  reader.within(() => {
    const { number, wireType } = reader.tag();
    if (number !== 1) return reader.skip(wireType);
    reader.expectWireType(wireType, wireBytes);
    protobufKeyValue(reader, record);
  });
  return record;
}

function protobufKeyValue(reader: ProtobufReader, record: Record<string, AttributeValue>): void {
  let key = "";
  let value: AttributeValue = null;
  reader.within(() => {
    const { number, wireType } = reader.tag();
    if (number !== 1 && number !== 2) return reader.skip(wireType);
    reader.expectWireType(wireType, wireBytes);
    if (number === 1) key = reader.string();
    else value = protobufValue(reader);
  });
  setOwn(record, key, value);
}

function jsonValue(reader: JsonReader, source: unknown): AttributeValue {
  return reader.nested(maxNestedValues, () => {
    const members = reader.object(source);
    for (const name of Object.keys(members)) {
      const read = jsonMembers.get(name);
      const member = members[name];
      if (read !== undefined && member !== null) return reader.at(name, () => read(reader, member));
    }
    return null;
  });
}

const jsonMemberReaders: Readonly<Record<string, (reader: JsonReader, value: unknown) => AttributeValue>> = {
  stringValue: (reader, value) => reader.string(value),
  boolValue: (reader, value) =>
    typeof value === "boolean" ? value : reader.fail(jsonTypeName(value), "true or false"),
  intValue: (reader, value) => narrowed(jsonInteger(reader, value, minInt64, maxInt64)),
  doubleValue: jsonDouble,
  arrayValue: (reader, value) => {
    const values = reader.object(value).values ?? [];
    return reader.at("values", () =>
      reader.array(values).map((part, index) => reader.at(index, () => jsonValue(reader, part))),
    );
  },
  kvlistValue: (reader, value) => {
    const values = reader.object(value).values ?? [];
    return reader.at("values", () => jsonKeyValues(reader, values));
  },
  bytesValue: jsonBytes,
};

const jsonMembers: ReadonlyMap<string, (reader: JsonReader, value: unknown) => AttributeValue> = new Map(
  Object.entries(jsonMemberReaders).flatMap(([name, read]) => [
    [name, read],
    [name.replace("Value", "_value"), read],
  ]),
);

function jsonKeyValues(reader: JsonReader, source: unknown): Attributes {
  const record: Attributes = {};
  reader.array(source).forEach((part, index) => {
    reader.at(index, () => {
      const pair = reader.object(part);
      const key = reader.at("key", () => reader.string(pair.key ?? ""));
      const value = pair.value ?? null;
      setOwn(record, key, value === null ? null : reader.at("value", () => jsonValue(reader, value)));
    });
  });
  return record;
}
