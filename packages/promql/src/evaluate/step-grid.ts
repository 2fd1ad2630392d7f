/** The times at which an expression is evaluated: `startMillis + i * stepMillis` for each of `stepCount` steps. */
export interface StepGrid {
  readonly startMillis: number;
  readonly stepMillis: number;
  readonly stepCount: number;
}

export function timeAt(grid: StepGrid, step: number): number {
  return grid.startMillis + step * grid.stepMillis;
}
