-- A region's orders of one model, newest first: by the model alone all dealers' orders of it were walked through.
ALTER TABLE customer_order
  ADD KEY IF NOT EXISTS customer_order_region_model (region_id, model_id, id);
