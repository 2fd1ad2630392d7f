/** What an account may do. Administrators and operators see no patient's data: only clinicians need it. */
export const roles = ["clinician", "admin", "ops"] as const;

export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
