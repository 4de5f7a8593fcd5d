#pragma once

#include "core/error.h"

namespace marque::identity::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec sign_in_refused{
    ErrorKind::unauthenticated, "session.sign_in_refused",
    "Name and password do not fit. Check both; after {most} misses in a row the name "
    "is locked for {minutes} minutes.",
    "用户名或密码不正确，请核对后重试。连续输错 {most} 次将锁定 {minutes} 分钟。"};
inline constexpr ErrorSpec sign_in_locked{
    ErrorKind::rate_limited, "session.sign_in_locked",
    "Too many misses: this name is locked until {until}. Wait, or ask the administrator.",
    "输错次数过多，该账号已锁定至 {until}。请稍后再试或联系管理员。"};
inline constexpr ErrorSpec person_left{
    ErrorKind::unauthenticated, "session.person_left",
    "This account was closed, and what it looked after has been handed over. If that is wrong, ask your manager to open it again.",
    "该账号已停用，名下工作已移交。如有疑问，请联系您的经理恢复账号。"};
inline constexpr ErrorSpec clock_fixed{ErrorKind::forbidden, "clock.not_movable",
                                       "This network runs on real time; only a demonstration's clock can be moved.",
                                       "正式网络使用真实时间，只有演示网络可以调整时钟。"};
inline constexpr ErrorSpec no_demo{ErrorKind::not_found, "demo.not_a_demo", "This is no demonstration network.",
                                   "当前不是演示网络。"};

}  // namespace marque::identity::errors
