import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '@/lib/api/client';
import { useName } from '@/lib/i18n';
import { useMe } from '@/lib/session';
import styles from './shell.module.css';

export function UserMenu() {
  const { t } = useTranslation();
  const name = useName();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => api.DELETE('/sessions/current'),
    onSettled: async () => {
      await navigate('/sign-in', { replace: true });
      client.clear();
    },
  });
  const items = [
    { key: 'who', disabled: true, label: <>{me.roles.map((role) => t(`role.${role}`)).join(' · ')}<br />{name(me.organisation.name)}</> },
    { type: 'divider' as const },
    { key: 'out', label: t('shell.signOut'), onClick: () => signOut.mutate() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button type="button" className={styles.user} aria-haspopup="menu">
        <span className="sr-only">{t('shell.userMenu')}</span>
        <span className={styles.avatar} aria-hidden>{me.name.slice(0, 1)}</span>
        <span className={styles.userName}>
          <b>{me.name}</b>
          <span>{name(me.organisation.name)}</span>
        </span>
      </button>
    </Dropdown>
  );
}
