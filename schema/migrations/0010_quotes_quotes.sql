-- How much below the list a role may sell, in per cent of the list price. Organisation 0 stands for every dealer; a
-- dealer's own row wins over it. What a dealer manager may give is also the most that can be approved.
CREATE TABLE IF NOT EXISTS discount_limit (
  organisation_id BIGINT UNSIGNED NOT NULL,
  role            ENUM('SALESPERSON','DEALER_MANAGER') NOT NULL,
  percent         DECIMAL(5,2) NOT NULL,
  PRIMARY KEY (organisation_id, role),
  CONSTRAINT discount_limit_percent CHECK (percent BETWEEN 0 AND 100)
) ENGINE=InnoDB;
INSERT IGNORE INTO discount_limit (organisation_id, role, percent) VALUES (0, 'SALESPERSON', 3.00), (0, 'DEALER_MANAGER', 8.00);

-- A price promised to a named buyer until a day. Its states and legal moves are the table in server/quotes/quote.cpp;
-- that a quote has expired is never written, it follows from the day.
CREATE TABLE IF NOT EXISTS quote (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  number         VARCHAR(20)  NOT NULL,
  dealer_id      BIGINT UNSIGNED NOT NULL,
  region_id      BIGINT UNSIGNED NOT NULL,
  salesperson_id BIGINT UNSIGNED NOT NULL,
  terms_by       BIGINT UNSIGNED NOT NULL,
  customer_id    BIGINT UNSIGNED NOT NULL,
  state          ENUM('OPEN','WAITING_APPROVAL','APPROVED','DECLINED','ORDERED','WITHDRAWN') NOT NULL,
  model_id       BIGINT UNSIGNED NOT NULL,
  list_price     DECIMAL(12,2) NOT NULL,
  discount       DECIMAL(12,2) NOT NULL,
  currency       CHAR(3) NOT NULL DEFAULT 'CNY',
  valid_until    DATE NOT NULL,
  note           VARCHAR(500) NOT NULL DEFAULT '',
  order_id       BIGINT UNSIGNED NULL,
  event_seq      INT UNSIGNED NOT NULL DEFAULT 0,
  created_at     DATETIME(3) NOT NULL,
  updated_at     DATETIME(3) NOT NULL,
  version        INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY quote_number (number),
  -- the dealer's list, newest first; the same by state and day, for what is still valid and what has expired
  KEY quote_dealer (dealer_id, id),
  KEY quote_dealer_state (dealer_id, state, valid_until, id),
  KEY quote_region (region_id, id),
  KEY quote_salesperson (salesperson_id, id),
  KEY quote_customer (customer_id, id),
  UNIQUE KEY quote_order (order_id),
  CONSTRAINT quote_dealer_fk FOREIGN KEY (dealer_id) REFERENCES organisation (id),
  CONSTRAINT quote_region_fk FOREIGN KEY (region_id) REFERENCES organisation (id),
  CONSTRAINT quote_salesperson_fk FOREIGN KEY (salesperson_id) REFERENCES person (id),
  CONSTRAINT quote_terms_by_fk FOREIGN KEY (terms_by) REFERENCES person (id),
  CONSTRAINT quote_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT quote_model_fk FOREIGN KEY (model_id) REFERENCES model (id),
  CONSTRAINT quote_order_fk FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE=InnoDB;

-- What the list price is made of: the prices of the day of the quote.
CREATE TABLE IF NOT EXISTS quote_line (
  quote_id   BIGINT UNSIGNED NOT NULL,
  feature_id BIGINT UNSIGNED NOT NULL,
  amount     DECIMAL(12,2) NOT NULL,
  included   BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (quote_id, feature_id),
  CONSTRAINT quote_line_quote_fk FOREIGN KEY (quote_id) REFERENCES quote (id),
  CONSTRAINT quote_line_feature_fk FOREIGN KEY (feature_id) REFERENCES feature (id)
) ENGINE=InnoDB;

-- What happened to the quote, with the terms as they then were.
CREATE TABLE IF NOT EXISTS quote_event (
  quote_id   BIGINT UNSIGNED NOT NULL,
  seq        INT UNSIGNED NOT NULL,
  at         DATETIME(3) NOT NULL,
  kind       VARCHAR(20) NOT NULL,
  actor      VARCHAR(80) NOT NULL,
  list_price DECIMAL(12,2) NOT NULL,
  discount   DECIMAL(12,2) NOT NULL,
  comment    VARCHAR(300) NOT NULL DEFAULT '',
  PRIMARY KEY (quote_id, seq),
  CONSTRAINT quote_event_quote_fk FOREIGN KEY (quote_id) REFERENCES quote (id)
) ENGINE=InnoDB;
