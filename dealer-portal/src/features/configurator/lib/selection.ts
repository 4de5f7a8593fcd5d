import type { Feature, FeatureFamily, Model, RuleConflict } from '../api/catalog';

export type Fix = RuleConflict['fixes'][number];

/** In the order in which people decide. */
export const families: FeatureFamily[] = ['TRIM', 'ENGINE', 'EXTERIOR_COLOUR', 'INTERIOR_TRIM', 'OPTION'];

export const isSingle = (family: FeatureFamily) => family !== 'OPTION';

export const featuresOf = (model: Model, family: FeatureFamily) => model.features.filter((feature) => feature.family === family);

export const byCode = (model: Model, code: string): Feature | undefined => model.features.find((feature) => feature.code === code);

/** What an option brings with it; an option that brings something is a package. What a trim brings is its equipment. */
export function packageContents(model: Model, feature: Feature): Feature[] {
  if (feature.family !== 'OPTION') return [];
  return model.rules
    .filter((rule) => rule.kind === 'INCLUDED_IN' && rule.objects.includes(feature.code))
    .flatMap((rule) => byCode(model, rule.subject) ?? []);
}

/** A car to begin with: the first of everything that must be chosen. */
export function startingFeatures(model: Model): string[] {
  return families.filter(isSingle).flatMap((family) => featuresOf(model, family)[0]?.code ?? []);
}

/** Chooses a feature; one of a family takes the other's place, an option comes or goes. */
export function choose(model: Model, chosen: string[], code: string): string[] {
  const feature = byCode(model, code);
  if (!feature) return chosen;
  if (!isSingle(feature.family)) return chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code];
  return [...chosen.filter((other) => byCode(model, other)?.family !== feature.family), code];
}

export function applyFix(model: Model, chosen: string[], fix: Fix): string[] {
  const kept = chosen.filter((code) => !fix.remove.includes(code));
  return fix.add.reduce((features, code) => (features.includes(code) ? features : choose(model, features, code)), kept);
}

/** Where a conflict is told: beside the last of its features that the page shows. */
export function familyOf(model: Model, conflict: RuleConflict): FeatureFamily {
  const places = conflict.features.flatMap((code) => byCode(model, code)?.family ?? []);
  const order = places.sort((a, b) => families.indexOf(b) - families.indexOf(a));
  return order[0] ?? 'OPTION';
}
