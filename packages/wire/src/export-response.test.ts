import { PbfReader } from "pbf";
import { describe, expect, test } from "vitest";
import {
  encodeExportResponse,
  encodeStatus,
  type OtlpSignal,
  rejectedByReceiver,
} from "./export-response.ts";

const json = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body));

/** Number and value of each field of a flat message. */
function fields(body: Uint8Array): unknown {
  return new PbfReader(body).readFields((number, found: [number, unknown][], reader) => {
    found.push([number, reader.type === 2 ? reader.readString() : reader.readVarint()]);
  }, []);
}

describe("an export response", () => {
  test("is empty when everything was taken", () => {
    expect(encodeExportResponse("traces", { rejected: 0, message: "" }, "protobuf")).toHaveLength(0);
    expect(json(encodeExportResponse("traces", { rejected: 0, message: "" }, "json"))).toEqual({});
  });

  test.each([
    ["traces", "rejectedSpans"],
    ["logs", "rejectedLogRecords"],
    ["metrics", "rejectedDataPoints"],
  ] as readonly [OtlpSignal, string][])("for %s counts %s", (signal, name) => {
    const partial = { rejected: 300, message: "too old" };
    expect(json(encodeExportResponse(signal, partial, "json"))).toEqual({
      partialSuccess: { [name]: "300", errorMessage: "too old" },
    });
    const [tag, sizeBytes, ...inner] = encodeExportResponse(signal, partial, "protobuf");
    expect([tag, sizeBytes]).toEqual([0x0a, inner.length]);
    expect(fields(Uint8Array.from(inner))).toEqual([
      [1, 300],
      [2, "too old"],
    ]);
  });
});

test("an error's status has its code and message", () => {
  expect(json(encodeStatus("bad 𠀀", 3, "json"))).toEqual({ code: 3, message: "bad 𠀀" });
  expect(fields(encodeStatus("bad 𠀀", 3, "protobuf"))).toEqual([
    [1, 3],
    [2, "bad 𠀀"],
  ]);
});

test("an error that may pass says after how many seconds", () => {
  expect(json(encodeStatus("full", 8, "json", 5))).toEqual({
    code: 8,
    message: "full",
    details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "5s" }],
  });
  const bytes = encodeStatus("full", 8, "protobuf", 5);
  expect(new TextDecoder().decode(bytes)).toContain("type.googleapis.com/google.rpc.RetryInfo");
  expect([...bytes.subarray(-6)]).toEqual([0x12, 4, 0x0a, 2, 0x08, 5]);
});

test.each([
  ["nothing", { rejected: 0, message: "" }, 0],
  ["some", { rejected: 300, message: "too old" }, 300],
])("an answer that rejects %s is read back", (_, partial, expected) => {
  expect(rejectedByReceiver(encodeExportResponse("logs", partial, "protobuf"))).toBe(expected);
});

test("an answer that is no export response rejects nothing", () => {
  expect(rejectedByReceiver(new TextEncoder().encode("<html>ok</html>"))).toBe(0);
});
