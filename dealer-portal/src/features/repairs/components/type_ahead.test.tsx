import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import '@/lib/i18n';
import { TypeAhead, type Suggestion } from './type_ahead';

const air: Suggestion<string> = { key: 'a', title: 'A/C leak test', item: 'air' };
const oil: Suggestion<string> = { key: 'o', title: 'Oil change', item: 'oil' };

function field(onChoose: (item: string) => void) {
  const at = (suggestions: Suggestion<string>[], settled: boolean) => (
    <TypeAhead label="Operation" cell="c" value="" suggestions={suggestions} settled={settled} onType={() => undefined} onChoose={onChoose} />
  );
  const { rerender } = render(at([air], true));
  return (suggestions: Suggestion<string>[], settled: boolean) => rerender(at(suggestions, settled));
}

describe('a field that finds as one types', () => {
  it('never takes what answers an earlier text, however fast one is', async () => {
    const chosen = vi.fn();
    const answer = field(chosen);
    await userEvent.click(screen.getByRole('combobox'));
    answer([air], false);
    await userEvent.keyboard('oil{Enter}');
    expect(chosen).not.toHaveBeenCalled();
    answer([oil], true);
    expect(chosen).toHaveBeenCalledExactlyOnceWith('oil');
  });

  it('takes the marked one where the answer is there', async () => {
    const chosen = vi.fn();
    const answer = field(chosen);
    await userEvent.type(screen.getByRole('combobox'), 'o');
    answer([air, oil], true);
    await userEvent.keyboard('{ArrowDown}{Tab}');
    expect(chosen).toHaveBeenCalledExactlyOnceWith('oil');
  });

  it('typing on takes nothing for the earlier Enter', async () => {
    const chosen = vi.fn();
    const answer = field(chosen);
    answer([], false);
    await userEvent.type(screen.getByRole('combobox'), 'a{Enter}b');
    answer([oil], true);
    expect(chosen).not.toHaveBeenCalled();
  });
});
