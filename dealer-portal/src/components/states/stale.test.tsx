import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/lib/api/problem';
import { ProblemNote } from './states';

const stale = new ApiProblem(409, { code: 'order.stale_version', detail: 'You have version 3, it is now 5.', versions: { yours: 3, now: 5 } });

describe('a refusal for an old version', () => {
  it('is followed by reading again what the page shows, and keeps what was typed', async () => {
    let version = 3;
    function Form({ problem }: { problem: ApiProblem }) {
      const [note, setNote] = useState('');
      const order = useQuery({ queryKey: ['order'], queryFn: () => Promise.resolve({ version }) });
      return (
        <>
          <output>{order.data?.version}</output>
          <input aria-label="note" value={note} onChange={(event) => setNote(event.target.value)} />
          <ProblemNote error={problem} />
        </>
      );
    }
    const user = userEvent.setup();
    const client = new QueryClient();
    const page = (problem: ApiProblem) => <QueryClientProvider client={client}><Form problem={problem} /></QueryClientProvider>;
    const { rerender } = render(page(stale));
    await user.type(screen.getByLabelText('note'), 'red, please');
    expect(screen.getByText(/You have version 3, it is now 5/)).toBeTruthy();
    version = 5;
    await user.click(screen.getByRole('button', { name: /Read again/ }));
    expect(await screen.findByText(/Version 5 has been read/)).toBeTruthy();
    expect(screen.getByText('5')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('note').value).toBe('red, please');
    rerender(page(new ApiProblem(409, { code: 'order.stale_version', detail: 'You have version 5, it is now 6.', versions: { yours: 5, now: 6 } })));
    expect(screen.getByText(/You have version 5, it is now 6/)).toBeTruthy();
  });

  it('offers nothing to read where there are no versions', () => {
    render(<ProblemNote error={new ApiProblem(422, { code: 'order.nothing_changed', detail: 'This is the configuration the order already has.' })} />);
    expect(screen.queryByRole('button', { name: /Read again/ })).toBeNull();
  });
});
