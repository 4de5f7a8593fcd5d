import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '@/components/values/state_tag';
import type { QuoteState } from '../api/quotes';

const tones: Record<QuoteState, Tone> = {
  OPEN: 'accent',
  WAITING_APPROVAL: 'warn',
  APPROVED: 'ok',
  DECLINED: 'bad',
  EXPIRED: 'neutral',
  ORDERED: 'ok',
  WITHDRAWN: 'neutral',
};

export function QuoteStateTag({ state }: { state: QuoteState }) {
  const { t } = useTranslation('quotes');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
