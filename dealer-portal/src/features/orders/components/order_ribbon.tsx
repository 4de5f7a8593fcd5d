import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineRibbon } from '@/components/ribbon/line_ribbon';
import { ribbonModel } from '@/components/ribbon/ribbon_model';
import { Bones } from '@/components/states/states';
import { Ago, Day, Exact } from '@/components/values/values';
import type { Order } from '@/lib/api/types';
import { useCodeWords } from '@/lib/codes';
import { useLine } from '@/lib/lines';

export function OrderRibbon({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const words = useCodeWords();
  const line = useLine(order.build?.line);
  const model = useMemo(() => line && ribbonModel(line.stations, order.state, order.build, order.build_events), [line, order]);
  if (order.state === 'CANCELLED' || order.state === 'REFUSED') return <p className="muted">{t(`gone.${order.state}`)}</p>;
  if (!model) return <Bones rows={3} />;
  const build = order.build;
  const part = build?.hold_part_no ? ` (${build.hold_part_no})` : '';
  const hold = build?.state === 'HELD' ? words('hold', build.hold_reason ?? 'UNKNOWN') + part : null;
  return <LineRibbon model={model} hold={hold} since={<Since order={order} />} />;
}

/** Since when it stands there, or what comes next. */
function Since({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const build = order.build;
  if (order.state === 'DELIVERED') return t('since.delivered');
  if (order.state === 'ARRIVED') return order.as_built?.state === 'DIFFERS' ? t('since.arrivedDiffers') : t('since.arrived');
  if (order.state === 'IN_TRANSIT' && build?.road_eta) return <>{t('since.eta')} <Exact at={build.road_eta} /></>;
  if (!build) return t('since.beforeBuild');
  if (!build.station && build.planned_start) return <>{t('since.planned')} <Exact at={build.planned_start} /></>;
  if (build.station_since) return <>{t(build.state === 'HELD' ? 'since.held' : 'since.here')} <Ago at={build.station_since} /></>;
  return order.promised_date ? <>{t('fact.promised')} <Day day={order.promised_date} /></> : null;
}
