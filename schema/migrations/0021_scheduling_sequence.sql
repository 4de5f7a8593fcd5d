-- How urgent an order is on the line, 0 first, where it is not what its kind gets (server/orders/order_routes.h).
ALTER TABLE customer_order ADD COLUMN IF NOT EXISTS priority TINYINT UNSIGNED NULL;

-- What waits for a line, the most urgent first; the planner reads the first few of them, however many wait.
ALTER TABLE customer_order
  ADD COLUMN IF NOT EXISTS scheduled_line VARCHAR(16) AS (IF(state = 'SCHEDULED', line_code, NULL)) VIRTUAL,
  ADD COLUMN IF NOT EXISTS urgency TINYINT UNSIGNED AS (COALESCE(priority, IF(kind = 'CUSTOMER', 40, 60))) VIRTUAL,
  ADD KEY IF NOT EXISTS customer_order_scheduled (scheduled_line, urgency, id);

-- A release that was said again for the slot that it brings.
ALTER TABLE line_request MODIFY action ENUM('RELEASE','CHANGE','CANCEL','SLOT') NOT NULL;

-- What a planner sets for a line: its pace, and what may stand beside what. Days are bits, Monday the lowest; from and
-- until are the plant's own time, the same twice means around the clock.
CREATE TABLE IF NOT EXISTS line_schedule (
  line_code     VARCHAR(16) NOT NULL,
  takt_ms       INT UNSIGNED NOT NULL,
  working_days  TINYINT UNSIGNED NOT NULL,
  working_from  CHAR(5) CHARACTER SET ascii NOT NULL,
  working_until CHAR(5) CHARACTER SET ascii NOT NULL,
  slot_cars     SMALLINT UNSIGNED NOT NULL,
  dealer_cars   SMALLINT UNSIGNED NOT NULL,
  frozen_cars   SMALLINT UNSIGNED NOT NULL,
  paint_batch   SMALLINT UNSIGNED NOT NULL,
  lead_days     SMALLINT UNSIGNED NOT NULL,
  ratios        JSON NOT NULL,
  version       INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (line_code),
  CONSTRAINT line_schedule_line_fk FOREIGN KEY (line_code) REFERENCES production_line (code)
) ENGINE=InnoDB;

-- One row a line: serialises those who change its sequence, and is the lease of who looks after it.
CREATE TABLE IF NOT EXISTS line_plan (
  line_code        VARCHAR(16) NOT NULL,
  version          INT UNSIGNED NOT NULL DEFAULT 0,
  settings_version INT UNSIGNED NOT NULL DEFAULT 0,
  next_position    INT UNSIGNED NOT NULL DEFAULT 1,
  planned_at       DATETIME(3) NULL,
  leased_until     DATETIME(3) NOT NULL DEFAULT '2000-01-01 00:00:00.000',
  PRIMARY KEY (line_code)
) ENGINE=InnoDB;

-- The sequence: cars that wait, by the number that they will have in the line's count, and the last few that went onto
-- it. Bounded, however many orders there are. starts_at is what the line was told; later cars have a time by the pace.
CREATE TABLE IF NOT EXISTS line_slot (
  line_code             VARCHAR(16) NOT NULL,
  position              INT UNSIGNED NOT NULL,
  order_id              BIGINT UNSIGNED NOT NULL,
  build_pk              BIGINT UNSIGNED NOT NULL,
  build_id              VARCHAR(32) NOT NULL,
  configuration_version INT UNSIGNED NOT NULL,
  options               BIGINT UNSIGNED NOT NULL,
  colour                VARCHAR(40) NOT NULL,
  frozen                BOOLEAN NOT NULL,
  pinned                BOOLEAN NOT NULL,
  starts_at             DATETIME(3) NULL,
  started_at            DATETIME(3) NULL,
  PRIMARY KEY (line_code, position),
  -- a car has one place; and the place of an order, for its estimate
  UNIQUE KEY line_slot_order (order_id)
) ENGINE=InnoDB;
