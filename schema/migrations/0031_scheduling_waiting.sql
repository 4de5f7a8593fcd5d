-- Which cars are planned first: the most urgent, and among those the ones that are wished for first.
ALTER TABLE customer_order
  ADD KEY IF NOT EXISTS customer_order_waiting (scheduled_line, urgency, requested_date, id),
  DROP KEY IF EXISTS customer_order_scheduled;

-- A planner gave it a place before its turn to be planned came: it keeps one.
ALTER TABLE line_slot ADD COLUMN IF NOT EXISTS brought_in BOOLEAN NOT NULL DEFAULT FALSE;
