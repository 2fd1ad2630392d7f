/** Thrown by `createRedactor`, `parsePolicy` and `extendPolicy` for a policy that cannot be obeyed. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly code = "PHI_POLICY_INVALID";
}
