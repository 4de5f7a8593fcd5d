-- An order's life before and beside the line: drafts, the waiting line behind a dealer's allocation, holds, another
-- destination, fleets; and when each group of a configuration closes.
ALTER TABLE customer_order
  MODIFY COLUMN state ENUM('ACCEPTED','RELEASED','SCHEDULED','IN_PRODUCTION','BUILT','IN_YARD','IN_TRANSIT','ARRIVED','DELIVERED','REFUSED','CANCELLED','DRAFT','WAITING','ON_HOLD') NOT NULL,
  ADD COLUMN IF NOT EXISTS allocation_id BIGINT UNSIGNED NULL,
  ADD COLUMN IF NOT EXISTS fleet_id BIGINT UNSIGNED NULL,
  ADD COLUMN IF NOT EXISTS hold_reason VARCHAR(200) NULL,
  ADD COLUMN IF NOT EXISTS held_by ENUM('DEALER','PLANT') NULL,
  ADD COLUMN IF NOT EXISTS open_promise DATE AS (IF(state IN ('DELIVERED','REFUSED','CANCELLED'), NULL, promised_date)) VIRTUAL,
  -- a dealer's orders of one model, newest first; what is promised and not yet handed over, the most urgent first; a fleet
  ADD KEY IF NOT EXISTS customer_order_dealer_model (dealer_id, model_id, id),
  ADD KEY IF NOT EXISTS customer_order_dealer_promise (dealer_id, open_promise, id),
  ADD KEY IF NOT EXISTS customer_order_region_promise (region_id, open_promise, id),
  ADD KEY IF NOT EXISTS customer_order_fleet (fleet_id, id);

-- A change that only sends the car elsewhere has the features of the version before it.
ALTER TABLE order_configuration
  ADD COLUMN IF NOT EXISTS destination_id BIGINT UNSIGNED NULL;

-- The few cars that stand still, of all that were ever built.
ALTER TABLE build
  ADD KEY IF NOT EXISTS build_state (state, dealer_id);

-- How many orders of a model (0: of all that have no row of their own) a dealer may have accepted in a month, and how many
-- have been. A dealer without a row is unlimited. `waiting` keeps a new order from overtaking those in line; `granted` is
-- what the last asker was told.
CREATE TABLE IF NOT EXISTS allocation (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  dealer_id  BIGINT UNSIGNED NOT NULL,
  month      DATE NOT NULL,
  model_id   BIGINT UNSIGNED NOT NULL DEFAULT 0,
  quota      INT UNSIGNED NOT NULL,
  used       INT UNSIGNED NOT NULL DEFAULT 0,
  waiting    INT UNSIGNED NOT NULL DEFAULT 0,
  granted    BOOLEAN NOT NULL DEFAULT FALSE,
  updated_at DATETIME(3) NOT NULL,
  version    INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY allocation_of (dealer_id, month, model_id),
  KEY allocation_month (month, dealer_id),
  CONSTRAINT allocation_dealer_fk FOREIGN KEY (dealer_id) REFERENCES organisation (id)
) ENGINE=InnoDB;

-- One order for many cars: the cars are ordinary orders.
CREATE TABLE IF NOT EXISTS fleet_order (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  number         VARCHAR(20) NOT NULL,
  dealer_id      BIGINT UNSIGNED NOT NULL,
  region_id      BIGINT UNSIGNED NOT NULL,
  salesperson_id BIGINT UNSIGNED NOT NULL,
  customer_id    BIGINT UNSIGNED NULL,
  cars           SMALLINT UNSIGNED NOT NULL,
  price          DECIMAL(14,2) NOT NULL,
  requested_date DATE NOT NULL,
  note           VARCHAR(500) NOT NULL DEFAULT '',
  placed_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY fleet_order_number (number),
  KEY fleet_order_dealer (dealer_id, id),
  KEY fleet_order_region (region_id, id),
  CONSTRAINT fleet_order_dealer_fk FOREIGN KEY (dealer_id) REFERENCES organisation (id),
  CONSTRAINT fleet_order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id)
) ENGINE=InnoDB;

-- The line's own rule: a family can be changed until the car reaches this line station. A line without a row here is
-- judged by the stations of its features.
CREATE TABLE IF NOT EXISTS change_window (
  line_code VARCHAR(16) NOT NULL,
  family    ENUM('TRIM','ENGINE','EXTERIOR_COLOUR','INTERIOR_TRIM','OPTION') NOT NULL,
  station   VARCHAR(16) NOT NULL,
  PRIMARY KEY (line_code, family)
) ENGINE=InnoDB;
INSERT IGNORE INTO change_window (line_code, family, station) VALUES
  ('ga-1', 'TRIM', 'BO-0110'),
  ('ga-1', 'EXTERIOR_COLOUR', 'PA-0250'),
  ('ga-1', 'ENGINE', 'PT-0310'),
  ('ga-1', 'OPTION', 'GA-0410'),
  ('ga-1', 'INTERIOR_TRIM', 'GA-0440');
