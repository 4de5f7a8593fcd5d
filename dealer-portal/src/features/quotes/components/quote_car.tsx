import { CarDrawing } from '@/components/car/car_drawing';
import { carLook, useModel } from '@/features/configurator';
import { useName } from '@/lib/i18n';
import type { Quote } from '../api/quotes';

/** The car as quoted, drawn in its colour. */
export function QuoteCar({ quote }: { quote: Quote }) {
  const name = useName();
  const model = useModel(quote.model, quote.model_year).data;
  const paint = quote.lines.find((line) => line.family === 'EXTERIOR_COLOUR');
  const swatch = model?.features.find((feature) => feature.code === paint?.code)?.swatch;
  return <CarDrawing label={name(quote.model_name)} look={carLook(quote.body_style, quote.lines, swatch)} />;
}
