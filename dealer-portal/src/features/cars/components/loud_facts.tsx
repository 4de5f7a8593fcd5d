import { SafetyCertificateOutlined, ToolOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/page/button_link';
import { Tag } from '@/components/values/state_tag';
import { Day, Km } from '@/components/values/values';
import type { Vehicle } from '../api/cars';
import styles from './car.module.css';

/** What must not be overlooked: a repair already open, and who pays for the next one. */
export function LoudFacts({ car }: { car: Vehicle }) {
  const { t } = useTranslation('cars');
  const inForce = car.warranties.some((warranty) => warranty.in_force);
  const allInForce = car.warranties.every((warranty) => warranty.in_force);
  return (
    <div className={styles.loud}>
      {car.open_repair_order && (
        <div className={`${styles.alert} ${styles.open}`} role="status">
          <ToolOutlined style={{ fontSize: 22, color: 'var(--warn)' }} aria-hidden />
          <div>
            <b>{t('repairOpen')}</b>
            <span className="mono">{car.open_repair_order}</span>
          </div>
          <ButtonLink to={`/repair-orders/${car.open_repair_order}`}>{t('toRepair')}</ButtonLink>
        </div>
      )}
      <div className={`${styles.alert} ${inForce ? styles.inForce : ''}`}>
        <SafetyCertificateOutlined style={{ fontSize: 22, color: inForce ? 'var(--ok)' : 'var(--fg-3)' }} aria-hidden />
        <div>
          <b>{inForce ? t(allInForce ? 'warrantyInForce' : 'warrantyPartly') : car.warranties.length > 0 ? t('warrantyOver') : t('warrantyNone')}</b>
          <ul>
            {car.warranties.map((warranty) => (
              <li key={warranty.kind} className={styles.warranty}>
                <Tag tone={warranty.in_force ? 'ok' : 'neutral'}>{t(`warranty.${warranty.kind}`)}</Tag>
                <span>
                  {t('until')} <Day day={warranty.to_date} year />
                  {warranty.limit_km !== null && <> {t('orAt')} <Km km={warranty.limit_km} /></>}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
