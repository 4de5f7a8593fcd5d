import asBuilt from './asBuilt.json';
import common from './common.json';
import identity from './identity.json';
import life from './life.json';
import looks from './looks.json';
import orders from './orders.json';
import configurator from './configurator.json';
import promises from './promises.json';
import quotes from './quotes.json';
import swaps from './swaps.json';
import tracking from './tracking.json';
import cars from './cars.json';

export default { asBuilt, common, identity, life, looks, orders, configurator, promises, quotes, swaps, tracking, cars };
