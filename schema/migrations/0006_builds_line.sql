-- The line's places, in the order a car passes them.
CREATE TABLE IF NOT EXISTS production_line (
  code     VARCHAR(16) NOT NULL,
  plant_code VARCHAR(16) NOT NULL,
  name_zh  VARCHAR(60) NOT NULL,
  name_en  VARCHAR(60) NOT NULL,
  PRIMARY KEY (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS line_station (
  line_code VARCHAR(16) NOT NULL,
  code      VARCHAR(16) NOT NULL,
  shop      ENUM('PRESS','BODY','PAINT','POWERTRAIN','ASSEMBLY','QUALITY','YARD','ROAD','DEALER') NOT NULL,
  position  SMALLINT UNSIGNED NOT NULL,
  name_zh   VARCHAR(60) NOT NULL,
  name_en   VARCHAR(60) NOT NULL,
  PRIMARY KEY (line_code, code),
  UNIQUE KEY line_station_position (line_code, position),
  CONSTRAINT line_station_line_fk FOREIGN KEY (line_code) REFERENCES production_line (code)
) ENGINE=InnoDB;

-- One car on the line. last_seq is the last message that took effect: effects happen in order, without gaps.
CREATE TABLE IF NOT EXISTS build (
  id               BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  build_id         VARCHAR(32) NOT NULL,
  order_id         BIGINT UNSIGNED NOT NULL,
  dealer_id        BIGINT UNSIGNED NOT NULL,
  line_code        VARCHAR(16) NOT NULL,
  state            ENUM('SCHEDULED','RUNNING','HELD','COMPLETED','ARRIVED','CANCELLED') NOT NULL,
  last_seq         INT UNSIGNED NOT NULL DEFAULT 0,
  station          VARCHAR(16) NULL,
  station_state    VARCHAR(12) NULL,
  station_since    DATETIME(3) NULL,
  pass_no          SMALLINT UNSIGNED NOT NULL DEFAULT 1,
  hold_reason      VARCHAR(40) NULL,
  hold_part_no     VARCHAR(40) NULL,
  planned_start    DATETIME(3) NULL,
  planned_end      DATETIME(3) NULL,
  started_at       DATETIME(3) NULL,
  completed_at     DATETIME(3) NULL,
  vin              VARCHAR(17) CHARACTER SET ascii COLLATE ascii_general_ci NULL,
  carrier          VARCHAR(60) NULL,
  road_eta         DATETIME(3) NULL,
  version          INT UNSIGNED NOT NULL DEFAULT 1,
  live_order_id    BIGINT UNSIGNED AS (IF(state = 'CANCELLED', NULL, order_id)) PERSISTENT,
  in_progress_line VARCHAR(16) AS (IF(state IN ('SCHEDULED','RUNNING','HELD','COMPLETED'), line_code, NULL)) PERSISTENT,
  PRIMARY KEY (id),
  UNIQUE KEY build_build_id (build_id),
  UNIQUE KEY build_live_order (live_order_id),
  -- the line view and the replay after a restart read only what is in progress
  KEY build_in_progress (in_progress_line, build_id),
  KEY build_order (order_id),
  CONSTRAINT build_order_fk FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS build_event (
  build_pk    BIGINT UNSIGNED NOT NULL,
  seq         INT UNSIGNED NOT NULL,
  message_id  VARCHAR(100) NOT NULL,
  station     VARCHAR(16) NOT NULL,
  state       ENUM('RUNNING','COMPLETED','HELD','ABORTED') NOT NULL,
  pass_no     SMALLINT UNSIGNED NOT NULL,
  at          DATETIME(3) NOT NULL,
  received_at DATETIME(3) NOT NULL,
  hold_reason VARCHAR(40) NULL,
  disposition VARCHAR(40) NULL,
  detail      JSON NULL,
  PRIMARY KEY (build_pk, seq)
) ENGINE=InnoDB;

-- Genealogy: what went into which car, where.
CREATE TABLE IF NOT EXISTS build_part (
  build_pk BIGINT UNSIGNED NOT NULL,
  seq      INT UNSIGNED NOT NULL,
  item     SMALLINT UNSIGNED NOT NULL,
  part_no  VARCHAR(40) NOT NULL,
  lot      VARCHAR(60) NULL,
  serial   VARCHAR(60) NULL,
  quantity DECIMAL(10,3) NOT NULL DEFAULT 1,
  PRIMARY KEY (build_pk, seq, item),
  KEY build_part_lot (part_no, lot, build_pk),
  KEY build_part_serial (serial)
) ENGINE=InnoDB;
