-- A car that exists. Its life is vehicle_event; who had it when is ownership_period.
CREATE TABLE IF NOT EXISTS vehicle (
  id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  vin           VARCHAR(17) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  vin_tail      VARCHAR(8) CHARACTER SET ascii COLLATE ascii_general_ci AS (RIGHT(vin, 8)) PERSISTENT,
  engine_number VARCHAR(40) NOT NULL DEFAULT '',
  plate         VARCHAR(16) NULL,
  model_id      BIGINT UNSIGNED NOT NULL,
  order_id      BIGINT UNSIGNED NULL,
  build_id      VARCHAR(32) NULL,
  colour_id     BIGINT UNSIGNED NULL,
  produced_at   DATETIME(3) NOT NULL,
  delivered_on  DATE NULL,
  owner_id      BIGINT UNSIGNED NULL,
  odometer_km   INT UNSIGNED NOT NULL DEFAULT 0,
  odometer_on   DATE NULL,
  version       INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY vehicle_vin (vin),
  KEY vehicle_vin_tail (vin_tail),
  KEY vehicle_plate (plate),
  KEY vehicle_owner (owner_id),
  KEY vehicle_order (order_id),
  CONSTRAINT vehicle_model_fk FOREIGN KEY (model_id) REFERENCES model (id),
  CONSTRAINT vehicle_owner_fk FOREIGN KEY (owner_id) REFERENCES customer (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS ownership_period (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  vehicle_id  BIGINT UNSIGNED NOT NULL,
  customer_id BIGINT UNSIGNED NOT NULL,
  from_date   DATE NOT NULL,
  to_date     DATE NULL,
  open_vehicle_id BIGINT UNSIGNED AS (IF(to_date IS NULL, vehicle_id, NULL)) PERSISTENT,
  PRIMARY KEY (id),
  UNIQUE KEY ownership_period_open (open_vehicle_id),
  KEY ownership_period_vehicle (vehicle_id, from_date),
  KEY ownership_period_customer (customer_id, from_date),
  CONSTRAINT ownership_period_vehicle_fk FOREIGN KEY (vehicle_id) REFERENCES vehicle (id),
  CONSTRAINT ownership_period_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS warranty (
  vehicle_id BIGINT UNSIGNED NOT NULL,
  kind       ENUM('BASIC','POWERTRAIN','CORROSION') NOT NULL,
  from_date  DATE NOT NULL,
  to_date    DATE NOT NULL,
  limit_km   INT UNSIGNED NULL,
  PRIMARY KEY (vehicle_id, kind),
  CONSTRAINT warranty_vehicle_fk FOREIGN KEY (vehicle_id) REFERENCES vehicle (id)
) ENGINE=InnoDB;

-- A reading that runs backwards or too fast is kept as suspect and stays out of the forecast.
CREATE TABLE IF NOT EXISTS odometer_reading (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  vehicle_id BIGINT UNSIGNED NOT NULL,
  read_on    DATE NOT NULL,
  km         INT UNSIGNED NOT NULL,
  source     ENUM('LINE','HAND_OVER','REPAIR_ORDER','OWNER') NOT NULL,
  suspect    BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (id),
  KEY odometer_reading_vehicle (vehicle_id, read_on, id),
  CONSTRAINT odometer_reading_vehicle_fk FOREIGN KEY (vehicle_id) REFERENCES vehicle (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS vehicle_event (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  vehicle_id      BIGINT UNSIGNED NOT NULL,
  at              DATETIME(3) NOT NULL,
  kind            ENUM('PRODUCED','ARRIVED','HANDED_OVER','REPAIR_OPENED','REPAIR_CLOSED','CARE_CALL') NOT NULL,
  organisation_id BIGINT UNSIGNED NULL,
  reference       VARCHAR(32) NOT NULL DEFAULT '',
  odometer_km     INT UNSIGNED NULL,
  summary         JSON NULL,
  PRIMARY KEY (id),
  KEY vehicle_event_vehicle (vehicle_id, at, id),
  CONSTRAINT vehicle_event_vehicle_fk FOREIGN KEY (vehicle_id) REFERENCES vehicle (id)
) ENGINE=InnoDB;
