export { SwapPanel } from './components/swap_panel';
