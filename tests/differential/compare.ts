/** What a server of the Prometheus API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: ApiBody;
}

export interface ApiBody {
  readonly status: string;
  readonly errorType?: string;
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
  readonly data?: { readonly resultType: string; readonly result: unknown; readonly stats?: QueryStats };
}

interface QueryStats {
  readonly samples: {
    readonly totalQueryableSamplesPerStep?: readonly (readonly [number, number])[];
    readonly samplesReadPerStep?: readonly (readonly [number, number])[];
  };
}

type Point = readonly [number, string];

interface Entry {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: Point;
  readonly values?: readonly Point[];
}

const relativeTolerance = 1e-9;

/** In what the second answer differs from the first, or `undefined` when they are equal. */
export function difference(
  expected: ApiAnswer,
  actual: ApiAnswer,
  { isOrdered, hasAnnotations }: { readonly isOrdered: boolean; readonly hasAnnotations: boolean },
): string | undefined {
  if (expected.body.status !== actual.body.status) {
    return `${describe(expected)} became ${describe(actual)}`;
  }
  if (expected.body.status === "error") {
    return expected.status === actual.status && expected.body.errorType === actual.body.errorType
      ? undefined
      : `${describe(expected)} became ${describe(actual)}`;
  }
  const annotations = hasAnnotations ? annotationDifference(expected.body, actual.body) : undefined;
  if (annotations !== undefined) return annotations;
  const [left, right] = [expected.body.data, actual.body.data];
  if (left?.resultType !== right?.resultType) return `type ${left?.resultType} became ${right?.resultType}`;
  const stats = statsDifference(left?.stats, right?.stats);
  if (stats !== undefined) return stats;
  if (left?.resultType === "scalar") return pointDifference(left.result as Point, right?.result as Point);
  if (left?.resultType === "string") {
    const [[, one], [, other]] = [left.result as Point, right?.result as Point];
    return one === other ? undefined : `${one} became ${other}`;
  }
  const isMatrix = left?.resultType === "matrix";
  return entriesDifference(
    left?.result as readonly Entry[],
    right?.result as readonly Entry[],
    isOrdered || isMatrix,
  );
}

function annotationDifference(expected: ApiBody, actual: ApiBody): string | undefined {
  for (const kind of ["warnings", "infos"] as const) {
    const [left, right] = [expected[kind], actual[kind]].map((texts) => [...(texts ?? [])].sort().join("\n"));
    if (left !== right) return `${kind} ${JSON.stringify(left)} became ${JSON.stringify(right)}`;
  }
  return undefined;
}

/** Where both were asked for them. */
function statsDifference(
  expected: QueryStats | undefined,
  actual: QueryStats | undefined,
): string | undefined {
  for (const name of ["totalQueryableSamplesPerStep", "samplesReadPerStep"] as const) {
    const [left, right] = [expected, actual].map((stats) => JSON.stringify(stats?.samples[name]));
    if (left !== right) return `${name} ${left} became ${right}`;
  }
  return undefined;
}

function entriesDifference(
  expected: readonly Entry[],
  actual: readonly Entry[],
  isOrdered: boolean,
): string | undefined {
  const keyOf = ({ metric }: Entry): string =>
    JSON.stringify(Object.entries(metric).sort(([left], [right]) => (left < right ? -1 : 1)));
  const byKey = new Map(actual.map((entry) => [keyOf(entry), entry]));
  if (byKey.size !== actual.length) return "the same label set twice";
  for (const entry of expected) {
    const other = byKey.get(keyOf(entry));
    if (other === undefined) return `${keyOf(entry)} is missing (${expected.length} became ${actual.length})`;
    const problem = samplesDifference(entry, other);
    if (problem !== undefined) return `${keyOf(entry)}: ${problem}`;
  }
  if (actual.length !== expected.length) {
    const known = new Set(expected.map(keyOf));
    const extra = actual.map(keyOf).find((key) => !known.has(key));
    return `${extra} is too many (${expected.length} became ${actual.length})`;
  }
  if (!isOrdered) return undefined;
  const place = expected.findIndex((entry, index) => {
    const other = actual[index];
    return other === undefined || (keyOf(entry) !== keyOf(other) && !isTie(entry, other));
  });
  return place === -1
    ? undefined
    : `the order differs from place ${place}: ${expected.map(keyOf)[place]} became ${actual.map(keyOf)[place]}`;
}

/** Equal values in a sorted vector may stand in any order. */
function isTie(left: Entry, right: Entry): boolean {
  return left.value !== undefined && left.value[1] === right.value?.[1];
}

function samplesDifference(expected: Entry, actual: Entry): string | undefined {
  if (expected.value !== undefined || actual.value !== undefined) {
    return pointDifference(expected.value, actual.value);
  }
  const [left, right] = [expected.values ?? [], actual.values ?? []];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const problem = pointDifference(left[index], right[index]);
    if (problem !== undefined) return `point ${index} of ${left.length}: ${problem}`;
  }
  return undefined;
}

function pointDifference(expected: Point | undefined, actual: Point | undefined): string | undefined {
  if (expected === undefined || actual === undefined) {
    return `${JSON.stringify(expected)} became ${JSON.stringify(actual)}`;
  }
  if (expected[0] !== actual[0]) return `time ${expected[0]} became ${actual[0]}`;
  return isClose(expected[1], actual[1]) ? undefined : `${expected[1]} became ${actual[1]}`;
}

function isClose(expected: string, actual: string): boolean {
  if (expected === actual) return true;
  const [left, right] = [Number(expected), Number(actual)];
  // NaN and the infinities are written out and would have been equal.
  if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
  return Math.abs(left - right) <= relativeTolerance * Math.max(Math.abs(left), Math.abs(right));
}

function describe({ status, body }: ApiAnswer): string {
  if (body.status === "error") return `${status} ${body.errorType} (${body.error})`;
  return `${status} with ${JSON.stringify(body.data ?? null).slice(0, 200)}`;
}
