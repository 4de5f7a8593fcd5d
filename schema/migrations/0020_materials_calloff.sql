-- Who brings parts to the lines.
CREATE TABLE IF NOT EXISTS supplier (
  code     VARCHAR(20) NOT NULL,
  name_zh  VARCHAR(80) NOT NULL,
  name_en  VARCHAR(80) NOT NULL,
  version  INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (code)
) ENGINE=InnoDB;

-- Which part goes where into which car. An empty model stands for every model, an empty feature for every car.
CREATE TABLE IF NOT EXISTS bill_of_material (
  line_code     VARCHAR(16) NOT NULL,
  part_no       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  model_code    VARCHAR(16) NOT NULL DEFAULT '',
  feature_code  VARCHAR(8)  NOT NULL DEFAULT '',
  station       VARCHAR(16) NOT NULL,
  name_zh       VARCHAR(80) NOT NULL,
  name_en       VARCHAR(80) NOT NULL,
  quantity      DECIMAL(10,3) NOT NULL,
  supplier_code VARCHAR(20) NOT NULL,
  delivery      ENUM('JIS','JIT') NOT NULL,
  PRIMARY KEY (line_code, part_no, model_code, feature_code, station),
  CONSTRAINT bill_of_material_supplier_fk FOREIGN KEY (supplier_code) REFERENCES supplier (code)
) ENGINE=InnoDB;

-- One row a line: serialises those who work out its call-offs.
CREATE TABLE IF NOT EXISTS call_off_line_lock (
  line_code VARCHAR(16) NOT NULL,
  PRIMARY KEY (line_code)
) ENGINE=InnoDB;

-- The fixed sequence as it was told last, and the cars that have gone onto the line since. Rows go with their cars.
CREATE TABLE IF NOT EXISTS fixed_build (
  order_id      BIGINT UNSIGNED NOT NULL,
  line_code     VARCHAR(16) NOT NULL,
  planned_start DATETIME(3) NOT NULL,
  PRIMARY KEY (order_id),
  KEY fixed_build_line (line_code, planned_start)
) ENGINE=InnoDB;

-- Seconds from the start to a line station, as the call-offs reckon.
CREATE TABLE IF NOT EXISTS call_off_offset (
  line_code VARCHAR(16) NOT NULL,
  station   VARCHAR(16) NOT NULL,
  seconds   DOUBLE NOT NULL,
  PRIMARY KEY (line_code, station)
) ENGINE=InnoDB;

-- The versions of each supplier's call-off, with what differs from the one before. Old ones are forgotten, the newest never.
CREATE TABLE IF NOT EXISTS call_off (
  line_code        VARCHAR(16) NOT NULL,
  supplier_code    VARCHAR(20) NOT NULL,
  version          INT UNSIGNED NOT NULL,
  made_at          DATETIME(3) NOT NULL,
  line_count       INT UNSIGNED NOT NULL,
  added            INT UNSIGNED NOT NULL,
  removed          INT UNSIGNED NOT NULL,
  moved            INT UNSIGNED NOT NULL,
  quantity_changed INT UNSIGNED NOT NULL,
  superseded_at    DATETIME(3) NULL,
  PRIMARY KEY (line_code, supplier_code, version),
  KEY call_off_superseded (superseded_at)
) ENGINE=InnoDB;

-- A line holds in the versions from from_version to the one before to_version: a version costs only what it changes.
CREATE TABLE IF NOT EXISTS call_off_line (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  line_code     VARCHAR(16) NOT NULL,
  supplier_code VARCHAR(20) NOT NULL,
  from_version  INT UNSIGNED NOT NULL,
  to_version    INT UNSIGNED NOT NULL DEFAULT 4294967295,
  part_no       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  station       VARCHAR(16) NOT NULL,
  delivery      ENUM('JIS','JIT') NOT NULL,
  order_id      BIGINT UNSIGNED NOT NULL,
  needed_at     DATETIME(3) NOT NULL,
  quantity      DECIMAL(12,3) NOT NULL,
  PRIMARY KEY (id),
  -- what a version holds and what ended with it; what began with it
  KEY call_off_line_held (line_code, supplier_code, to_version),
  KEY call_off_line_begun (line_code, supplier_code, from_version)
) ENGINE=InnoDB;

-- A part that is missing, and the orders that it has hit since it was reported.
CREATE TABLE IF NOT EXISTS part_shortage (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  line_code     VARCHAR(16) NOT NULL,
  part_no       VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  lot           VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  from_at       DATETIME(3) NOT NULL,
  expected_back DATETIME(3) NULL,
  note          VARCHAR(500) NOT NULL DEFAULT '',
  state         ENUM('OPEN','ENDED') NOT NULL,
  reported_by   BIGINT UNSIGNED NOT NULL,
  reported_at   DATETIME(3) NOT NULL,
  ended_by      BIGINT UNSIGNED NULL,
  ended_at      DATETIME(3) NULL,
  version       INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  KEY part_shortage_line (line_code, state, id),
  CONSTRAINT part_shortage_reporter_fk FOREIGN KEY (reported_by) REFERENCES person (id),
  CONSTRAINT part_shortage_ender_fk FOREIGN KEY (ended_by) REFERENCES person (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS shortage_hit (
  shortage_id    BIGINT UNSIGNED NOT NULL,
  order_id       BIGINT UNSIGNED NOT NULL,
  needed_station VARCHAR(16) NOT NULL,
  needed_at      DATETIME(3) NULL,
  PRIMARY KEY (shortage_id, order_id),
  CONSTRAINT shortage_hit_shortage_fk FOREIGN KEY (shortage_id) REFERENCES part_shortage (id)
) ENGINE=InnoDB;

-- Who else wants the customer called than the estimate does: such a task does not go when the estimate recovers.
ALTER TABLE promise_task
  ADD COLUMN IF NOT EXISTS asked_by VARCHAR(40) CHARACTER SET ascii NULL,
  ADD KEY IF NOT EXISTS promise_task_asked (asked_by, state);
