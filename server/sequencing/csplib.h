#pragma once

#include <istream>
#include <string>
#include <vector>

#include "sequencing/problem.h"

namespace marque::sequencing {

/// What is wrong with a file, and in which line, counted from 1; 0: with the file as a whole.
struct FileFault {
    int line = 0;
    std::string sentence;
};

/// An instance of CSPLib problem 1: cars, options and classes; p for each option; q for each option; then a line a
/// class: its number, its cars, and 1 or 0 for each option. Lines that are empty or begin with % or # say nothing, nor
/// does a byte order mark.
struct Instance {
    Problem problem;
    std::vector<int> class_of_car;  ///< the class's number in the file, by car
    std::vector<FileFault> faults;  ///< when there are any, the rest is not to be used
};

Instance read_csplib(std::istream& file);

}  // namespace marque::sequencing
