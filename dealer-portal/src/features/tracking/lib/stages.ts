import type { BuyerPage, BuyerStage } from '../api/tracking';

/** The way of every car, in its order. */
export const stages: BuyerStage[] = ['ORDERED', 'PLANNED', 'BODY', 'PAINT', 'ASSEMBLY', 'READY', 'ON_THE_WAY', 'AT_DEALER'];

export type Step = { stage: BuyerStage; standing: 'done' | 'now' | 'ahead'; day: string | null };

export function stepsOf(page: BuyerPage): Step[] {
  const here = stages.indexOf(page.stage);
  return stages.map((stage, index) => ({
    stage,
    standing: index < here || page.ending === 'DELIVERED' ? 'done' : index === here && !page.ending ? 'now' : 'ahead',
    day: page.steps.find((step) => step.stage === stage)?.reached_on ?? null,
  }));
}

/** Whole days from today to the day promised; negative once it has passed. */
export const daysTo = (promised: string, today: string) => Math.round((Date.parse(promised) - Date.parse(today)) / 86_400_000);
