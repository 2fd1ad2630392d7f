/** A real fault: how it is made, which alerts it must raise, and how it is mended. */
export interface Fault {
  readonly name: string;
  readonly alerts: readonly string[];
  /** Makes the fault and answers how to mend it, or why it cannot be made on this machine. */
  inject(): Promise<(() => Promise<void>) | string>;
}
