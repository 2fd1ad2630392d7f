import { formatLabels } from "../format-labels.ts";
import {
  compareLabels,
  keepLabels,
  labelsKey,
  labelValue,
  removeLabels,
  removeMetadata,
  setLabel,
} from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Labels } from "../series-source.ts";
import type { BinaryExpression } from "../syntax/binary-expression.ts";
import { changesQuantity, isComparison } from "../syntax/binary-operator.ts";
import { type ElementOperator, operationOf } from "./binary-operation.ts";
import { combineElements } from "./element-operation.ts";
import type { Evaluation } from "./evaluation.ts";
import { withStandIns } from "./fill-matching.ts";
import { mergeSeries } from "./merge-series.ts";
import { matchLabels, signature } from "./signature.ts";
import type { StepGrid } from "./step-grid.ts";
import {
  emptySteps,
  emptyVector,
  hasAnyStep,
  type StepSeries,
  setResult,
  type VectorSteps,
} from "./step-value.ts";

interface Place {
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

/** Arithmetic and comparison between two vectors, one-to-one, many-to-one or one-to-many. */
export function matchVectors(
  node: BinaryExpression,
  operator: ElementOperator,
  left: VectorSteps,
  right: VectorSteps,
  place: Place,
): VectorSteps {
  const { matching } = node;
  const swapped = matching.cardinality === "one-to-many";
  const [manySide, oneSide] = swapped ? [right, left] : [left, right];
  // Prometheus fills after it has swapped the sides: under group_right, fill_left is for the right side.
  const many = withStandIns(manySide, oneSide, matching, matching.fillLeft, place.grid);
  const one = withStandIns(oneSide, manySide, matching, matching.fillRight, place.grid);
  if (many.series.length === 0 || one.series.length === 0) return emptyVector;
  const partners = groupBySignature(one.series, node);
  refuseDuplicates(partners, anyPresent(many, place.grid), node, swapped ? "left" : "right");

  const results: StepSeries[] = [];
  const claims = new Map<string, Uint8Array>();
  const isOneToOne = matching.cardinality === "one-to-one";
  const keys = many.series.map(({ labels }) => signature(labels, matching));
  const shared = repeatedKeys(keys);
  for (const [index, series] of many.series.entries()) {
    const key = keys[index] ?? "";
    const found = partners.get(key) ?? [];
    for (const partner of found) {
      const labels = resultLabels(node, series.labels, partner.labels, place);
      const pair = swapped ? { left: partner, right: series } : { left: series, right: partner };
      const result = combinePair(node, operator, pair, labels, place);
      if (found.length > 1 || shared.has(key)) {
        claim(claims, key, result, isOneToOne ? bothPresent(series, partner) : result.present, node);
      }
      if (!hasAnyStep(result)) continue;
      const dropsName = place.evaluation.options.delaysNameRemoval && node.returnsBool;
      results.push(dropsName ? { ...result, dropsName } : result);
    }
  }
  return { type: "vector", series: mergeSeries(results, node.position) };
}

function repeatedKeys(keys: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const key of keys) (seen.has(key) ? repeated : seen).add(key);
  return repeated;
}

