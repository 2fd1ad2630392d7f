import { errors, jwtVerify, SignJWT } from "jose";
import { isRole, type Role } from "./role.ts";

export const accessTokenLifetimeSeconds: number = 15 * 60;

const issuer = "voiceassist-api-gateway";
const algorithm = "HS256";

export interface AccessTokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  /** A change of role ends the account's sessions, so that no token carries an old one. */
  readonly role: Role;
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
    sign: ({ userId, sessionId, role }) =>
      new SignJWT({ sid: sessionId, role })
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
        const { sub, sid, role } = payload;
        if (typeof sub !== "string" || typeof sid !== "string" || !isRole(role)) return undefined;
        return { userId: sub, sessionId: sid, role };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
