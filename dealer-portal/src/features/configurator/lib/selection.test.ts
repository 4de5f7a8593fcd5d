import { describe, expect, it } from 'vitest';
import type { Model } from '../api/catalog';
import { carLook } from './car_look';
import { applyFix, choose, familyOf, packageContents, startingFeatures } from './selection';

const feature = (family: Model['features'][number]['family'], code: string, en = code) => ({ family, code, name: { zh: en, en }, swatch: family === 'EXTERIOR_COLOUR' ? '#123456' : null, price: '0.00' });
const model: Model = {
  code: 'M', model_year: 2026, name: { zh: 'M', en: 'M' }, body_style: 'SEDAN', currency: 'CNY', rules: [],
  features: [feature('TRIM', '1SA'), feature('TRIM', '1SB'), feature('ENGINE', 'LIY'), feature('EXTERIOR_COLOUR', 'GAZ'), feature('INTERIOR_TRIM', 'H0Y'), feature('OPTION', 'CF5', 'Panoramic sunroof'), feature('OPTION', 'RSX', '19-inch alloy wheels')],
};

describe('a configuration', () => {
  it('begins with one of each family that must be chosen', () => {
    expect(startingFeatures(model)).toEqual(['1SA', 'LIY', 'GAZ', 'H0Y']);
  });

  it('keeps one of a family, and takes or leaves an option', () => {
    expect(choose(model, ['1SA', 'LIY'], '1SB')).toEqual(['LIY', '1SB']);
    expect(choose(model, ['1SA'], 'CF5')).toEqual(['1SA', 'CF5']);
    expect(choose(model, ['1SA', 'CF5'], 'CF5')).toEqual(['1SA']);
  });

  it('is mended by a fix that adds and removes', () => {
    expect(applyFix(model, ['1SA', 'CF5'], { add: ['1SB'], remove: ['CF5'], price_effect: '0.00' })).toEqual(['1SB']);
  });

  it('tells a conflict beside the last of its features', () => {
    expect(familyOf(model, { rule: 'R1', kind: 'REQUIRES', features: ['CF5', '1SA'], sentence: { zh: '', en: '' }, fixes: [] })).toBe('OPTION');
  });

  it('names what a package contains, and calls neither a trim nor a plain option a package', () => {
    const rule = (subject: string, objects: string[]) => ({ code: subject, kind: 'INCLUDED_IN' as const, subject, objects, sentence: { zh: '', en: '' } });
    const withPackage: Model = { ...model, features: [...model.features, feature('OPTION', 'PCI')], rules: [rule('CF5', ['PCI', '1SB']), rule('RSX', ['PCI'])] };
    const contents = (code: string) => packageContents(withPackage, withPackage.features.find((each) => each.code === code)!).map((each) => each.code);
    expect(contents('PCI')).toEqual(['CF5', 'RSX']);
    expect(contents('1SB')).toEqual([]);
    expect(contents('CF5')).toEqual([]);
  });

  it('shows its colour, wheels and roof on the drawing', () => {
    const look = carLook('SEDAN', model.features);
    expect(look).toMatchObject({ colour: '#123456', wheels: 'multi', roof: 'glass', rails: false });
  });
});
