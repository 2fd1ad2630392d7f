/** The part of Grafana's dashboard JSON that the console draws. */
export interface Dashboard {
  readonly title: string;
  readonly description: string;
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly gridPos: GridPosition;
  readonly targets: readonly Target[];
  readonly field: FieldConfig;
  readonly stat: StatOptions;
}

/** In columns of 24 and rows of Grafana's fixed height. */
interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Target {
  readonly refId: string;
  readonly datasourceUid: string;
  readonly datasourceType: string;
  readonly expression: string;
  readonly legendFormat: string;
  readonly instant: boolean;
}

export interface FieldConfig {
  readonly unit: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly thresholds: Thresholds;
  readonly mappings: readonly ValueMapping[];
  /** Overrides are counted, not drawn: a panel that has some says so. */
  readonly overrideCount: number;
}

export interface Thresholds {
  readonly mode: "absolute" | "percentage";
  /** Ascending; the first has no lower bound. */
  readonly steps: readonly ThresholdStep[];
}

interface ThresholdStep {
  readonly colour: string;
  readonly from: number | undefined;
}

export interface MappedText {
  readonly text: string;
  readonly colour: string | undefined;
}

export type ValueMapping =
  | { readonly kind: "value"; readonly values: Readonly<Record<string, MappedText>> }
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly result: MappedText }
  | { readonly kind: "special"; readonly match: string; readonly result: MappedText };

export interface StatOptions {
  readonly calculation: string;
  readonly colourMode: string;
}
