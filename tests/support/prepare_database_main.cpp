#include <exception>
#include <iostream>

#include "support/test_database.h"

int main() {
    try {
        std::cout << marque::support::ensure_database_template().string() << '\n';
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
}
