-- When somebody is called and why. A rule falls due by days after its trigger, by forecast mileage, or by whichever comes first.
CREATE TABLE IF NOT EXISTS care_rule (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  code         VARCHAR(30) NOT NULL,
  caused_by    ENUM('HAND_OVER','REPAIR_CLOSED','OUTCOME') NOT NULL,
  name_zh      VARCHAR(80) NOT NULL,
  name_en      VARCHAR(80) NOT NULL,
  due_days     INT UNSIGNED NULL,
  due_km       INT UNSIGNED NULL,
  window_days  INT UNSIGNED NOT NULL DEFAULT 30,
  occurrences  SMALLINT UNSIGNED NOT NULL DEFAULT 1,
  priority     SMALLINT UNSIGNED NOT NULL DEFAULT 50,
  script_zh    VARCHAR(2000) NOT NULL,
  script_en    VARCHAR(2000) NOT NULL,
  active       BOOLEAN NOT NULL DEFAULT TRUE,
  PRIMARY KEY (id),
  UNIQUE KEY care_rule_code (code)
) ENGINE=InnoDB;

-- One planned call. (car, rule, occurrence) is unique: planning twice plans once. What happens again and again numbers
-- its occurrences as it comes; cause_ref then names the repair order or the call, so that each causes one call.
CREATE TABLE IF NOT EXISTS care_call (
  id           BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  vehicle_id   BIGINT UNSIGNED NOT NULL,
  customer_id  BIGINT UNSIGNED NOT NULL,
  region_id    BIGINT UNSIGNED NOT NULL,
  rule_id      BIGINT UNSIGNED NOT NULL,
  occurrence   INT UNSIGNED NOT NULL DEFAULT 1,
  cause_ref    VARCHAR(32) NULL,
  state        ENUM('PLANNED','CLAIMED','DONE','DROPPED') NOT NULL,
  due_on       DATE NOT NULL,
  not_before   DATETIME(3) NULL,
  priority     SMALLINT UNSIGNED NOT NULL,
  reason       JSON NOT NULL,
  claimed_by   BIGINT UNSIGNED NULL,
  claimed_until DATETIME(3) NULL,
  attempts     INT UNSIGNED NOT NULL DEFAULT 0,
  outcome      VARCHAR(30) NULL,
  done_at      DATETIME(3) NULL,
  version      INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY care_call_once (vehicle_id, rule_id, occurrence),
  UNIQUE KEY care_call_cause (vehicle_id, rule_id, cause_ref),
  -- the queue: what is due, most urgent first
  KEY care_call_queue (state, due_on, priority, id),
  -- claims that ran out
  KEY care_call_claims (state, claimed_until),
  KEY care_call_agent (claimed_by, state),
  -- what was done, latest first
  KEY care_call_done (done_at, id),
  KEY care_call_customer (customer_id, id),
  CONSTRAINT care_call_vehicle_fk FOREIGN KEY (vehicle_id) REFERENCES vehicle (id),
  CONSTRAINT care_call_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT care_call_rule_fk FOREIGN KEY (rule_id) REFERENCES care_rule (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS care_attempt (
  call_id   BIGINT UNSIGNED NOT NULL,
  attempt   INT UNSIGNED NOT NULL,
  at        DATETIME(3) NOT NULL,
  agent_id  BIGINT UNSIGNED NOT NULL,
  outcome   ENUM('REACHED','BOOKED','CALL_BACK','NO_ANSWER','BUSY','ANSWERING_MACHINE','WRONG_NUMBER','DO_NOT_CALL','SOLD_CAR') NOT NULL,
  note      VARCHAR(1000) NOT NULL DEFAULT '',
  next_at   DATETIME(3) NULL,
  PRIMARY KEY (call_id, attempt),
  CONSTRAINT care_attempt_call_fk FOREIGN KEY (call_id) REFERENCES care_call (id)
) ENGINE=InnoDB;
