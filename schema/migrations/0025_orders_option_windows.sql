-- Each option of this line closes at the line station that builds it in, no longer all of them at the first. A line that
-- has a row for OPTION keeps closing them together there.
DELETE FROM change_window WHERE line_code = 'ga-1' AND family = 'OPTION';
