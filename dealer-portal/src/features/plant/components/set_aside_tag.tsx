import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '@/components/values/state_tag';
import type { SetAsideState } from '../api/set_aside';

const tones: Record<SetAsideState, Tone> = { OPEN: 'warn', SENT_AGAIN: 'accent', USED: 'ok', DISMISSED: 'neutral' };

export function SetAsideTag({ state }: { state: SetAsideState }) {
  const { t } = useTranslation('plant');
  return <Tag tone={tones[state]}>{t(`setAsideState.${state}`)}</Tag>;
}
