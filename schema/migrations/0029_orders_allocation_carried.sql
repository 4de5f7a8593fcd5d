-- A limit stands from its month on, until the region sets another: when a month begins for a dealer, what was not set for
-- it is copied from the months before, with version 0. A limit that was lifted stays as a row without a quota, so that no
-- earlier one comes back. `opened` stands on the row of all other models: the dealer's month has begun.
ALTER TABLE allocation
  MODIFY COLUMN quota INT UNSIGNED NULL,
  ADD COLUMN IF NOT EXISTS opened BOOLEAN NOT NULL DEFAULT FALSE,
  -- the latest row of each model, for what is carried over and for the region's page
  ADD KEY IF NOT EXISTS allocation_latest (dealer_id, model_id, month);

-- Months that were set before limits were carried over are as they were set.
INSERT IGNORE INTO allocation (dealer_id, month, model_id, quota, updated_at, version)
  SELECT DISTINCT dealer_id, month, 0, NULL, updated_at, 0 FROM allocation WHERE month <= UTC_DATE();
UPDATE allocation SET opened = TRUE WHERE model_id = 0 AND month <= UTC_DATE();

-- Orders that kept the number of a limit that was deleted.
UPDATE customer_order o LEFT JOIN allocation a ON a.id = o.allocation_id SET o.allocation_id = NULL
  WHERE o.allocation_id IS NOT NULL AND a.id IS NULL;
