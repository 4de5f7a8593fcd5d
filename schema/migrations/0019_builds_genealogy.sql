-- "Which cars of this line, started between two times": those of a window, in the order in which they were started.
ALTER TABLE build
  ADD KEY IF NOT EXISTS build_line_started (line_code, started_at);
-- build_part_of: what each build has of a part, for the builds of a window one after the other; build_part_lot answers the
-- other way round, from the lot to its builds. Numbers of parts, lots and serials are the same only when they are exactly
-- the same, and so cost far less to sort than words do.
ALTER TABLE build_part
  MODIFY part_no VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  MODIFY lot     VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  MODIFY serial  VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD KEY IF NOT EXISTS build_part_of (part_no, build_pk, lot);
