-- A list of the plant is of the moment it was written; what was heard after it cannot be in it.
ALTER TABLE reconciliation_run
  ADD COLUMN IF NOT EXISTS list_written_at DATETIME(3) NULL AFTER ended_at;
