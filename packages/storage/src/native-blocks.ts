import { StoreError } from "./store-error.ts";

/** A block of ClickHouse's Native format whose columns are all 8 bytes wide (UInt64, Int64, Float64). */
export interface NativeBlock {
  readonly rowCount: number;
  /** Bytes of each column, `8 * rowCount`, at no particular alignment. */
  readonly columns: readonly Uint8Array[];
}

const VALUE_SIZE_BYTES = 8;
const WIDE_TYPES: ReadonlySet<string> = new Set(["UInt64", "Int64", "Float64"]);

/**
 * Native is columnar, so that a result becomes typed arrays by copying. The layout of a block: counts of columns and
 * rows, then for each column its name, its type and its values (ClickHouse, "Formats", `Native`).
 */
export function readNativeBlocks(bytes: Uint8Array): readonly NativeBlock[] {
  const blocks: NativeBlock[] = [];
  let position = 0;

  function varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[position++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  function take(sizeBytes: number): Uint8Array {
    if (position + sizeBytes > bytes.length) throw unreadable();
    position += sizeBytes;
    return bytes.subarray(position - sizeBytes, position);
  }

  while (position < bytes.length) {
    const columnCount = varint();
    const rowCount = varint();
    const columns: Uint8Array[] = [];
    for (let column = 0; column < columnCount; column++) {
      take(varint());
      const type = Buffer.from(take(varint())).toString("latin1");
      if (!WIDE_TYPES.has(type)) throw unreadable();
      columns.push(take(rowCount * VALUE_SIZE_BYTES));
    }
    if (rowCount > 0) blocks.push({ rowCount, columns });
  }
  return blocks;
}

function unreadable(): StoreError {
  return new StoreError("STORE_QUERY_FAILED", "ClickHouse answered in a form that cannot be read.");
}
