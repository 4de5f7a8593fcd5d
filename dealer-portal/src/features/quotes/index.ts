export { WaitingQuotes } from './components/waiting_quotes';
