import { type DataSeries, type SampleGrid, sampleMillis } from "./data-set.ts";

/** Samples of every series in a request, so that each series stays in order. */
const stepsARequest = 60;

const staleBytes = Buffer.alloc(8);
staleBytes.writeBigUInt64LE(0x7ff0000000000002n);

/** Sends the whole data set by remote write 1.0, as a Prometheus would. */
export async function remoteWrite(
  url: string,
  series: readonly DataSeries[],
  grid: SampleGrid,
): Promise<void> {
  for (let step = 0; step < grid.steps; step += stepsARequest) {
    const until = Math.min(step + stepsARequest, grid.steps);
    const body = new Uint8Array(snappyLiterals(writeRequest(series, grid, step, until)));
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/x-protobuf",
        "content-encoding": "snappy",
        "x-prometheus-remote-write-version": "0.1.0",
      },
    });
    if (!response.ok) {
      throw new Error(`remote write answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    }
  }
}

function writeRequest(series: readonly DataSeries[], grid: SampleGrid, from: number, to: number): Buffer {
  const parts: Buffer[] = [];
  for (const { labels, at } of series) {
    const samples: Buffer[] = [];
    for (let step = from; step < to; step++) {
      const value = at(step);
      if (value !== undefined) samples.push(field(2, sample(value, sampleMillis(grid, step))));
    }
    if (samples.length === 0) continue;
    const pairs = Object.entries(labels)
      .filter(([, value]) => value !== "")
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => field(1, Buffer.concat([text(1, name), text(2, value)])));
    parts.push(field(1, Buffer.concat([...pairs, ...samples])));
  }
  return Buffer.concat(parts);
}

function sample(value: number | "stale", time: number): Buffer {
  const double = Buffer.alloc(9);
  double[0] = 0x09;
  if (value === "stale") staleBytes.copy(double, 1);
  else double.writeDoubleLE(value, 1);
  return Buffer.concat([double, Buffer.from([0x10]), varint(time)]);
}

function text(number: number, value: string): Buffer {
  return field(number, Buffer.from(value));
}

function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([number * 8 + 2]), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

const literalBytes = 65_536;
const literalOfTwoLengthBytes = 0xf4;

/** Snappy's block format without compression: its length, then literals. */
function snappyLiterals(content: Buffer): Buffer {
  const parts = [varint(content.length)];
  for (let start = 0; start < content.length; start += literalBytes) {
    const part = content.subarray(start, start + literalBytes);
    const head = Buffer.alloc(3);
    head[0] = literalOfTwoLengthBytes;
    head.writeUInt16LE(part.length - 1, 1);
    parts.push(head, part);
  }
  return Buffer.concat(parts);
}
