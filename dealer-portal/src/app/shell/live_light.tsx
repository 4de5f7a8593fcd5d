import { useTranslation } from 'react-i18next';
import { useContact } from '@/lib/live/contact';
import { useFeedState } from '@/lib/live/use_feed';
import { useFormat } from '@/lib/use_format';
import styles from './shell.module.css';

/** Says whether what one sees is live, and when something last came in. */
export function LiveLight() {
  const { t } = useTranslation();
  const { clock } = useFormat();
  const feed = useFeedState();
  const contact = useContact();
  const status = !contact.reachable && feed.status !== 'live' ? 'offline' : feed.status;
  const word = t(`shell.live.${status}`);
  const detail =
    feed.lastEventAt !== null
      ? t('shell.live.lastEvent', { time: clock(feed.lastEventAt) })
      : status === 'idle' && contact.lastAt !== null
        ? t('shell.live.lastContact', { time: clock(contact.lastAt) })
        : t('shell.live.noEvent');
  return (
    <span className={styles.live} role="status" aria-label={`${t('shell.live.label', { status: word })} ${detail}`} title={detail}>
      <svg className={`${styles.light} ${styles[`live_${status}`]}`} viewBox="0 0 10 10" aria-hidden>
        {status === 'offline' ? <path d="m2 2 6 6m0-6-6 6" stroke="currentColor" strokeWidth="2" /> : null}
        {status === 'connecting' || status === 'reconnecting' ? <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="5 3" /> : null}
        {status === 'live' || status === 'idle' ? <circle cx="5" cy="5" r="4.4" fill="currentColor" /> : null}
      </svg>
      <span className={styles.liveText} aria-hidden>
        {word}
        {feed.lastEventAt !== null && <span className="muted"> {clock(feed.lastEventAt)}</span>}
      </span>
    </span>
  );
}
