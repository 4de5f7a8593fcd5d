-- Whose a customer is: the salesperson who met them, or who took over from that one.
ALTER TABLE customer
  ADD COLUMN IF NOT EXISTS salesperson_id BIGINT UNSIGNED NULL,
  ADD KEY IF NOT EXISTS customer_salesperson (salesperson_id, id);
UPDATE customer c SET c.salesperson_id =
    (SELECT o.salesperson_id FROM customer_order o WHERE o.customer_id = c.id ORDER BY o.id DESC LIMIT 1)
  WHERE c.salesperson_id IS NULL;

ALTER TABLE customer_order
  ADD COLUMN IF NOT EXISTS unsold_dealer_id BIGINT UNSIGNED AS
    (IF(kind = 'STOCK' AND state IN ('SCHEDULED','IN_PRODUCTION','BUILT','IN_YARD','IN_TRANSIT','ARRIVED'), dealer_id, NULL)) VIRTUAL,
  -- a dealer's few cars that are being built, or stand there, and have no buyer
  ADD KEY IF NOT EXISTS customer_order_unsold (unsold_dealer_id, model_id, id),
  -- a salesperson's orders by state, newest first: what hangs on somebody, and the list filtered by salesperson. It also
  -- serves the foreign key, whose own index it replaces.
  ADD KEY IF NOT EXISTS customer_order_salesperson (salesperson_id, state, id),
  -- what changed at a dealer lately, for who asks what is news
  ADD KEY IF NOT EXISTS customer_order_dealer_updated (dealer_id, updated_at);

-- How an order stood when a person looked at it last, written when a page is opened and never when an order moves. The row
-- of order 0 says from when on a person wants to hear what is new.
CREATE TABLE IF NOT EXISTS order_look (
  person_id     BIGINT UNSIGNED NOT NULL,
  order_id      BIGINT UNSIGNED NOT NULL,
  looked_at     DATETIME(3)  NOT NULL,
  order_version INT UNSIGNED NOT NULL,
  event_seq     INT UNSIGNED NOT NULL,
  build_seq     INT UNSIGNED NOT NULL,
  held          BOOLEAN NOT NULL,
  promised_date DATE NULL,
  p90_at        DATETIME(3) NULL,
  PRIMARY KEY (person_id, order_id),
  CONSTRAINT order_look_person_fk FOREIGN KEY (person_id) REFERENCES person (id)
) ENGINE=InnoDB;
