import { describe, expect, it } from 'vitest';
import chinese from './zh-CN';
import english from './en';
import chineseAdmin from './zh-CN/admin.json';
import englishAdmin from './en/admin.json';
import chineseCare from './zh-CN/care.json';
import englishCare from './en/care.json';
import chineseCatalog from './zh-CN/catalog.json';
import englishCatalog from './en/catalog.json';
import chineseRepairs from './zh-CN/repairs.json';
import englishRepairs from './en/repairs.json';
import chineseStaff from './zh-CN/staff.json';
import englishStaff from './en/staff.json';
import chinesePlant from './zh-CN/plant.json';
import englishPlant from './en/plant.json';
import chineseMaterials from './zh-CN/materials.json';
import englishMaterials from './en/materials.json';
import chineseScheduling from './zh-CN/scheduling.json';
import englishScheduling from './en/scheduling.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value]] : Object.entries(flat(value, `${path}${key}.`)))),
  );
}

const zh = flat({ ...chinese, plant: chinesePlant, admin: chineseAdmin, care: chineseCare, catalog: chineseCatalog, repairs: chineseRepairs, staff: chineseStaff, materials: chineseMaterials, scheduling: chineseScheduling } as Tree);
const en = flat({ ...english, plant: englishPlant, admin: englishAdmin, care: englishCare, catalog: englishCatalog, repairs: englishRepairs, staff: englishStaff, materials: englishMaterials, scheduling: englishScheduling } as Tree);
const plain = (key: string) => key.replace(/_(one|other)$/, '');
const holes = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

describe('the two languages', () => {
  it('say the same things', () => {
    expect([...new Set(Object.keys(zh).map(plain))].sort()).toEqual([...new Set(Object.keys(en).map(plain))].sort());
  });

  it('leave the same gaps for names and figures', () => {
    for (const [key, text] of Object.entries(en)) {
      const other = zh[key] ?? zh[key.replace(/_one$/, '_other')];
      if (other && !key.endsWith('_one')) expect(holes(other), key).toEqual(holes(text));
    }
  });

  it('use the punctuation of their own', () => {
    const mixed = Object.entries(zh).filter(([, text]) => /[\u4e00-\u9fff][,:;?!]|[,;?!][\u4e00-\u9fff]/.test(text));
    expect(mixed).toEqual([]);
    expect(Object.entries(en).filter(([key, text]) => /[\u4e00-\u9fff]/.test(text) && !key.includes('languageName'))).toEqual([]);
  });
});
