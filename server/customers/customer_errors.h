#pragma once

#include "core/error.h"

namespace marque::customers::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec not_found{ErrorKind::not_found, "customer.not_found",
                                     "Your dealer has no such customer. Look the person up by name or phone.",
                                     "本店没有这位客户，请按姓名或电话重新查找。"};
inline constexpr ErrorSpec phone_invalid{
    ErrorKind::invalid, "customer.phone_invalid",
    "This is not a telephone number that can be dialled. Enter it as dialled in China, or with + and the country code.",
    "电话号码无法拨通，请核对。国内号码直接填写，境外号码请加“+国家代码”。"};
inline constexpr ErrorSpec phone_known{
    ErrorKind::conflict, "customer.phone_known",
    "This number already belongs to {name}, customer {id} of your dealer. Use that record instead of a second one.",
    "该电话已登记在本店客户“{name}”（编号 {id}）名下，请直接使用原有客户资料，无需重复建档。"};

}  // namespace marque::customers::errors
