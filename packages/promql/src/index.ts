export type {
  LabelMatcher,
  Labels,
  MatchOperator,
  SelectRequest,
  Series,
  SeriesSource,
} from "./series-source.ts";
