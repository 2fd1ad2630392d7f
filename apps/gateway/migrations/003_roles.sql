ALTER TABLE users
  ADD COLUMN role text NOT NULL DEFAULT 'clinician' CHECK (role IN ('clinician', 'admin', 'ops'));

ALTER TABLE sessions DROP CONSTRAINT sessions_revoked_reason_check;
ALTER TABLE sessions
  ADD CONSTRAINT sessions_revoked_reason_check
  CHECK (revoked_reason IN ('logout', 'refresh_token_reused', 'role_changed'));
CREATE INDEX sessions_user_id ON sessions (user_id);

-- Failed log-ins by a keyed token of the address that was given, whether or not it has an account: what is locked says
-- nothing about who is registered.
CREATE TABLE login_failures (
  login        text PRIMARY KEY,
  failures     integer NOT NULL,
  failed_at    timestamptz NOT NULL DEFAULT now(),
  locked_until timestamptz
);
CREATE INDEX login_failures_failed_at ON login_failures (failed_at);
