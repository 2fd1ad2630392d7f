/** What one model costs from one day on, in US dollars for a million tokens. */
export interface Price {
  readonly model: string;
  /** First day, `2024-07-18`, UTC. It holds until the model's next entry. */
  readonly effectiveFrom: string;
  readonly inputUsdPerMillionTokens: number;
  readonly outputUsdPerMillionTokens: number;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const tokensPerPrice = 1_000_000;
/** Providers append the day of a snapshot to a model's name: `gpt-4o-mini-2024-07-18`. */
const snapshot = /-\d{4}-\d{2}-\d{2}$/;

/** In US dollars; nothing where the table has no price for the model on that day: an unknown price is not 0. */
export function costUsd(
  prices: readonly Price[],
  model: string,
  atMillis: number,
  usage: TokenUsage,
): number | undefined {
  const price = priceOf(prices, model, atMillis) ?? priceOf(prices, model.replace(snapshot, ""), atMillis);
  if (price === undefined) return undefined;
  const { inputUsdPerMillionTokens, outputUsdPerMillionTokens } = price;
  return (
    (usage.inputTokens * inputUsdPerMillionTokens + usage.outputTokens * outputUsdPerMillionTokens) /
    tokensPerPrice
  );
}

function priceOf(prices: readonly Price[], model: string, atMillis: number): Price | undefined {
  let latest: Price | undefined;
  for (const price of prices) {
    if (price.model !== model || Date.parse(price.effectiveFrom) > atMillis) continue;
    if (latest === undefined || price.effectiveFrom > latest.effectiveFrom) latest = price;
  }
  return latest;
}

/** As published by OpenAI. A service with a contract of its own passes its own table. */
export const openAiPrices: readonly Price[] = [
  entry("gpt-4o", "2024-05-13", 5, 15),
  entry("gpt-4o", "2024-10-02", 2.5, 10),
  entry("gpt-4o-mini", "2024-07-18", 0.15, 0.6),
  entry("gpt-4.1", "2025-04-14", 2, 8),
  entry("gpt-4.1-mini", "2025-04-14", 0.4, 1.6),
  entry("text-embedding-3-small", "2024-01-25", 0.02, 0),
  entry("text-embedding-3-large", "2024-01-25", 0.13, 0),
];

function entry(model: string, effectiveFrom: string, input: number, output: number): Price {
  return { model, effectiveFrom, inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output };
}
