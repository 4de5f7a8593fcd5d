#include "quotes/quote_words.h"

namespace marque::quotes {

core::Localized name_of(State state) {
    switch (state) {
        case State::open:
            return {"有效", "open"};
        case State::waiting_approval:
            return {"待审批", "waiting for approval"};
        case State::approved:
            return {"已批准", "approved"};
        case State::declined:
            return {"未批准", "declined"};
        case State::expired:
            return {"已过期", "expired"};
        case State::ordered:
            return {"已下单", "ordered"};
        case State::withdrawn:
            return {"已撤回", "withdrawn"};
    }
    return {};
}

core::Localized name_of(Action action) {
    switch (action) {
        case Action::revise:
        case Action::ask_approval:
            return {"重新报价", "quote anew"};
        case Action::approve:
            return {"批准优惠", "approve the discount"};
        case Action::decline:
            return {"否决优惠", "decline the discount"};
        case Action::order:
            return {"转为订单", "make it an order"};
        case Action::withdraw:
            return {"撤回报价", "withdraw the quote"};
    }
    return {};
}

}  // namespace marque::quotes
