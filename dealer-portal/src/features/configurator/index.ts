export { Configurator } from './components/configurator';
export { BuyerPicker } from './components/buyer_picker';
export { useCheck, useModel, type Model } from './api/catalog';
export { carLook } from './lib/car_look';
