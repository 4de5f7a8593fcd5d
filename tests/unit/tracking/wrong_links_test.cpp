#include "tracking/wrong_links.h"

#include <boost/test/unit_test.hpp>

namespace {

using marque::core::Instant;
using marque::tracking::WrongLinks;
using std::chrono::seconds;

constexpr Instant noon{std::chrono::hours{500'000}};

void try_often(WrongLinks& tries, const std::string& asker, int times, Instant at = noon) {
    for (int i = 0; i < times; ++i) tries.note(asker, at);
}

BOOST_AUTO_TEST_SUITE(tracking)
BOOST_AUTO_TEST_SUITE(wrong_links)

BOOST_AUTO_TEST_CASE(after_the_twentieth_an_asker_waits_and_nobody_else_does) {
    WrongLinks tries;
    try_often(tries, "203.0.113.7", WrongLinks::most - 1);
    BOOST_TEST(tries.to_wait("203.0.113.7", noon).count() == 0);
    tries.note("203.0.113.7", noon);
    BOOST_TEST(tries.to_wait("203.0.113.7", noon).count() == 30);
    BOOST_TEST(tries.to_wait("203.0.113.7", noon + std::chrono::milliseconds{500}).count() == 30);
    BOOST_TEST(tries.to_wait("203.0.113.8", noon).count() == 0);
}

BOOST_AUTO_TEST_CASE(one_is_forgiven_each_half_minute_and_all_in_the_end) {
    WrongLinks tries;
    try_often(tries, "a", WrongLinks::most);
    BOOST_TEST(tries.to_wait("a", noon + seconds{30}).count() == 0);
    tries.note("a", noon + seconds{30});
    BOOST_TEST(tries.to_wait("a", noon + seconds{30}).count() == 30);
    const auto later = noon + std::chrono::hours{1};
    try_often(tries, "a", WrongLinks::most - 1, later);
    BOOST_TEST(tries.to_wait("a", later).count() == 0);
}

BOOST_AUTO_TEST_CASE(it_remembers_so_many_askers_and_no_more) {
    WrongLinks tries;
    try_often(tries, "first", WrongLinks::most);
    try_often(tries, "second", WrongLinks::most);
    for (std::size_t i = 0; i + 2 < WrongLinks::most_askers; ++i) tries.note(std::to_string(i), noon);
    tries.note("first", noon);
    tries.note("one more", noon);
    BOOST_TEST(tries.askers() == WrongLinks::most_askers);
    BOOST_TEST(tries.to_wait("first", noon).count() > 0);
    BOOST_TEST(tries.to_wait("second", noon).count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
