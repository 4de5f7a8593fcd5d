export { CallBadge } from './components/call_badge';
export { NewOrderEta } from './components/new_order_eta';
export { PromisePanel } from './components/promise_panel';
export { PromisesAtRisk } from './components/promises_at_risk';
