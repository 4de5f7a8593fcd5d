import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { PageHeader } from '@/components/page/page';
import { Bones, ProblemNote, ProblemState, State } from '@/components/states/states';
import { Configurator, type Model } from '@/features/configurator';
import type { Order } from '@/lib/api/types';
import { useChangeOrder, useOrder } from '../api/orders';
import { useChangePreview, useChangeWindows, useModelOfOrder } from '../api/life';
import { useLiveOrder } from '../api/live';
import { ChangeEffects } from '../components/change_effects';
import { currentConfiguration, type Configuration } from '../components/configurations';
import { Difference } from '../components/difference';
import { useChangeLimits } from '../components/use_change_limits';

export function Component() {
  const { number = '' } = useParams();
  const { t } = useTranslation('orders');
  const order = useOrder(number);
  useLiveOrder(number);
  const model = useModelOfOrder(number, order.data?.version);
  const failed = order.error ?? model.error;
  const current = order.data && currentConfiguration(order.data);
  return (
    <>
      <PageHeader title={t('changeTitle', { number })} lead={t('changeLead')} back={{ to: `/orders/${number}`, label: number }} />
      {failed && <ProblemState error={failed} />}
      {order.data && !order.data.actions.includes('CHANGE') && <State drawing="closed" title={t('changeClosed')} text={t('changeClosedText')} />}
      {!failed && !(order.data && model.data) && <Bones rows={10} />}
      {order.data?.actions.includes('CHANGE') && model.data && current && <ChangeForm order={order.data} model={model.data} current={current} />}
    </>
  );
}

function ChangeForm({ order, model, current }: { order: Order; model: Model; current: Configuration }) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  const before = current.lines.filter((line) => !line.included).map((line) => line.code);
  const [chosen, setChosen] = useState(before);
  const same = sameSet(before, chosen);
  const windows = useChangeWindows(order).data?.windows ?? [];
  const limits = useChangeLimits(windows, before);
  const closed = windows.flatMap((window) => [window, ...window.closings]).map((part) => (part.open ? '1' : '0')).join('');
  const preview = useChangePreview(order, same ? null : { features: chosen }, closed);
  const ready = preview.isSuccess && !preview.isPlaceholderData && preview.data.possible;
  const change = useChangeOrder(order.number, () => void navigate(`/orders/${order.number}`));
  return (
    <Configurator
      model={model}
      order={order.number}
      limits={limits}
      chosen={chosen}
      onChange={setChosen}
      footer={({ check, settled }) => (
        <>
          {check && <Difference from={{ lines: current.lines }} to={{ lines: check.lines }} currency={order.currency} />}
          {preview.data && !same && <ChangeEffects preview={preview.data} />}
          <ProblemNote error={change.error} />
          <Button
            type="primary"
            size="large"
            block
            loading={change.isPending || change.isSuccess}
            disabled={!settled || !check?.valid || same || !ready}
            onClick={() => change.mutate({ version: order.version, features: chosen })}
          >
            {t('askChange')}
          </Button>
        </>
      )}
    />
  );
}

const sameSet = (a: string[], b: string[]) => a.length === b.length && a.every((code) => b.includes(code));
