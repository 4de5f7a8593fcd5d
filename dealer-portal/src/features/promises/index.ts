export { PromisePanel } from './components/promise_panel';
export { PromisesAtRisk } from './components/promises_at_risk';
