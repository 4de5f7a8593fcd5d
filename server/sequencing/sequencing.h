#pragma once

// The door of the library. It knows cars, options, colours and positions, and nothing of orders or of a database.

#include "sequencing/bound.h"
#include "sequencing/changes.h"
#include "sequencing/csplib.h"
#include "sequencing/evaluate.h"
#include "sequencing/greedy.h"
#include "sequencing/problem.h"
#include "sequencing/schedule.h"
#include "sequencing/slip_in.h"
#include "sequencing/solve.h"
