-- A record may name a lot, a serial or both; which of a window's cars have one that leaves out what is asked for is read
-- from one stretch of one index, whichever it is.
ALTER TABLE build_part
  DROP KEY IF EXISTS build_part_window,
  ADD KEY IF NOT EXISTS build_part_by_window (part_no, line_code, started_at, build_pk, lot, serial);

-- When the cars that a missing part hits are looked at next, and until when somebody looks at them. Real time.
ALTER TABLE part_shortage
  ADD COLUMN IF NOT EXISTS look_at DATETIME(3) NOT NULL DEFAULT '1970-01-02',
  -- those whose time has come, the longest waiting first
  ADD KEY IF NOT EXISTS part_shortage_due (state, look_at);

-- The part that the customer is to be called about, and when it is expected back.
ALTER TABLE promise_task
  ADD COLUMN IF NOT EXISTS part_no      VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN IF NOT EXISTS part_zh      VARCHAR(80) NULL,
  ADD COLUMN IF NOT EXISTS part_en      VARCHAR(80) NULL,
  ADD COLUMN IF NOT EXISTS part_back_at DATETIME(3) NULL;

UPDATE part_shortage s JOIN promise_task t ON t.asked_by = CONCAT('shortage-', s.id) AND t.state = 'OPEN'
LEFT JOIN (SELECT line_code, part_no, MIN(name_zh) AS name_zh, MIN(name_en) AS name_en FROM bill_of_material
  GROUP BY line_code, part_no) x ON x.line_code = s.line_code AND x.part_no = s.part_no
SET t.part_no = s.part_no, t.part_zh = COALESCE(x.name_zh, s.part_no), t.part_en = COALESCE(x.name_en, s.part_no),
  t.part_back_at = s.expected_back
WHERE s.state = 'OPEN';
