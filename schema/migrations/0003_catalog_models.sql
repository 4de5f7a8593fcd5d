-- What can be ordered. A feature is anything chosen: a trim, an engine, a colour, an option.
CREATE TABLE IF NOT EXISTS catalog_revision (
  id       TINYINT UNSIGNED NOT NULL,
  revision BIGINT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
) ENGINE=InnoDB;
INSERT IGNORE INTO catalog_revision (id, revision) VALUES (1, 1);

CREATE TABLE IF NOT EXISTS model (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  code       VARCHAR(16) NOT NULL,
  model_year SMALLINT UNSIGNED NOT NULL,
  name_zh    VARCHAR(60) NOT NULL,
  name_en    VARCHAR(60) NOT NULL,
  body_style ENUM('SEDAN','SUV','MPV','HATCHBACK') NOT NULL,
  line_code  VARCHAR(16) NOT NULL,
  sort_order SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  orderable  BOOLEAN NOT NULL DEFAULT TRUE,
  PRIMARY KEY (id),
  UNIQUE KEY model_code_year (code, model_year)
) ENGINE=InnoDB;

-- One of TRIM, ENGINE, EXTERIOR_COLOUR and INTERIOR_TRIM is chosen; of OPTION any number.
CREATE TABLE IF NOT EXISTS feature (
  id             BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  model_id       BIGINT UNSIGNED NOT NULL,
  family         ENUM('TRIM','ENGINE','EXTERIOR_COLOUR','INTERIOR_TRIM','OPTION') NOT NULL,
  code           VARCHAR(8)  NOT NULL,
  name_zh        VARCHAR(80) NOT NULL,
  name_en        VARCHAR(80) NOT NULL,
  swatch         CHAR(7)     NULL,
  line_station   VARCHAR(16) NULL,
  sort_order     SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  available_from DATE NOT NULL,
  available_to   DATE NULL,
  PRIMARY KEY (id),
  UNIQUE KEY feature_code (model_id, code),
  CONSTRAINT feature_model_fk FOREIGN KEY (model_id) REFERENCES model (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS feature_price (
  feature_id BIGINT UNSIGNED NOT NULL,
  valid_from DATE NOT NULL,
  amount     DECIMAL(12,2) NOT NULL,
  PRIMARY KEY (feature_id, valid_from),
  CONSTRAINT feature_price_feature_fk FOREIGN KEY (feature_id) REFERENCES feature (id)
) ENGINE=InnoDB;

-- REQUIRES: subject needs one of the objects. EXCLUDES: subject goes with none of them.
-- ONLY_WITH: subject may be chosen only if one of the objects is. INCLUDED_IN: an object brings the subject free of charge.
CREATE TABLE IF NOT EXISTS option_rule (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  model_id   BIGINT UNSIGNED NOT NULL,
  code       VARCHAR(16) NOT NULL,
  kind       ENUM('REQUIRES','EXCLUDES','ONLY_WITH','INCLUDED_IN') NOT NULL,
  subject_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY option_rule_code (model_id, code),
  CONSTRAINT option_rule_model_fk FOREIGN KEY (model_id) REFERENCES model (id),
  CONSTRAINT option_rule_subject_fk FOREIGN KEY (subject_id) REFERENCES feature (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS option_rule_object (
  rule_id    BIGINT UNSIGNED NOT NULL,
  feature_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (rule_id, feature_id),
  CONSTRAINT option_rule_object_rule_fk FOREIGN KEY (rule_id) REFERENCES option_rule (id),
  CONSTRAINT option_rule_object_feature_fk FOREIGN KEY (feature_id) REFERENCES feature (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS labour_operation (
  code       VARCHAR(16) NOT NULL,
  name_zh    VARCHAR(80) NOT NULL,
  name_en    VARCHAR(80) NOT NULL,
  hours      DECIMAL(5,2) NOT NULL,
  hourly_rate DECIMAL(10,2) NOT NULL,
  maintenance_km INT UNSIGNED NULL,
  PRIMARY KEY (code)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS part (
  part_no    VARCHAR(20) NOT NULL,
  name_zh    VARCHAR(80) NOT NULL,
  name_en    VARCHAR(80) NOT NULL,
  unit_price DECIMAL(10,2) NOT NULL,
  serialised BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (part_no)
) ENGINE=InnoDB;
