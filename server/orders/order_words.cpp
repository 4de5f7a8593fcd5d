#include "orders/order_words.h"

namespace marque::orders {

core::Localized name_of(State state) {
    switch (state) {
        case State::draft:
            return {"草稿", "a draft"};
        case State::waiting:
            return {"排队等配额", "waiting for allocation"};
        case State::on_hold:
            return {"已暂挂", "on hold"};
        case State::accepted:
            return {"已受理", "accepted"};
        case State::released:
            return {"已下达", "released to the plant"};
        case State::scheduled:
            return {"待上线", "awaiting the line"};
        case State::in_production:
            return {"生产中", "in production"};
        case State::built:
            return {"已下线", "built"};
        case State::in_yard:
            return {"在整车库", "in the yard"};
        case State::in_transit:
            return {"运输中", "on the road"};
        case State::arrived:
            return {"已到店", "at the dealer"};
        case State::delivered:
            return {"已交车", "delivered"};
        case State::refused:
            return {"工厂未接受", "refused by the plant"};
        case State::cancelled:
            return {"已取消", "cancelled"};
    }
    return {};
}

core::Localized name_of(Action action) {
    switch (action) {
        case Action::submit:
            return {"提交订单", "submit the order"};
        case Action::accept:
            return {"受理订单", "accept the order"};
        case Action::hold:
            return {"暂挂订单", "put the order on hold"};
        case Action::resume:
            return {"恢复订单", "resume the order"};
        case Action::release:
            return {"下达工厂", "release the order to the plant"};
        case Action::link_build:
            return {"分配生产编号", "give the order a build ID"};
        case Action::give_slot:
            return {"排定上线时间", "fix its place in the sequence"};
        case Action::refuse:
            return {"拒绝订单", "refuse the order"};
        case Action::start_production:
            return {"开始生产", "start production"};
        case Action::finish:
            return {"下线", "finish the car"};
        case Action::enter_yard:
            return {"整车入库", "enter the car in the yard"};
        case Action::ship:
            return {"发运", "ship the car"};
        case Action::arrive:
            return {"到店", "let the car arrive"};
        case Action::hand_over:
            return {"交车", "hand over the car"};
        case Action::request_change:
            return {"更改配置", "change the configuration"};
        case Action::request_cancel:
        case Action::cancel:
            return {"取消订单", "cancel the order"};
        case Action::change_buyer:
            return {"更换买主", "change the buyer"};
        case Action::change_destination:
            return {"更改交付地点", "change the place of delivery"};
        case Action::change_wish:
            return {"更改期望交车日期或备注", "change the requested date or the note"};
        case Action::take_over:
            return {"换用现有车辆", "take over a car that is already on its way"};
        case Action::give_car:
            return {"让出车辆", "give its car to another buyer"};
        case Action::sign_off:
            return {"签认配置差异", "sign off the differences in the car"};
    }
    return {};
}

bool is_for_people(Action action) {
    switch (action) {
        case Action::submit:
        case Action::hold:
        case Action::resume:
        case Action::hand_over:
        case Action::request_change:
        case Action::request_cancel:
        case Action::change_buyer:
        case Action::change_destination:
        case Action::change_wish:
        case Action::take_over:
        case Action::sign_off:
            return true;
        default:
            return false;
    }
}

}  // namespace marque::orders
