-- What the line says it really put into a car, told once at line-off. A build without a row was never told of.
CREATE TABLE IF NOT EXISTS build_feature (
  build_pk BIGINT UNSIGNED NOT NULL,
  family   ENUM('TRIM','ENGINE','EXTERIOR_COLOUR','INTERIOR_TRIM','OPTION') NOT NULL,
  code     VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (build_pk, family, code)
) ENGINE=InnoDB;

-- At its dealer the car is laid beside its order, once. A difference stands in the way of the hand-over until somebody
-- has signed it off.
CREATE TABLE IF NOT EXISTS as_built_check (
  order_id              BIGINT UNSIGNED NOT NULL,
  dealer_id             BIGINT UNSIGNED NOT NULL,
  region_id             BIGINT UNSIGNED NOT NULL,
  configuration_version INT UNSIGNED NOT NULL,
  result                ENUM('NOT_REPORTED','SAME','DIFFERS') NOT NULL,
  differences           SMALLINT UNSIGNED NOT NULL,
  compared_at           DATETIME(3) NOT NULL,
  signed_by             BIGINT UNSIGNED NULL,
  signed_at             DATETIME(3) NULL,
  reason                VARCHAR(300) NULL,
  waiting_dealer        BIGINT UNSIGNED AS (IF(result = 'DIFFERS' AND signed_at IS NULL, dealer_id, NULL)) PERSISTENT,
  waiting_region        BIGINT UNSIGNED AS (IF(result = 'DIFFERS' AND signed_at IS NULL, region_id, NULL)) PERSISTENT,
  PRIMARY KEY (order_id),
  -- the few cars that wait for a signature, of all that ever came
  KEY as_built_check_dealer (waiting_dealer, order_id),
  KEY as_built_check_region (waiting_region, order_id),
  CONSTRAINT as_built_check_order_fk FOREIGN KEY (order_id) REFERENCES customer_order (id),
  CONSTRAINT as_built_check_signer_fk FOREIGN KEY (signed_by) REFERENCES person (id)
) ENGINE=InnoDB;
