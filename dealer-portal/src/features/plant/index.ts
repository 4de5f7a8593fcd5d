export { AttentionBadge } from './components/attention_badge';
