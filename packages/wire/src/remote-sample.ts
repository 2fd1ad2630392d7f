import type { ByteCursor } from "./byte-cursor.ts";
import { wireFixed64, wireVarint } from "./protobuf-reader.ts";
import type { SampleBuffer } from "./sample-buffer.ts";

/** `Sample` of both versions: the value is field 1, the time in milliseconds field 2. */
export function readRemoteSample(cursor: ByteCursor, samples: SampleBuffer): void {
  const outerEnd = cursor.end;
  cursor.end = cursor.fieldEnd();
  const words = samples.reserve();
  const index = samples.length;
  let timestampMillis = 0;
  while (cursor.next()) {
    if (cursor.field === 1) {
      cursor.expect(wireFixed64);
      cursor.doubleInto(words, index);
    } else if (cursor.field === 2) {
      cursor.expect(wireVarint);
      timestampMillis = cursor.int64();
    } else cursor.skip();
  }
  samples.push(timestampMillis);
  cursor.end = outerEnd;
}
