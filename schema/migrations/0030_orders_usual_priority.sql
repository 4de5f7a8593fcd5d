-- A priority is what a planner has set. Orders that still wait for their car and hold what their kind gets anyway are
-- freed of it, so that a stock car that finds a buyer goes with the buyers' cars.
UPDATE customer_order SET priority = NULL
WHERE state IN ('DRAFT', 'WAITING', 'ON_HOLD', 'ACCEPTED', 'RELEASED', 'SCHEDULED')
  AND priority = IF(kind = 'CUSTOMER', 40, 60);
