-- Ended because the car had passed the line station with the part in it: nothing was taken back from the supplier.
ALTER TABLE call_off_line
  ADD COLUMN IF NOT EXISTS fitted BOOLEAN NOT NULL DEFAULT FALSE;
