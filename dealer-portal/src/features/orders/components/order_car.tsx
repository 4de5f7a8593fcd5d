import { CarDrawing } from '@/components/car/car_drawing';
import { carLook, useModel } from '@/features/configurator';
import type { Order } from '@/lib/api/types';
import { useName } from '@/lib/i18n';
import { currentConfiguration } from './configurations';
import styles from './orders.module.css';

/** The ordered car in its own paint, which the catalogue knows. */
export function OrderCar({ order }: { order: Order }) {
  const name = useName();
  const model = useModel(order.model, order.model_year).data;
  const lines = currentConfiguration(order)?.lines ?? [];
  const paint = lines.find((line) => line.family === 'EXTERIOR_COLOUR');
  const swatch = model?.features.find((feature) => feature.code === paint?.code)?.swatch;
  const label = [name(order.model_name), paint && name(paint.name)].filter(Boolean).join(' ');
  return <CarDrawing className={styles.car} label={label} look={carLook(order.body_style, lines, swatch)} />;
}
