-- "Which cars of this line, started between two times, have this part": each record of a part carries its car's line and
-- the moment the car went onto it, which never changes. So every answer of a window is counted, however many cars it has,
-- by reading one stretch of one index and no row of any table.
ALTER TABLE build_part
  ADD COLUMN IF NOT EXISTS line_code  VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS started_at DATETIME(3) NOT NULL DEFAULT '1970-01-02';

-- A thousand cars at a time, so that no step undoes much when it is interrupted; what is done is not done again.
BEGIN NOT ATOMIC
  DECLARE low, last BIGINT UNSIGNED DEFAULT 0
  ; SELECT COALESCE(MIN(build_pk), 1), COALESCE(MAX(build_pk), 0) INTO low, last FROM build_part
  ; WHILE low <= last DO
      UPDATE build_part p JOIN build b ON b.id = p.build_pk SET p.line_code = b.line_code, p.started_at = b.started_at
      WHERE p.build_pk >= low AND p.build_pk < low + 1000 AND p.line_code = '' AND b.started_at IS NOT NULL
      ; SET low = low + 1000
      ; END WHILE
  ; END;

-- build_part_lot_window: from a lot to its cars in the order in which they were started. build_part_window: the cars of a
-- window of which anything is known of a part, and with which lot.
ALTER TABLE build_part
  ALTER COLUMN line_code DROP DEFAULT,
  ALTER COLUMN started_at DROP DEFAULT,
  DROP KEY IF EXISTS build_part_lot,
  DROP KEY IF EXISTS build_part_of,
  ADD KEY IF NOT EXISTS build_part_lot_window (part_no, lot, line_code, started_at, build_pk),
  ADD KEY IF NOT EXISTS build_part_window (part_no, line_code, started_at, build_pk, lot);
