-- A buyer or owner: a person or a company. The dealer that met them first owns the relation.
CREATE TABLE IF NOT EXISTS customer (
  id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  kind        ENUM('PERSON','COMPANY') NOT NULL,
  name        VARCHAR(80)  NOT NULL,
  phone       VARCHAR(20)  NOT NULL,
  address     VARCHAR(200) NOT NULL DEFAULT '',
  postcode    VARCHAR(10)  NOT NULL DEFAULT '',
  locale      ENUM('zh-CN','en') NOT NULL DEFAULT 'zh-CN',
  dealer_id   BIGINT UNSIGNED NOT NULL,
  do_not_call BOOLEAN      NOT NULL DEFAULT FALSE,
  do_not_call_reason VARCHAR(200) NOT NULL DEFAULT '',
  created_at  DATETIME(3)  NOT NULL,
  version     INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  KEY customer_phone (phone, dealer_id),
  KEY customer_dealer_name (dealer_id, name, id),
  CONSTRAINT customer_dealer_fk FOREIGN KEY (dealer_id) REFERENCES organisation (id)
) ENGINE=InnoDB;
