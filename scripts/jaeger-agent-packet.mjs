/**
 * One span as Jaeger's old clients send it to the agent's port 6831: Thrift's compact protocol, `Agent.emitBatch`.
 * @see https://github.com/jaegertracing/jaeger-idl/blob/main/thrift/agent.thrift
 */
export function jaegerAgentPacket({ service, operation, traceId, tags }) {
  const id = BigInt(`0x${traceId}`);
  const span = [
    i64(1, id),
    i64(1, 0n),
    i64(1, id),
    i64(1, 0n),
    text(1, operation),
    field(2, typeI32, [0x02]),
    i64(1, BigInt(Date.now()) * 1_000n),
    i64(1, 1_000n),
    list(
      1,
      Object.entries(tags).map(([key, value]) => [
        ...text(1, key),
        ...field(1, typeI32, [0]),
        ...text(1, value),
        stop,
      ]),
    ),
    [stop],
  ].flat();
  const process = [...text(1, service), stop];
  const batch = [...field(1, typeStruct, process), ...list(1, [span]), stop];
  return Buffer.from([0x82, oneWayVersion1, 0, ...string("emitBatch"), ...field(1, typeStruct, batch), stop]);
}

const oneWayVersion1 = 0x81;
const stop = 0;
const typeI32 = 5;
const typeI64 = 6;
const typeBinary = 8;
const typeList = 9;
const typeStruct = 12;

/** A field is told by how far its number is from the one before. */
const field = (step, type, bytes) => [(step << 4) | type, ...bytes];
const i64 = (step, value) =>
  field(step, typeI64, varint(BigInt.asUintN(64, (value << 1n) ^ (BigInt.asIntN(64, value) >> 63n))));
const text = (step, value) => field(step, typeBinary, string(value));
const list = (step, structs) =>
  field(step, typeList, [(structs.length << 4) | typeStruct, ...structs.flat()]);

function string(value) {
  const bytes = Buffer.from(value);
  return [...varint(BigInt(bytes.length)), ...bytes];
}

function varint(value) {
  const bytes = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return bytes;
}
