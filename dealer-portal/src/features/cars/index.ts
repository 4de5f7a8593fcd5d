export { CarFinder } from './components/car_finder';
export { Plate } from './components/plate';
export { carKey, useCar, type Vehicle } from './api/cars';
