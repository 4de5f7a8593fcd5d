-- Organisations, people and what they may do. A region is the parent of its dealers and service stations.
CREATE TABLE IF NOT EXISTS organisation (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind        ENUM('MAKER','REGION','DEALER','SERVICE_STATION','PLANT','CARE_CENTRE') NOT NULL,
  code        VARCHAR(16)  NOT NULL,
  name_zh     VARCHAR(80)  NOT NULL,
  name_en     VARCHAR(80)  NOT NULL,
  parent_id   BIGINT UNSIGNED NULL,
  time_zone   VARCHAR(40)  NOT NULL DEFAULT 'Asia/Shanghai',
  city_zh     VARCHAR(40)  NOT NULL DEFAULT '',
  city_en     VARCHAR(40)  NOT NULL DEFAULT '',
  phone       VARCHAR(20)  NOT NULL DEFAULT '',
  version     INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY organisation_code (code),
  KEY organisation_parent (parent_id, kind),
  CONSTRAINT organisation_parent_fk FOREIGN KEY (parent_id) REFERENCES organisation (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS person (
  id              BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  sign_in_name    VARCHAR(60)  NOT NULL,
  password_hash   VARCHAR(200) NOT NULL,
  name            VARCHAR(80)  NOT NULL,
  organisation_id BIGINT UNSIGNED NOT NULL,
  locale          ENUM('zh-CN','en') NOT NULL DEFAULT 'zh-CN',
  active          BOOLEAN      NOT NULL DEFAULT TRUE,
  failed_sign_ins INT UNSIGNED NOT NULL DEFAULT 0,
  locked_until    DATETIME(3)  NULL,
  version         INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY person_sign_in_name (sign_in_name),
  KEY person_organisation (organisation_id, active, name),
  CONSTRAINT person_organisation_fk FOREIGN KEY (organisation_id) REFERENCES organisation (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS person_role (
  person_id BIGINT UNSIGNED NOT NULL,
  role      ENUM('SALESPERSON','DEALER_MANAGER','REGIONAL_MANAGER','SERVICE_ADVISER','TECHNICIAN','STATION_MANAGER',
                 'CARE_AGENT','CUSTOMER_MANAGER','CARE_LEAD','TECHNICAL_ENGINEER','PLANT_PLANNER','ADMINISTRATOR','AUDITOR') NOT NULL,
  PRIMARY KEY (person_id, role),
  CONSTRAINT person_role_person_fk FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;

-- Only the SHA-256 of a token is kept: a copy of the table opens no session.
CREATE TABLE IF NOT EXISTS session (
  token_hash BINARY(32)  NOT NULL,
  person_id  BIGINT UNSIGNED NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (token_hash),
  KEY session_person (person_id),
  KEY session_expiry (expires_at),
  CONSTRAINT session_person_fk FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;

-- A program's sign-in: the bridge of one line.
CREATE TABLE IF NOT EXISTS service_token (
  token_hash BINARY(32)  NOT NULL,
  name       VARCHAR(60) NOT NULL,
  line_code  VARCHAR(16) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (token_hash),
  UNIQUE KEY service_token_name (name)
) ENGINE=InnoDB;
