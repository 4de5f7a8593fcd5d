import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { MissingPart } from './missing_part';

vi.mock('@/components/values/values', () => ({ Exact: ({ at }: { at: string }) => <time>{at}</time> }));

const part = { part_no: 'BRAKE-MODULE', name: { zh: '制动模块', en: 'Brake module' }, expected_back: '2026-11-25T02:00:00.000Z' };

it('whoever calls is told which part is missing and when it is expected back', () => {
  render(<MissingPart part={part} />);
  expect(screen.getByText('Brake module')).toBeTruthy();
  expect(screen.getByText('BRAKE-MODULE')).toBeTruthy();
  expect(screen.getByText(part.expected_back)).toBeTruthy();
});

it('or that nobody knows when', () => {
  render(<MissingPart part={{ ...part, expected_back: null }} />);
  expect(screen.getByText('Not known yet')).toBeTruthy();
});
