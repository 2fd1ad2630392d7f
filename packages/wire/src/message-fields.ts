import type { Field, Message } from "./message.ts";
import { wireBytes } from "./protobuf-reader.ts";
import type { Scalar } from "./scalars.ts";

/** Absent on the wire means the type's zero. */
export function one<V>(number: number, scalar: Scalar<V>): Field<V> {
  return { ...presence(number, scalar), initial: () => scalar.initial };
}

/** Absent on the wire is told from zero: `optional` fields and the members of a `oneof`. */
export function optional<V>(number: number, scalar: Scalar<V>): Field<V | undefined> {
  return { ...presence(number, scalar), initial: () => undefined };
}

function presence<V>(
  number: number,
  scalar: Scalar<V>,
): Pick<Field<V>, "number" | "readProtobuf" | "readJson"> {
  return {
    number,
    readProtobuf: (reader, wireType) => {
      reader.expectWireType(wireType, scalar.wireType);
      return scalar.protobuf(reader);
    },
    readJson: (reader, value) => scalar.json(reader, value),
  };
}

/** Numbers of a repeated field, packed or not: a parser must accept both. */
export function repeated(number: number, scalar: Scalar<number>): Field<number[]> {
  return {
    number,
    initial: () => [],
    readProtobuf: (reader, wireType, previous) => {
      if (wireType === wireBytes) {
        reader.within(() => {
          previous.push(scalar.protobuf(reader));
        });
      } else {
        reader.expectWireType(wireType, scalar.wireType);
        previous.push(scalar.protobuf(reader));
      }
      return previous;
    },
    readJson: (reader, value) =>
      reader.array(value).map((part, index) => reader.at(index, () => scalar.json(reader, part))),
  };
}

export function oneMessage<T>(number: number, type: Message<T>): Field<T | undefined> {
  return {
    number,
    initial: () => undefined,
    readProtobuf: (reader, wireType) => {
      reader.expectWireType(wireType, wireBytes);
      return reader.message(type);
    },
    readJson: (reader, value) => reader.message(type, value),
  };
}

export function repeatedMessage<T>(number: number, type: Message<T>): Field<T[]> {
  return {
    number,
    initial: () => [],
    readProtobuf: (reader, wireType, previous) => {
      reader.expectWireType(wireType, wireBytes);
      previous.push(reader.message(type));
      return previous;
    },
    readJson: (reader, value) =>
      reader.array(value).map((part, index) => reader.at(index, () => reader.message(type, part))),
  };
}
