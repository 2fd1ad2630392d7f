/** Why the gateway cannot start, as one sentence for the operator: what is wrong and what would be right. */
export class StartUpError extends Error {
  readonly code = "START_UP_REFUSED";
  override readonly name = "StartUpError";
}
