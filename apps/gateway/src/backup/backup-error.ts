export type BackupErrorCode =
  | "BACKUP_RUNNING"
  | "BACKUP_KEY_INVALID"
  | "BACKUP_KEY_WRONG"
  | "BACKUP_DISK_FULL"
  | "BACKUP_UNWRITABLE"
  | "BACKUP_DAMAGED"
  | "BACKUP_NOT_RESTORABLE"
  | "BACKUP_TARGET_NOT_EMPTY"
  | "BACKUP_TOO_NEW";

/** Why there is no backup, or why one cannot be restored: what is wrong and what would be right. */
export class BackupError extends Error {
  override readonly name = "BackupError";
  readonly code: BackupErrorCode;

  constructor(code: BackupErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
