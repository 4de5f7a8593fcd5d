import { LeftOutlined } from '@ant-design/icons';
import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useTitle } from '@/lib/use_title';
import styles from './page.module.css';

type HeaderProps = { title: string; tag?: ReactNode; lead?: ReactNode; back?: { to: string; label: string }; children?: ReactNode };

export function PageHeader({ title, tag, lead, back, children }: HeaderProps) {
  useTitle(title);
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        {back && (
          <Link to={back.to} className={styles.crumb}>
            <LeftOutlined aria-hidden /> {back.label}
          </Link>
        )}
        <h1 className={styles.title}>
          <span>{title}</span> {tag}
        </h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  );
}

type PanelProps = { title?: string; aside?: ReactNode; flush?: boolean; className?: string; children: ReactNode };

export function Panel({ title, aside, flush, className = '', children }: PanelProps) {
  const id = useId();
  return (
    <section className={`${styles.panel} ${className}`} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className={styles.panelHead}>
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      <div className={flush ? styles.flush : styles.panelBody}>{children}</div>
    </section>
  );
}

export type Fact = { label: string; value: ReactNode; wide?: boolean };

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={fact.wide ? styles.wide : undefined}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

type FieldProps = { label: string; hint?: ReactNode; fault?: string; children: (ids: { id: string; describedBy: string; invalid: boolean }) => ReactNode };

/** A label, its control, and what is wrong with it, bound together for every reader. */
export function Field({ label, hint, fault, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy: `${id}d`, invalid: Boolean(fault) })}
      <span id={`${id}d`} className={fault ? styles.fieldFault : styles.fieldHint} role={fault ? 'alert' : undefined}>
        {fault ?? hint}
      </span>
    </div>
  );
}

type ChoiceProps<T extends string> = { label: string; value: T; options: { value: T; label: ReactNode }[]; onChange: (value: T) => void };

/** One of a few, side by side. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <div className={styles.segments} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}
