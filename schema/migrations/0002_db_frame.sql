-- What every use case writes beside its own rows, in the same transaction.
CREATE TABLE IF NOT EXISTS audit (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  at         DATETIME(3)  NOT NULL,
  person_id  BIGINT UNSIGNED NULL,
  actor      VARCHAR(80)  NOT NULL,
  address    VARCHAR(45)  NOT NULL,
  request_id VARCHAR(40)  NOT NULL,
  action     VARCHAR(60)  NOT NULL,
  subject    VARCHAR(60)  NOT NULL,
  before_doc JSON NULL,
  after_doc  JSON NULL,
  PRIMARY KEY (id),
  KEY audit_subject (subject, id),
  KEY audit_person (person_id, id)
) ENGINE=InnoDB;

-- Messages on their way to a line. The bridge leases, keeps and settles them; a settled row is deleted.
CREATE TABLE IF NOT EXISTS outbox (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  message_id   CHAR(36)    NOT NULL,
  line_code    VARCHAR(16) NOT NULL,
  subject      VARCHAR(60) NOT NULL,
  payload      JSON        NOT NULL,
  created_at   DATETIME(3) NOT NULL,
  leased_until DATETIME(3) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY outbox_message (message_id),
  KEY outbox_line (line_code, id)
) ENGINE=InnoDB;

-- One row for each message that took effect, so that it takes effect once.
CREATE TABLE IF NOT EXISTS inbox (
  message_id  VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  result      VARCHAR(40)  NOT NULL,
  PRIMARY KEY (message_id),
  KEY inbox_age (received_at)
) ENGINE=InnoDB;

-- A line's message that could not be used: kept whole, with its reason, where a planner sees it.
CREATE TABLE IF NOT EXISTS set_aside (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  line_code   VARCHAR(16)  NOT NULL,
  content_hash BINARY(32)  NOT NULL,
  message_id  VARCHAR(100) NULL,
  topic       VARCHAR(300) NOT NULL,
  reason      VARCHAR(40)  NOT NULL,
  detail      VARCHAR(500) NOT NULL,
  raw         MEDIUMTEXT   NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  times_seen  INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY set_aside_content (line_code, content_hash),
  KEY set_aside_line (line_code, id)
) ENGINE=InnoDB;

-- The answer to a POST that creates, so that sending it again gets the same answer.
CREATE TABLE IF NOT EXISTS idempotency_key (
  person_id    BIGINT UNSIGNED NOT NULL,
  idem_key     VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_hash BINARY(32)  NOT NULL,
  status       SMALLINT UNSIGNED NOT NULL,
  location     VARCHAR(200) NOT NULL DEFAULT '',
  body         MEDIUMTEXT  NOT NULL,
  created_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (person_id, idem_key),
  KEY idempotency_key_age (created_at)
) ENGINE=InnoDB;

-- What open pages are told. Every server copy tails it by id; rows live an hour.
CREATE TABLE IF NOT EXISTS feed (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  created_at DATETIME(3) NOT NULL,
  kind       VARCHAR(30) NOT NULL,
  order_id   BIGINT UNSIGNED NULL,
  dealer_id  BIGINT UNSIGNED NULL,
  region_id  BIGINT UNSIGNED NULL,
  line_code  VARCHAR(16) NULL,
  payload    VARCHAR(1000) NOT NULL,
  PRIMARY KEY (id),
  KEY feed_age (created_at)
) ENGINE=InnoDB;

-- Business numbers are handed out in blocks, so that no order waits for another one's number.
CREATE TABLE IF NOT EXISTS number_series (
  series VARCHAR(20) NOT NULL,
  next   BIGINT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (series)
) ENGINE=InnoDB;

-- How far the business clock is ahead of the real one; moved in demos and tests, forwards only.
CREATE TABLE IF NOT EXISTS business_clock (
  id             TINYINT UNSIGNED NOT NULL,
  offset_seconds BIGINT NOT NULL DEFAULT 0,
  version        INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
) ENGINE=InnoDB;
INSERT IGNORE INTO business_clock (id, offset_seconds) VALUES (1, 0);
