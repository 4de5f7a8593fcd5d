import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { expect, it, vi } from 'vitest';
import { ApiProblem } from '@/lib/api/problem';
import { Component } from './new_fleet_page';

const said = 'The towing hook needs the large engine.';
vi.mock('@/lib/api/client', () => ({
  api: { POST: async () => undefined },
  call: async () => {
    throw new ApiProblem(422, {
      code: 'catalog.configuration_invalid',
      detail: 'This configuration cannot be built.',
      errors: [{ pointer: '/cars/1/features', code: 'catalog.rule_broken', detail: said }],
    });
  },
}));
vi.mock('@/features/configurator', () => ({
  ModelPicker: ({ onChoose }: { onChoose: (code: string, year: number) => void }) => <button onClick={() => onChoose('X', 2026)}>model</button>,
  useModel: (code: string | null) => ({ data: code && { code, model_year: 2026, name: { zh: '车', en: 'Car' } } }),
  startingFeatures: () => [],
  Configurator: ({ footer }: { footer: (state: object) => React.ReactNode }) => footer({ check: { valid: true, lines: [], total: '1000.00', currency: 'CNY' }, settled: true }),
  BuyerPicker: ({ onChoose }: { onChoose: (id: number) => void }) => <button onClick={() => onChoose(3)}>buyer</button>,
  RequestedDate: ({ onChange }: { onChange: (day: string) => void }) => <button onClick={() => onChange('2099-01-01')}>date</button>,
}));

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

it('a car that the fleet cannot have is marked and says why, until the cars are others', async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter><Component /></MemoryRouter>
    </QueryClientProvider>,
  );
  await press('model');
  await press('Add to the fleet order');
  await userEvent.click(screen.getByRole('button', { name: /Add a car/ }));
  await press('model');
  await press('Add to the fleet order');
  await press('buyer');
  await press('date');
  await press('Order 2 cars');
  const [first, second] = screen.getAllByRole('listitem');
  expect(within(second!).getByText(said)).toBeTruthy();
  expect(within(first!).queryByText(said)).toBeNull();
  await userEvent.click(within(first!).getByRole('button', { name: 'Remove' }));
  expect(screen.queryByText(said)).toBeNull();
});
