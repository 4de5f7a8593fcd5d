-- Orders whose p90 has passed their promise, found for a dealer and for a region without looking at the others: the estimate
-- knows whose it is. A change by the buyer is the reason of the promise that it moved and of nothing later.
ALTER TABLE order_eta
  ADD COLUMN IF NOT EXISTS dealer_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS region_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS risk_dealer BIGINT UNSIGNED AS (IF(at_risk, dealer_id, NULL)) VIRTUAL,
  ADD COLUMN IF NOT EXISTS risk_region BIGINT UNSIGNED AS (IF(at_risk, region_id, NULL)) VIRTUAL,
  ADD KEY IF NOT EXISTS order_eta_risk_dealer (risk_dealer, order_id),
  ADD KEY IF NOT EXISTS order_eta_risk_region (risk_region, order_id);

UPDATE order_eta e JOIN customer_order o ON o.id = e.order_id SET e.dealer_id = o.dealer_id, e.region_id = o.region_id;

UPDATE order_eta SET cause = CASE phase WHEN 'QUEUE' THEN 'QUEUE' WHEN 'LINE' THEN 'LINE' ELSE 'TRANSPORT' END
WHERE cause = 'CHANGE_BY_BUYER';
