CREATE TABLE IF NOT EXISTS repair_order (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  number      VARCHAR(20) NOT NULL,
  station_id  BIGINT UNSIGNED NOT NULL,
  vehicle_id  BIGINT UNSIGNED NOT NULL,
  adviser_id  BIGINT UNSIGNED NOT NULL,
  state       ENUM('OPEN','CLOSED','CANCELLED') NOT NULL,
  odometer_km INT UNSIGNED NOT NULL,
  odometer_suspect BOOLEAN NOT NULL DEFAULT FALSE,
  complaint   VARCHAR(1000) NOT NULL,
  opened_at   DATETIME(3) NOT NULL,
  closed_at   DATETIME(3) NULL,
  version     INT UNSIGNED NOT NULL DEFAULT 1,
  open_vehicle_id BIGINT UNSIGNED AS (IF(state = 'OPEN', vehicle_id, NULL)) PERSISTENT,
  PRIMARY KEY (id),
  UNIQUE KEY repair_order_number (number),
  -- a car stands in one workshop at a time
  UNIQUE KEY repair_order_open_vehicle (open_vehicle_id),
  -- a service station's list, newest first, and the same filtered by state; the network's list by state
  KEY repair_order_station (station_id, id),
  KEY repair_order_station_state (station_id, state, id),
  KEY repair_order_state (state, id),
  KEY repair_order_vehicle (vehicle_id, id),
  CONSTRAINT repair_order_station_fk FOREIGN KEY (station_id) REFERENCES organisation (id),
  CONSTRAINT repair_order_vehicle_fk FOREIGN KEY (vehicle_id) REFERENCES vehicle (id),
  CONSTRAINT repair_order_adviser_fk FOREIGN KEY (adviser_id) REFERENCES person (id)
) ENGINE=InnoDB;

-- One job: what was done, by whom, why (complaint on the order; cause and correction here, as STAR has it).
CREATE TABLE IF NOT EXISTS repair_operation (
  repair_order_id BIGINT UNSIGNED NOT NULL,
  line_no         SMALLINT UNSIGNED NOT NULL,
  operation_code  VARCHAR(16) NOT NULL,
  technician_id   BIGINT UNSIGNED NOT NULL,
  hours           DECIMAL(5,2) NOT NULL,
  pay_type        ENUM('CUSTOMER_PAY','WARRANTY','INTERNAL','SUBLET','MANUFACTURER','DEALER') NOT NULL,
  cause           VARCHAR(500) NOT NULL DEFAULT '',
  correction      VARCHAR(500) NOT NULL DEFAULT '',
  amount          DECIMAL(12,2) NOT NULL,
  PRIMARY KEY (repair_order_id, line_no),
  KEY repair_operation_technician (technician_id, repair_order_id),
  CONSTRAINT repair_operation_order_fk FOREIGN KEY (repair_order_id) REFERENCES repair_order (id),
  CONSTRAINT repair_operation_code_fk FOREIGN KEY (operation_code) REFERENCES labour_operation (code),
  CONSTRAINT repair_operation_technician_fk FOREIGN KEY (technician_id) REFERENCES person (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS repair_part (
  repair_order_id BIGINT UNSIGNED NOT NULL,
  line_no         SMALLINT UNSIGNED NOT NULL,
  part_no         VARCHAR(20) NOT NULL,
  quantity        DECIMAL(10,2) NOT NULL,
  serial          VARCHAR(60) NULL,
  pay_type        ENUM('CUSTOMER_PAY','WARRANTY','INTERNAL','SUBLET','MANUFACTURER','DEALER') NOT NULL,
  unit_price      DECIMAL(10,2) NOT NULL,
  amount          DECIMAL(12,2) NOT NULL,
  PRIMARY KEY (repair_order_id, line_no),
  KEY repair_part_part (part_no, serial),
  CONSTRAINT repair_part_order_fk FOREIGN KEY (repair_order_id) REFERENCES repair_order (id),
  CONSTRAINT repair_part_part_fk FOREIGN KEY (part_no) REFERENCES part (part_no)
) ENGINE=InnoDB;
