/** Why the observatory cannot start, in one sentence that says what would be right. Printed without a stack trace. */
export class StartupError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "StartupError";
    this.code = code;
  }
}
