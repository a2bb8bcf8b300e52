import type { ComponentProps, ReactNode } from 'react';
import styles from './StatCard.module.css';

interface StatCardProps extends ComponentProps<'div'> {
  label: string;
  value: ReactNode;
  tone?: 'calm' | 'bright';
}

export default function StatCard({ label, value, tone = 'calm', ref, ...props }: StatCardProps) {
  return (
    <div ref={ref} className={`${styles.stat} ${styles[tone]}`} {...props}>
      <span className={styles.label}>{label}</span>
      <strong className={styles.value}>{value}</strong>
    </div>
  );
}
