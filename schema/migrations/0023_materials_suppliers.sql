-- The run in which the line last answered for the build of an open difference: only those come right by not being seen again.
ALTER TABLE reconciliation_finding
  ADD COLUMN IF NOT EXISTS answered_run BIGINT UNSIGNED NULL;

-- How a supplier gets its call-offs of a line without a person's sign-in: a token of its own with which it fetches them
-- (kept among the service tokens), an address to which they are pushed, or both. The secret signs what is pushed.
CREATE TABLE IF NOT EXISTS supplier_link (
  line_code     VARCHAR(16)  NOT NULL,
  supplier_code VARCHAR(20)  NOT NULL,
  token_made_at DATETIME(3)  NULL,
  token_made_by VARCHAR(80)  NULL,
  url           VARCHAR(500) NULL,
  secret        VARCHAR(100) NULL,
  url_set_at    DATETIME(3)  NULL,
  url_set_by    VARCHAR(80)  NULL,
  version       INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (line_code, supplier_code),
  CONSTRAINT supplier_link_supplier_fk FOREIGN KEY (supplier_code) REFERENCES supplier (code)
) ENGINE=InnoDB;

-- The newest version of a call-off that is to be pushed, and what came of it: one row for each, however often it changes.
-- Real time throughout.
CREATE TABLE IF NOT EXISTS call_off_push (
  line_code     VARCHAR(16) NOT NULL,
  supplier_code VARCHAR(20) NOT NULL,
  version       INT UNSIGNED NOT NULL,
  state         ENUM('WAITING','DELIVERED','GIVEN_UP') NOT NULL,
  tries         SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  next_try_at   DATETIME(3) NOT NULL,
  leased_until  DATETIME(3) NULL,
  tried_at      DATETIME(3) NULL,
  status        SMALLINT UNSIGNED NULL,
  fault         VARCHAR(200) NULL,
  delivered_version INT UNSIGNED NULL,
  delivered_at  DATETIME(3) NULL,
  PRIMARY KEY (line_code, supplier_code),
  -- those whose time has come, the longest waiting first
  KEY call_off_push_due (state, next_try_at)
) ENGINE=InnoDB;
