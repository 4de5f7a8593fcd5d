export { Configurator } from './components/configurator';
export { BuyerPicker } from './components/buyer_picker';
export { RequestedDate } from './components/requested_date';
export { Summary } from './components/summary';
export { useCheck, useModel, useModels, type ConfigurationCheck, type Model } from './api/catalog';
export { carLook } from './lib/car_look';
export { useOrderDraft } from './lib/order_draft';
export { ModelPicker } from './components/model_picker';
export { startingFeatures } from './lib/selection';
