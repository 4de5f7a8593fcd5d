import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Issue, Report } from '../api/catalog_import';
import { Component } from './catalog_page';

const server = vi.hoisted(() => ({ report: {} as unknown, sent: [] as { path: string; body: { revision?: number; stale_is_fine?: boolean; files: { name: string; content: string }[] } }[] }));
vi.mock('@/lib/api/client', () => ({
  api: {
    POST: async (path: string, { body }: { body: (typeof server.sent)[number]['body'] }) => {
      server.sent.push({ path, body });
      return path.endsWith('/check') ? server.report : { revision: 18, changes_total: 1, sections: [] };
    },
  },
  call: (pending: Promise<unknown>) => pending,
}));

const issue = (change: Partial<Issue>): Issue => ({ severity: 'ERROR', file: null, section: 'PRICES', row: 12, column: 'amount', code: 'catalog.cell_money', sentence: { zh: '不是金额', en: 'No amount.' }, ...change });
const report = (change: Partial<Report>): Report => ({ revision: 17, importable: false, files: [{ name: 'catalog-prices-r17.csv', format: 'CSV', encoding: 'UTF-8', revision: 17 }], sections: [], errors: 0, warnings: 0, issues: [], changes_total: 0, changes: [], ...change });

beforeEach(() => {
  server.sent = [];
});

async function drop(roles = ['ADMINISTRATOR']) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['me'], { roles });
  render(<QueryClientProvider client={client}><MemoryRouter><Component /></MemoryRouter></QueryClientProvider>);
  if (roles.includes('ADMINISTRATOR')) await userEvent.upload(screen.getByLabelText('Drop files here, or click to choose', { selector: 'input' }), new File(['model'], 'catalog-prices-r17.csv'));
}

describe('the catalogue as files', () => {
  it('sends what was dropped to be checked, and lists what is wrong', async () => {
    server.report = report({ errors: 1, warnings: 1, issues: [issue({}), issue({ severity: 'WARNING', row: 3, sentence: { zh: '没有价格', en: 'Costs nothing.' } })] });
    await drop();
    expect(await screen.findByText(/There is 1 error, so nothing can be imported/)).toBeTruthy();
    expect(server.sent[0]?.body.files).toEqual([{ name: 'catalog-prices-r17.csv', content: btoa('model') }]);
    const rows = () => within(within(screen.getByRole('group', { name: 'Errors and warnings' })).getByRole('table')).getAllByRole('row');
    expect(rows().map((row) => row.textContent)).toEqual(['LevelTableRowColumnProblem', 'ErrorPrices12amountNo amount. catalog.cell_money', 'WarningPrices3amountCosts nothing. catalog.cell_money']);
    await userEvent.click(screen.getByRole('radio', { name: 'Warnings 1' }));
    expect(rows()).toHaveLength(2);
    expect((screen.getByRole('button', { name: 'Import' }) as HTMLButtonElement).disabled).toBe(true);
  });

  it('imports what was checked, at the revision it was checked against', async () => {
    server.report = report({ importable: true, changes_total: 1, changes: [{ section: 'PRICES', kind: 'CHANGED', key: 'M 2026 T1', row: 2, cells: [{ column: 'amount', before: '1.00', after: '2.00' }] }] });
    await drop();
    await userEvent.click(await screen.findByRole('button', { name: 'Import 1 change' }));
    expect(await screen.findByText('1 change imported; the catalogue is at revision 18 now.')).toBeTruthy();
    expect(server.sent[1]?.path).toBe('/catalog/imports');
    expect(server.sent[1]?.body.revision).toBe(17);
  });

  it('takes an old file only from somebody who says so', async () => {
    server.report = report({ errors: 1, issues: [issue({ code: 'catalog.file_stale', section: null, row: null, column: null, file: 'catalog-prices-r17.csv' })] });
    await drop();
    await userEvent.click(await screen.findByRole('checkbox', { name: /older than the catalogue/ }));
    expect(server.sent.map((each) => each.body.stale_is_fine)).toEqual([false, true]);
  });

  it('lets an auditor download, and nothing more', async () => {
    await drop(['AUDITOR']);
    expect(screen.getByRole('link', { name: /Download Excel/ })).toBeTruthy();
    expect(screen.queryByLabelText('Drop files here, or click to choose')).toBeNull();
  });
});
