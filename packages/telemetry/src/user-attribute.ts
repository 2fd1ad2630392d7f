/** OpenTelemetry semantic conventions, `user.*` registry: not stable yet, so not among the library's constants. */
export const userIdAttribute = "user.id";
