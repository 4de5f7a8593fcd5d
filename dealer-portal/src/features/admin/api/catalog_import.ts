import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, call } from '@/lib/api/client';
import { useCreate } from '@/lib/api/idempotency';
import type { ApiProblem } from '@/lib/api/problem';
import type { Schemas } from '@/lib/api/types';

export type Report = Schemas['CatalogImportReport'];
export type Issue = Schemas['CatalogImportIssue'];
export type Change = Report['changes'][number];
export type SectionReport = Schemas['CatalogSectionReport'];
export type Section = Schemas['CatalogSection'];
export type Imported = Schemas['CatalogImported'];
export type SentFile = Schemas['SentFile'];

export const sections: Section[] = ['MODELS', 'FEATURES', 'PRICES', 'RULES', 'AVAILABILITY'];

/** The browser downloads these by itself. */
export const workbookAddress = '/api/v1/catalog/export?format=XLSX';
export const csvAddress = (section: Section) => `/api/v1/catalog/export?format=CSV&section=${section}`;

/** The file as the server takes it: its bytes in base64. */
export function readFile(file: File): Promise<SentFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.onload = () => {
      const address = String(reader.result);
      resolve({ name: file.name, content: address.slice(address.indexOf(',') + 1) });
    };
    reader.readAsDataURL(file);
  });
}

export type Checked = { files: SentFile[]; staleIsFine: boolean };

export function useCheckImport() {
  return useMutation<Report, ApiProblem, Checked>({
    mutationFn: ({ files, staleIsFine }) => call(api.POST('/catalog/imports/check', { body: { files, stale_is_fine: staleIsFine } })),
  });
}

/** What dealers see of the catalogue is read anew. */
export function useImportCatalog() {
  const client = useQueryClient();
  return useCreate<Imported, Checked & { revision: number }>(
    ({ files, staleIsFine, revision }, key) =>
      call(api.POST('/catalog/imports', { body: { files, revision, stale_is_fine: staleIsFine }, params: { header: { 'Idempotency-Key': key } } })),
    { onSuccess: () => client.invalidateQueries() },
  );
}
