-- An order for one car. Its states and legal moves are the table in server/orders/order.cpp.
CREATE TABLE IF NOT EXISTS customer_order (
  id                    BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  number                VARCHAR(20)  NOT NULL,
  dealer_id             BIGINT UNSIGNED NOT NULL,
  region_id             BIGINT UNSIGNED NOT NULL,
  salesperson_id        BIGINT UNSIGNED NOT NULL,
  customer_id           BIGINT UNSIGNED NULL,
  kind                  ENUM('CUSTOMER','STOCK') NOT NULL,
  state                 ENUM('ACCEPTED','RELEASED','SCHEDULED','IN_PRODUCTION','BUILT','IN_YARD','IN_TRANSIT','ARRIVED','DELIVERED','REFUSED','CANCELLED') NOT NULL,
  event_code            SMALLINT UNSIGNED NOT NULL,
  cancel_requested      BOOLEAN NOT NULL DEFAULT FALSE,
  line_code             VARCHAR(16)  NOT NULL,
  model_id              BIGINT UNSIGNED NOT NULL,
  configuration_version INT UNSIGNED NOT NULL DEFAULT 1,
  price                 DECIMAL(12,2) NOT NULL,
  currency              CHAR(3) NOT NULL DEFAULT 'CNY',
  requested_date        DATE NOT NULL,
  promised_date         DATE NULL,
  destination_id        BIGINT UNSIGNED NOT NULL,
  build_id              VARCHAR(32) NULL,
  vin                   VARCHAR(17) CHARACTER SET ascii COLLATE ascii_general_ci NULL,
  note                  VARCHAR(500) NOT NULL DEFAULT '',
  placed_at             DATETIME(3) NOT NULL,
  updated_at            DATETIME(3) NOT NULL,
  event_seq             INT UNSIGNED NOT NULL DEFAULT 0,
  version               INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY customer_order_number (number),
  -- the dealer's list, newest first, and the same filtered by state; the region's list
  KEY customer_order_dealer (dealer_id, id),
  KEY customer_order_dealer_state (dealer_id, state, id),
  KEY customer_order_region (region_id, id),
  KEY customer_order_region_state (region_id, state, id),
  KEY customer_order_state (state, id),
  KEY customer_order_build (build_id),
  KEY customer_order_vin (vin),
  KEY customer_order_customer (customer_id, id),
  CONSTRAINT customer_order_dealer_fk FOREIGN KEY (dealer_id) REFERENCES organisation (id),
  CONSTRAINT customer_order_region_fk FOREIGN KEY (region_id) REFERENCES organisation (id),
  CONSTRAINT customer_order_salesperson_fk FOREIGN KEY (salesperson_id) REFERENCES person (id),
  CONSTRAINT customer_order_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT customer_order_model_fk FOREIGN KEY (model_id) REFERENCES model (id),
  CONSTRAINT customer_order_destination_fk FOREIGN KEY (destination_id) REFERENCES organisation (id)
) ENGINE=InnoDB;

-- Every configuration the order ever had or asked for. PENDING waits for the line's answer.
CREATE TABLE IF NOT EXISTS order_configuration (
  order_id     BIGINT UNSIGNED NOT NULL,
  version      INT UNSIGNED NOT NULL,
  state        ENUM('CURRENT','PENDING','REFUSED','REPLACED') NOT NULL,
  price        DECIMAL(12,2) NOT NULL,
  requested_by BIGINT UNSIGNED NOT NULL,
  requested_at DATETIME(3) NOT NULL,
  answered_at  DATETIME(3) NULL,
  refusal      VARCHAR(60) NULL,
  PRIMARY KEY (order_id, version),
  CONSTRAINT order_configuration_order_fk FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS order_line (
  order_id   BIGINT UNSIGNED NOT NULL,
  version    INT UNSIGNED NOT NULL,
  feature_id BIGINT UNSIGNED NOT NULL,
  amount     DECIMAL(12,2) NOT NULL,
  included   BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (order_id, version, feature_id),
  CONSTRAINT order_line_feature_fk FOREIGN KEY (feature_id) REFERENCES feature (id)
) ENGINE=InnoDB;

-- The order's diary: each move with its GM event code, who or what caused it.
CREATE TABLE IF NOT EXISTS order_event (
  order_id   BIGINT UNSIGNED NOT NULL,
  seq        INT UNSIGNED NOT NULL,
  at         DATETIME(3) NOT NULL,
  kind       VARCHAR(30) NOT NULL,
  state      VARCHAR(20) NOT NULL,
  event_code SMALLINT UNSIGNED NOT NULL,
  actor      VARCHAR(80) NOT NULL,
  detail     JSON NULL,
  PRIMARY KEY (order_id, seq)
) ENGINE=InnoDB;

-- What was asked of the line and what it said.
CREATE TABLE IF NOT EXISTS line_request (
  message_id            CHAR(36) NOT NULL,
  order_id              BIGINT UNSIGNED NOT NULL,
  action                ENUM('RELEASE','CHANGE','CANCEL') NOT NULL,
  configuration_version INT UNSIGNED NOT NULL,
  sent_at               DATETIME(3) NOT NULL,
  answer                ENUM('ACCEPTED','REFUSED') NULL,
  reason                VARCHAR(60) NULL,
  answered_at           DATETIME(3) NULL,
  PRIMARY KEY (message_id),
  KEY line_request_order (order_id, sent_at)
) ENGINE=InnoDB;
