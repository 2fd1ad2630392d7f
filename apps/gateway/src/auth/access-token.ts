import { errors, jwtVerify, SignJWT } from "jose";

export const accessTokenLifetimeSeconds: number = 15 * 60;

const issuer = "voiceassist-api-gateway";
const algorithm = "HS256";

export interface AccessTokenClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** Signs and checks access tokens with one secret. A checked token still says nothing about revocation. */
export interface AccessTokens {
  sign(claims: AccessTokenClaims): Promise<string>;
  /** The claims, or undefined when the token is malformed, expired or not ours. */
  verify(token: string): Promise<AccessTokenClaims | undefined>;
}

export function accessTokens(secret: string): AccessTokens {
  const key = new TextEncoder().encode(secret);
  return {
    sign: ({ userId, sessionId }) =>
      new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm })
        .setIssuer(issuer)
        .setAudience(issuer)
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(`${accessTokenLifetimeSeconds}s`)
        .sign(key),
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer,
          audience: issuer,
          algorithms: [algorithm],
        });
        if (typeof payload.sub !== "string" || typeof payload.sid !== "string") return undefined;
        return { userId: payload.sub, sessionId: payload.sid };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
