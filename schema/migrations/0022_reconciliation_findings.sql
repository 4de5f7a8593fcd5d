-- A message that was set aside can be sent again, mended or as it came, or laid away. What came stays as it is.
ALTER TABLE set_aside
  ADD COLUMN IF NOT EXISTS state ENUM('OPEN','SENT_AGAIN','USED','DISMISSED') NOT NULL DEFAULT 'OPEN',
  ADD COLUMN IF NOT EXISTS tries SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS last_reason VARCHAR(40) NULL,
  ADD COLUMN IF NOT EXISTS last_detail VARCHAR(500) NULL,
  ADD COLUMN IF NOT EXISTS closed_at DATETIME(3) NULL,
  ADD COLUMN IF NOT EXISTS closed_by VARCHAR(80) NULL,
  ADD COLUMN IF NOT EXISTS close_reason VARCHAR(300) NULL,
  ADD COLUMN IF NOT EXISTS version INT UNSIGNED NOT NULL DEFAULT 1,
  -- the list by state, newest first, and the few that wait, for a comparison
  ADD KEY IF NOT EXISTS set_aside_state (line_code, state, id);

-- Each sending again: the text if it was mended, who and when, and what became of it. It goes to the bridge under a
-- BODID of its own, so that taking it twice is taking it once.
CREATE TABLE IF NOT EXISTS set_aside_try (
  sent_as      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  set_aside_id BIGINT UNSIGNED NOT NULL,
  try_no       SMALLINT UNSIGNED NOT NULL,
  mended       MEDIUMTEXT NULL,
  actor        VARCHAR(80) NOT NULL,
  sent_at      DATETIME(3) NOT NULL,
  outcome      ENUM('USED','REFUSED') NULL,
  reason       VARCHAR(40) NULL,
  detail       VARCHAR(500) NULL,
  answered_at  DATETIME(3) NULL,
  PRIMARY KEY (sent_as),
  UNIQUE KEY set_aside_try_no (set_aside_id, try_no),
  CONSTRAINT set_aside_try_message_fk FOREIGN KEY (set_aside_id) REFERENCES set_aside (id)
) ENGINE=InnoDB;

-- What the bridge of a line is to do beside carrying requests. It leases, does and settles; a settled row is deleted.
CREATE TABLE IF NOT EXISTS bridge_errand (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  errand_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  line_code    VARCHAR(16) NOT NULL,
  kind         ENUM('ASK','COMPARE','TAKE') NOT NULL,
  subject      VARCHAR(60) NOT NULL,
  from_seq     INT UNSIGNED NULL,
  topic        VARCHAR(300) NULL,
  raw          MEDIUMTEXT NULL,
  created_at   DATETIME(3) NOT NULL,
  leased_until DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY bridge_errand_name (errand_id),
  -- a build is asked after once at a time; the same key gives a line's errands
  UNIQUE KEY bridge_errand_subject (line_code, kind, subject)
) ENGINE=InnoDB;

-- One comparison of orders, builds and what the line says. At most one of a line runs.
CREATE TABLE IF NOT EXISTS reconciliation_run (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  line_code    VARCHAR(16) NOT NULL,
  why          ENUM('START','HOURLY','DEMAND','LIST') NOT NULL,
  started_by   VARCHAR(80) NOT NULL,
  started_at   DATETIME(3) NOT NULL,
  ended_at     DATETIME(3) NULL,
  step         ENUM('BUILDS','ORDERS','SET_ASIDE','FINDINGS','DONE') NOT NULL DEFAULT 'BUILDS',
  step_after   VARCHAR(32) NOT NULL DEFAULT '',
  line_answer  ENUM('AWAITED','TOLD','SILENT') NOT NULL DEFAULT 'AWAITED',
  compared     INT UNSIGNED NOT NULL DEFAULT 0,
  told_at      DATETIME(3) NULL,
  answered     INT UNSIGNED NOT NULL DEFAULT 0,
  found        INT UNSIGNED NOT NULL DEFAULT 0,
  repaired     INT UNSIGNED NOT NULL DEFAULT 0,
  left_open    INT UNSIGNED NOT NULL DEFAULT 0,
  running_line VARCHAR(16) AS (IF(ended_at IS NULL, line_code, NULL)) PERSISTENT,
  PRIMARY KEY (id),
  UNIQUE KEY reconciliation_run_running (running_line),
  KEY reconciliation_run_line (line_code, id)
) ENGINE=InnoDB;

-- What differs. While it is open it is there once, however often it is found.
CREATE TABLE IF NOT EXISTS reconciliation_finding (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  line_code    VARCHAR(16) NOT NULL,
  kind         ENUM('ORPHAN_BUILD','ORDER_WITHOUT_BUILD','TWO_ORDERS_ONE_BUILD','TWO_BUILDS_ONE_ORDER','QUIET_BUILD',
                    'VERSION_DIFFERS','BEHIND','AHEAD','VIN_DIFFERS','BUILD_UNKNOWN_TO_LINE') NOT NULL,
  subject      VARCHAR(70) NOT NULL,
  source       ENUM('OFFICE','LINE','LIST') NOT NULL,
  build_id     VARCHAR(32) NULL,
  order_number VARCHAR(20) NULL,
  set_aside_id BIGINT UNSIGNED NULL,
  ours         JSON NOT NULL,
  theirs       JSON NOT NULL,
  act          ENUM('NONE','ASK_LINE','SEND_REQUEST_AGAIN','SEND_MESSAGE_AGAIN') NOT NULL,
  state        ENUM('OPEN','REPAIRED','CLOSED','GONE') NOT NULL DEFAULT 'OPEN',
  found_at     DATETIME(3) NOT NULL,
  found_run    BIGINT UNSIGNED NOT NULL,
  seen_run     BIGINT UNSIGNED NOT NULL,
  acted        SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  acted_at     DATETIME(3) NULL,
  ended_at     DATETIME(3) NULL,
  ended_by     VARCHAR(80) NULL,
  end_reason   VARCHAR(300) NULL,
  version      INT UNSIGNED NOT NULL DEFAULT 1,
  open_key     VARCHAR(100) AS (IF(state = 'OPEN', CONCAT(kind, ' ', subject), NULL)) PERSISTENT,
  PRIMARY KEY (id),
  UNIQUE KEY reconciliation_finding_open (line_code, open_key),
  KEY reconciliation_finding_state (line_code, state, id),
  -- whether a planner has closed the same before
  KEY reconciliation_finding_subject (line_code, subject, kind),
  -- what a run found
  KEY reconciliation_finding_run (found_run)
) ENGINE=InnoDB;

-- How long the line may say nothing of a car that runs, and how long it may let a request lie, before it is looked into.
ALTER TABLE production_line
  ADD COLUMN IF NOT EXISTS quiet_minutes INT UNSIGNED NOT NULL DEFAULT 240,
  ADD COLUMN IF NOT EXISTS answer_minutes INT UNSIGNED NOT NULL DEFAULT 15;
