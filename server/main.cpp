#include <Poco/Util/ServerApplication.h>

#include <iostream>  // POCO_SERVER_MAIN writes to std::cerr

#include "app/config.h"
#include "app/marque_server.h"
#include "core/log.h"

namespace {

using Poco::Util::Application;
using Poco::Util::Option;
using Poco::Util::OptionCallback;

class ServerProgram : public Poco::Util::ServerApplication {
  protected:
    void defineOptions(Poco::Util::OptionSet& options) override {
        ServerApplication::defineOptions(options);
        options.addOption(Option("config", "c", "properties file, see docs/operations.md")
                              .argument("file")
                              .callback(OptionCallback<ServerProgram>(this, &ServerProgram::load)));
    }

    int main(const std::vector<std::string>&) override {
        try {
            marque::app::MarqueServer server(marque::app::read_config(config()));
            server.start();
            waitForTerminationRequest();
            server.stop();
            marque::core::log::info("server.stopped");
            return EXIT_OK;
        } catch (const std::exception& failure) {
            marque::core::log::error("server.cannot_run", {{"reason", failure.what()}});
            return EXIT_SOFTWARE;
        }
    }

  private:
    void load(const std::string&, const std::string& file) { loadConfiguration(file); }
};

}  // namespace

POCO_SERVER_MAIN(ServerProgram)
