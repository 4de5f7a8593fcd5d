#define BOOST_TEST_MODULE marque
#include <boost/test/results_collector.hpp>
#include <boost/test/tree/observer.hpp>
#include <boost/test/unit_test.hpp>
#include <iostream>

#include "support/process.h"
#include "support/shared.h"

namespace {

namespace ut = boost::unit_test;

/// Shows what the programs under test wrote, beside the test that failed.
class ShowLogs : public ut::test_observer {
  public:
    void test_unit_start(const ut::test_unit& unit) override {
        if (unit.p_type == ut::TUT_CASE) marque::support::forget_recent_logs();
    }
    void test_unit_finish(const ut::test_unit& unit, unsigned long) override {
        if (unit.p_type != ut::TUT_CASE || ut::results_collector.results(unit.p_id).passed()) return;
        std::cout << marque::support::recent_logs() << std::flush;
    }
};

struct WholeRun {
    WholeRun() { ut::framework::register_observer(show_logs); }
    ~WholeRun() {
        ut::framework::deregister_observer(show_logs);
        marque::support::end_shared();
    }
    ShowLogs show_logs;
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(WholeRun);
