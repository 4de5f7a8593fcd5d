#include "http/router.h"

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include <stdexcept>

namespace marque::http {
namespace {

constexpr std::string_view api_prefix = "/api/v1";

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    for (std::size_t start = 1; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        segments.push_back(path.substr(start, end - start));
        start = end + 1;
    }
    return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

/// Literal segments matched, or nothing when the pattern does not fit.
std::optional<int> fit(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
    if (pattern.size() != path.size()) return std::nullopt;
    int literals = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_parameter(pattern[i])) {
            if (path[i].empty()) return std::nullopt;
        } else if (pattern[i] != path[i]) {
            return std::nullopt;
        } else {
            ++literals;
        }
    }
    return literals;
}

std::string decoded(std::string_view segment) {
    std::string text;
    try {
        Poco::URI::decode(std::string(segment), text);
    } catch (const Poco::SyntaxException&) {
        return std::string(segment);  // no id looks like this, so it will not be found
    }
    return text;
}

}  // namespace

void Router::add(std::string method, std::string pattern, Access access, Handler handler, std::size_t largest_body) {
    add_plain(std::move(method), std::string(api_prefix) + pattern, access, std::move(handler), largest_body);
}

void Router::add_plain(std::string method, std::string pattern, Access access, Handler handler,
                       std::size_t largest_body) {
    for (const auto& route : routes_) {
        if (route.method == method && route.pattern == pattern)
            throw std::logic_error("two routes " + method + " " + pattern);
    }
    routes_.push_back({std::move(method), std::move(pattern), access, std::move(handler), largest_body});
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    const auto segments = segments_of(path);
    Match match;
    int best = -1;
    for (const auto& route : routes_) {
        const auto pattern = segments_of(route.pattern);
        const auto literals = fit(pattern, segments);
        if (!literals) continue;
        if (route.method != method) {
            if (match.allowed.find(route.method) != std::string::npos) continue;
            match.allowed += (match.allowed.empty() ? "" : ", ") + route.method;
            continue;
        }
        if (*literals <= best) continue;
        best = *literals;
        match.route = &route;
        match.params.clear();
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            if (is_parameter(pattern[i]))
                match.params.emplace(pattern[i].substr(1, pattern[i].size() - 2), decoded(segments[i]));
        }
    }
    return match;
}

}  // namespace marque::http
