import type { ClickHouse, NumberParameters } from "./clickhouse.ts";
import { type FloatColumns, floatsBySeries } from "./float-columns.ts";
import { readNativeBlocks } from "./native-blocks.ts";
import { QUERY_SETTINGS } from "./sql.ts";

/** The float samples that meet a condition, by fingerprint; `undefined` when there are more than `maxSamples`. */
export async function readFloats(
  clickHouse: ClickHouse,
  where: string,
  parameters: NumberParameters,
  maxSamples: number,
): Promise<ReadonlyMap<bigint, FloatColumns> | undefined> {
  const bytes = await clickHouse.columns(
    `SELECT fingerprint, toFloat64(toUnixTimestamp64Milli(ts)), value
FROM voiceassist.metric_floats
WHERE ${where}
LIMIT {maxRows:UInt64}
${QUERY_SETTINGS}`,
    { ...parameters, maxRows: maxSamples + 1 },
  );
  const blocks = readNativeBlocks(bytes);
  const rowCount = blocks.reduce((sum, block) => sum + block.rowCount, 0);
  return rowCount > maxSamples ? undefined : floatsBySeries(blocks);
}
