#pragma once

#include <iconv.h>

#include <boost/test/unit_test.hpp>
#include <string>

namespace marque::support {

/// The same text as a spreadsheet program would have saved it: "GBK", "UTF-16LE", "UTF-16BE".
inline std::string encoded(const std::string& utf8, const char* as) {
    const auto handle = iconv_open(as, "UTF-8");
    std::string out(utf8.size() * 4 + 8, '\0');
    char *from = const_cast<char*>(utf8.data()), *to = out.data();
    std::size_t left = utf8.size(), room = out.size();
    BOOST_REQUIRE(iconv(handle, &from, &left, &to, &room) == 0u);
    iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

}  // namespace marque::support
