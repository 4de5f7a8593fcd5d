#pragma once

#include <map>
#include <set>

#include "builds/build_store.h"
#include "builds/receive_line_messages.h"
#include "db/feed.h"
#include "promises/promises.h"

namespace marque::builds {

/// One batch inside its transaction: builds locked once, effects gathered and written in few statements.
class MessageBatch {
  public:
    /// `now` is business time, `real_now` the machine's.
    MessageBatch(db::Tx& tx, std::string line, core::Instant now, core::Instant real_now);

    std::vector<MessageResult> take(const std::vector<LineMessage>& messages);

  private:
    Build* find_build(const std::string& build_id);
    MessageResult take_one(const LineMessage& message);
    std::optional<Refusal> take_answer(const LineMessage& message);
    MessageResult take_progress(const LineMessage& message);
    std::optional<Refusal> reach_milestone(const Build& build, const LineMessage& message, orders::Action action);
    void remember(const Build& build, const LineMessage& message);
    void write_as_built(const Build& build, const LineMessage& message);
    void write();

    db::Tx& tx_;
    const std::string line_;
    const core::Instant now_;
    const core::Instant real_now_;
    std::set<std::string> stations_;
    std::set<std::string> seen_;
    std::map<std::string, Build> builds_;
    std::set<std::string> inserted_;  ///< by this batch, and not read yet
    std::set<std::string> changed_;
    std::vector<db::Params> events_;
    std::vector<db::Params> parts_;
    std::vector<db::Params> inbox_;
    std::vector<db::FeedEntry> feed_;
    std::vector<promises::BuildStep> steps_;
};

}  // namespace marque::builds