function groupBySignature(
  series: readonly StepSeries[],
  node: BinaryExpression,
): ReadonlyMap<string, readonly StepSeries[]> {
  const groups = new Map<string, StepSeries[]>();
  for (const one of series) {
    const key = signature(one.labels, node.matching);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function anyPresent(vector: VectorSteps, grid: StepGrid): Uint8Array {
  const mask = new Uint8Array(grid.stepCount);
  for (const { present } of vector.series) {
    for (let step = 0; step < mask.length; step++) mask[step] = (mask[step] ?? 0) | (present[step] ?? 0);
  }
  return mask;
}

function refuseDuplicates(
  groups: ReadonlyMap<string, readonly StepSeries[]>,
  otherSide: Uint8Array,
  node: BinaryExpression,
  side: "left" | "right",
): void {
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (let step = 0; step < otherSide.length; step++) {
      if (otherSide[step] !== 1) continue;
      const [first, second] = group.filter(({ present }) => present[step] === 1);
      if (first === undefined || second === undefined) continue;
      const matched = formatLabels(matchLabels(first.labels, node.matching));
      const pair = [first.labels, second.labels].sort(compareLabels).map(formatLabels).join(", ");
      throw new QueryFailure(
        "execution",
        `found duplicate series for the match group ${matched} on the ${side} hand-side of the operation: [${pair}];many-to-many matching not allowed: matching labels must be unique on one side`,
        node.position,
      );
    }
  }
}

interface Pair {
  readonly left: StepSeries;
  readonly right: StepSeries;
}

function combinePair(
  node: BinaryExpression,
  operator: ElementOperator,
  pair: Pair,
  labels: Labels,
  place: Place,
): StepSeries {
  const operation = operationOf(operator);
  const { left, right } = pair;
  if (operation === undefined || left.histograms !== undefined || right.histograms !== undefined) {
    return combineMixedPair(node, operator, pair, labels, place);
  }
  const result = emptySteps(labels, false, place.grid.stepCount);
  const { values, present } = result;
  for (let step = 0; step < values.length; step++) {
    if (left.present[step] !== 1 || right.present[step] !== 1) continue;
    const first = left.values[step] ?? 0;
    const second = right.values[step] ?? 0;
    if (operation.kind === "arithmetic") {
      values[step] = operation.apply(first, second);
      present[step] = 1;
      continue;
    }
    const holds = operation.test(first, second);
    values[step] = node.returnsBool ? Number(holds) : first;
    present[step] = node.returnsBool || holds ? 1 : 0;
  }
  return result;
}

function combineMixedPair(
  node: BinaryExpression,
  operator: ElementOperator,
  { left, right }: Pair,
  labels: Labels,
  { evaluation, grid }: Place,
): StepSeries {
  const use = { operator, annotations: evaluation.annotations, position: node.position };
  const result = emptySteps(labels, false, grid.stepCount);
  for (let step = 0; step < grid.stepCount; step++) {
    if (left.present[step] !== 1 || right.present[step] !== 1) continue;
    const first = left.histograms?.[step] ?? left.values[step] ?? 0;
    const second = right.histograms?.[step] ?? right.values[step] ?? 0;
    const answer = combineElements(use, first, second);
    if (answer === undefined) continue;
    if (node.returnsBool) setResult(result, step, Number(answer.keeps));
    else if (answer.keeps) setResult(result, step, isComparison(operator) ? first : answer.value);
  }
  return result;
}

/** A pair counts as a match even where a comparison then filters it out. */
function bothPresent(left: StepSeries, right: StepSeries): Uint8Array {
  return left.present.map((one, step) => one & (right.present[step] ?? 0));
}

/** At one step, a match group has one match (one-to-one), or one result a label set (grouped). */
function claim(
  claims: Map<string, Uint8Array>,
  group: string,
  result: StepSeries,
  claimed: Uint8Array,
  node: BinaryExpression,
): void {
  const isOneToOne = node.matching.cardinality === "one-to-one";
  const key = isOneToOne ? group : `${group}${labelsKey(result.labels)}`;
  const taken = claims.get(key);
  if (taken === undefined) {
    claims.set(key, claimed.slice());
    return;
  }
  for (let step = 0; step < taken.length; step++) {
    if (claimed[step] !== 1) continue;
    if (taken[step] === 1) {
      const problem = isOneToOne
        ? "many-to-one matching must be explicit (group_left/group_right)"
        : "grouping labels must ensure unique matches";
      throw new QueryFailure("execution", `multiple matches for labels: ${problem}`, node.position);
    }
    taken[step] = 1;
  }
}

function resultLabels(node: BinaryExpression, many: Labels, one: Labels, place: Place): Labels {
  const { matching } = node;
  const dropsNow = node.returnsBool && !place.evaluation.options.delaysNameRemoval;
  let labels = changesQuantity(node.operator) || dropsNow ? removeMetadata(many) : many;
  if (matching.cardinality === "one-to-one") {
    const names = new Set(matching.labels);
    labels = matching.on ? keepLabels(labels, names) : removeLabels(labels, names);
  }
  for (const name of matching.include) labels = setLabel(labels, name, labelValue(one, name));
  return labels;
}
