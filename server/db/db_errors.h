#pragma once

#include "core/error.h"

namespace marque::db::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec busy{ErrorKind::unavailable, "db.busy",
                                "The server is very busy. Try again in a few seconds.", "系统繁忙，请稍等几秒再试。"};
inline constexpr ErrorSpec unavailable{
    ErrorKind::unavailable, "db.unavailable",
    "The database cannot be reached right now; nothing was changed. Try again in a moment.",
    "数据库暂时无法连接，本次操作未生效，请稍后再试。"};
inline constexpr ErrorSpec commit_unknown{
    ErrorKind::unavailable, "db.commit_unknown",
    "The connection broke while saving. Send the same request again: with the same Idempotency-Key it takes effect once.",
    "保存时连接中断。请直接重试：使用同一幂等键不会重复生效。"};
inline constexpr ErrorSpec contention{ErrorKind::unavailable, "db.contention",
                                      "Others are changing the same record. Nothing was changed; try again.",
                                      "多人正在修改同一条记录，本次操作未生效，请重试。"};

}  // namespace marque::db::errors
