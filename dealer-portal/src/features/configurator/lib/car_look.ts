import type { CarLook, RoofStyle } from '@/components/car/car_drawing';
import type { WheelStyle } from '@/components/car/wheel';
import type { BodyStyle, Name } from '@/lib/api/types';

type Worded = { code: string; name: Name };
type Painted = Worded & { family: string; swatch?: string | null };

const unpainted = '#aab0ba';

function wheelsOf(features: Worded[]): WheelStyle {
  const inches = features.map((feature) => /(\d{2})\s*-?\s*(?:inch|″|")/i.exec(feature.name.en)?.[1]).filter(Boolean).map(Number);
  const largest = Math.max(0, ...inches);
  if (largest >= 19) return 'multi';
  return largest >= 18 || features.some((feature) => /sport wheel|alloy wheel/i.test(feature.name.en)) ? 'sport' : 'classic';
}

function roofOf(features: Worded[]): RoofStyle {
  if (features.some((feature) => /panoram|sunroof|glass roof/i.test(feature.name.en))) return 'glass';
  if (features.some((feature) => /(black|two-tone|contrast|floating) roof/i.test(feature.name.en))) return 'black';
  return 'body';
}

/** How a configuration looks from the side, as far as its features show. */
export function carLook(bodyStyle: BodyStyle, features: Painted[], swatch?: string | null): CarLook {
  const paint = features.find((feature) => feature.family === 'EXTERIOR_COLOUR');
  return {
    bodyStyle,
    colour: swatch ?? paint?.swatch ?? unpainted,
    wheels: wheelsOf(features),
    roof: roofOf(features),
    rails: features.some((feature) => /roof rail/i.test(feature.name.en)),
  };
}
