/** Lets a bounded number of evaluations run at a time; the others wait in the order in which they came. */
export interface EvaluationGate {
  run<Value>(evaluate: () => Promise<Value>): Promise<Value>;
}

export function createEvaluationGate(maxAtOnce: number): EvaluationGate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async run(evaluate) {
      if (running < maxAtOnce) running += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await evaluate();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
