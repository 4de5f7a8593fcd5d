-- Where something is sold. No row: everywhere. A feature that the maker withdrew stays for the orders that have it.
ALTER TABLE feature ADD COLUMN IF NOT EXISTS withdrawn BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE IF NOT EXISTS model_region (
  model_id  BIGINT UNSIGNED NOT NULL,
  region_id BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (model_id, region_id),
  CONSTRAINT model_region_model_fk FOREIGN KEY (model_id) REFERENCES model (id),
  CONSTRAINT model_region_region_fk FOREIGN KEY (region_id) REFERENCES organisation (id)
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS feature_region (
  feature_id BIGINT UNSIGNED NOT NULL,
  region_id  BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (feature_id, region_id),
  CONSTRAINT feature_region_feature_fk FOREIGN KEY (feature_id) REFERENCES feature (id),
  CONSTRAINT feature_region_region_fk FOREIGN KEY (region_id) REFERENCES organisation (id)
) ENGINE=InnoDB;
