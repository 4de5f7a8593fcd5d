export { BuyerLinkPanel } from './components/buyer_link_panel';
