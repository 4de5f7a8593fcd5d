#pragma once

#include "core/error.h"

namespace marque::catalog::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec no_such_model{ErrorKind::not_found, "catalog.no_such_model",
                                         "Model {model} of model year {year} is not offered.",
                                         "没有 {year} 年款的 {model} 车型。"};
inline constexpr ErrorSpec configuration_invalid{ErrorKind::invalid, "catalog.configuration_invalid",
                                                 "This configuration cannot be built; each broken rule is listed.",
                                                 "该配置无法生产，请按所列规则调整。"};
inline constexpr ErrorSpec not_in_region{ErrorKind::invalid, "catalog.not_in_region", "{sentence_en} ({rule})",
                                         "{sentence_zh}（{rule}）"};
inline constexpr ErrorSpec model_not_in_region{ErrorKind::not_found, "catalog.model_not_in_region",
                                               "{name_en} is not sold in this region.",
                                               "「{name_zh}」不在本区域销售。"};
inline constexpr ErrorSpec rule_broken{ErrorKind::invalid, "catalog.rule_broken", "{sentence_en} ({rule})",
                                       "{sentence_zh}（{rule}）"};

}  // namespace marque::catalog::errors
