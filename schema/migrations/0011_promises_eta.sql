-- How long the line's stages take, as measured: one row a stage (for the last stage also one a dealer), whatever the number
-- of cars. `bins` is the histogram "bin:count …"; old observations fade by halving (server/promises/sketch.h). A row #PHASE-…
-- holds errors of forecasts; its `total` and `squares` are the shares at which p50 and p90 are read off.
CREATE TABLE IF NOT EXISTS stage_time (
  line_code VARCHAR(16) NOT NULL,
  stage     VARCHAR(16) NOT NULL,
  dealer_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
  total     DOUBLE NOT NULL,
  squares   DOUBLE NOT NULL,
  bins      VARCHAR(4000) CHARACTER SET ascii NOT NULL,
  PRIMARY KEY (line_code, stage, dealer_id)
) ENGINE=InnoDB;

-- One row a line: serialises those who learn from its events, and is the lease of who computes its ETAs anew.
CREATE TABLE IF NOT EXISTS line_pace (
  line_code     VARCHAR(16) NOT NULL,
  last_start_at DATETIME(3) NULL,
  leased_until  DATETIME(3) NOT NULL DEFAULT '2000-01-01 00:00:00.000',
  PRIMARY KEY (line_code)
) ENGINE=InnoDB;

-- Where each open order stands and when it will be at its dealer. Written by the line's events and by the follower; a row
-- goes when its car has arrived or its order has ended.
CREATE TABLE IF NOT EXISTS order_eta (
  order_id       BIGINT UNSIGNED NOT NULL,
  line_code      VARCHAR(16) NOT NULL,
  destination_id BIGINT UNSIGNED NOT NULL,
  turn           TINYINT UNSIGNED NOT NULL,
  phase          ENUM('QUEUE','LINE','ROAD') NOT NULL,
  linked         BOOLEAN NOT NULL,
  ahead          INT UNSIGNED NOT NULL,
  done           SMALLINT UNSIGNED NOT NULL,
  since          DATETIME(3) NOT NULL,
  held_since     DATETIME(3) NULL,
  cause          VARCHAR(20) NOT NULL,
  queue_expected DATETIME(3) NULL,
  queue_sd       DOUBLE NULL,
  line_expected  DATETIME(3) NULL,
  line_sd        DOUBLE NULL,
  road_expected  DATETIME(3) NULL,
  road_sd        DOUBLE NULL,
  p50_at         DATETIME(3) NULL,
  p90_at         DATETIME(3) NULL,
  computed_at    DATETIME(3) NOT NULL,
  promised_date  DATE NULL,
  ledger_seq     INT UNSIGNED NOT NULL DEFAULT 0,
  promise_seq    INT UNSIGNED NOT NULL DEFAULT 0,
  at_risk        BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (order_id),
  -- the queue of a line in the order in which it will be built, and the open orders of a line
  KEY order_eta_queue (line_code, phase, turn, order_id)
) ENGINE=InnoDB;

-- Every promise and each of its moves, with the reason. Rows are only added.
CREATE TABLE IF NOT EXISTS promise_ledger (
  order_id      BIGINT UNSIGNED NOT NULL,
  seq           INT UNSIGNED NOT NULL,
  kind          ENUM('MADE','MOVED','KEPT','MISSED','WITHDRAWN') NOT NULL,
  at            DATETIME(3) NOT NULL,
  promised_date DATE NOT NULL,
  before_date   DATE NULL,
  reason        VARCHAR(20) NOT NULL,
  p50_at        DATETIME(3) NULL,
  p90_at        DATETIME(3) NULL,
  actor         VARCHAR(80) NOT NULL,
  note          VARCHAR(500) NOT NULL DEFAULT '',
  PRIMARY KEY (order_id, seq)
) ENGINE=InnoDB;

-- A promise that will probably not be kept: call the customer first. One task for each promise (its seq in the ledger).
CREATE TABLE IF NOT EXISTS promise_task (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id      BIGINT UNSIGNED NOT NULL,
  promise_seq   INT UNSIGNED NOT NULL,
  dealer_id     BIGINT UNSIGNED NOT NULL,
  region_id     BIGINT UNSIGNED NOT NULL,
  state         ENUM('OPEN','DONE') NOT NULL,
  reason        VARCHAR(20) NOT NULL,
  promised_date DATE NOT NULL,
  opened_at     DATETIME(3) NOT NULL,
  closed_at     DATETIME(3) NULL,
  closed_by     BIGINT UNSIGNED NULL,
  outcome       ENUM('TOLD','RECOVERED','MOVED','ARRIVED','CANCELLED') NULL,
  note          VARCHAR(500) NOT NULL DEFAULT '',
  version       INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY promise_task_promise (order_id, promise_seq),
  -- the dealer's and the region's tasks, newest first, by state; the maker's
  KEY promise_task_dealer (dealer_id, state, id),
  KEY promise_task_region (region_id, state, id),
  KEY promise_task_state (state, id),
  CONSTRAINT promise_task_order_fk FOREIGN KEY (order_id) REFERENCES customer_order (id),
  CONSTRAINT promise_task_person_fk FOREIGN KEY (closed_by) REFERENCES person (id)
) ENGINE=InnoDB;
