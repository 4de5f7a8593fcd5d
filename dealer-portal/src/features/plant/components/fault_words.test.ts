import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chineseFault } from './fault_words';

const reader = join(import.meta.dirname, '../../../../../mes-bridge/b2mml');

/** What the reader of the line's messages can say, with something quoted where it quotes. */
function allThatCanBeSaid(): string[] {
  const sources = readdirSync(reader).filter((name) => name.endsWith('.cpp'));
  const calls = sources.flatMap((name) => [...readFileSync(join(reader, name), 'utf8').matchAll(/refuse\(("(?:[^;]|\n)*?)\);/g)]);
  return calls.map((call) => call[1]!.replace(/\s*\n\s*/g, ' ').split(/ \+ /).map((part) => (part.startsWith('"') ? (JSON.parse(part) as string) : 'X')).join(''));
}

describe('what the bridge says of a message', () => {
  it('has Chinese words, whatever it is', () => {
    const said = allThatCanBeSaid();
    expect(said.length).toBeGreaterThan(40);
    expect(said.filter((words) => chineseFault(words) === null)).toEqual([]);
  });

  it('keeps what it quotes', () => {
    expect(chineseFault('lacks SEQ')).toBe('缺少 SEQ');
    expect(chineseFault('is not between 0 and 100')).toBe('不在 0 到 100 之间');
    expect(chineseFault('may hold letters, digits and . _ - only')).toBe('只能含字母、数字和 . _ -');
  });
});
