-- The address under which a buyer follows their own car, one an order. Only the SHA-256 of its token is kept: a copy of the
-- table opens no page. It is the buyer's of the day it was made; another buyer of the car needs another one.
CREATE TABLE IF NOT EXISTS buyer_link (
  order_id    BIGINT UNSIGNED NOT NULL,
  customer_id BIGINT UNSIGNED NOT NULL,
  token_hash  BINARY(32)  NOT NULL,
  made_at     DATETIME(3) NOT NULL,
  made_by     BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (order_id),
  -- the page is found by its token
  UNIQUE KEY buyer_link_token (token_hash),
  CONSTRAINT buyer_link_order_fk FOREIGN KEY (order_id) REFERENCES customer_order (id),
  CONSTRAINT buyer_link_customer_fk FOREIGN KEY (customer_id) REFERENCES customer (id),
  CONSTRAINT buyer_link_person_fk FOREIGN KEY (made_by) REFERENCES person (id)
) ENGINE=InnoDB;
