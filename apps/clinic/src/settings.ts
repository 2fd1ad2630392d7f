const defaultOpenaiPort = 8090;
const defaultRedisPort = 8091;
const defaultGatewayPort = 8000;
const defaultRequestsPerSecond = 2;
const highestRequestsPerSecond = 1_000;

export interface Settings {
  readonly gatewayUrl: string;
  readonly simulatedOpenaiPort: number;
  readonly simulatedRedisPort: number;
  /** The gateway's first administrator; absent: nobody administers. */
  readonly admin?: { readonly email: string; readonly password: string };
  /** Steady rate over all clinicians. */
  readonly requestsPerSecond: number;
}

/** Reads the environment once. A malformed value gives a sentence that names the setting and what was expected. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings | { readonly refusal: string } {
  const offset = Number(environment.VOICEASSIST_PORT_OFFSET ?? 0);
  if (!Number.isInteger(offset) || offset < 0) {
    return { refusal: "VOICEASSIST_PORT_OFFSET must be a whole number, 0 or more." };
  }
  const requestsPerSecond = Number(environment.CLINIC_REQUESTS_PER_SECOND ?? defaultRequestsPerSecond);
  if (!(requestsPerSecond > 0 && requestsPerSecond <= highestRequestsPerSecond)) {
    return {
      refusal: `CLINIC_REQUESTS_PER_SECOND must be a number above 0, at most ${highestRequestsPerSecond}.`,
    };
  }
  const gatewayUrl = environment.GATEWAY_URL ?? `http://localhost:${defaultGatewayPort + offset}`;
  if (!URL.canParse(gatewayUrl))
    return { refusal: "GATEWAY_URL must be an absolute URL, such as http://localhost:8000." };
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = environment;
  return {
    gatewayUrl,
    simulatedOpenaiPort: defaultOpenaiPort + offset,
    simulatedRedisPort: defaultRedisPort + offset,
    requestsPerSecond,
    ...(email === undefined || password === undefined ? {} : { admin: { email, password } }),
  };
}
