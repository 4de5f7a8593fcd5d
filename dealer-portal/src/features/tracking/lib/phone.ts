import { formatPhone } from '@/lib/format';

/** A dealer's number as people read it out: landlines and 400 numbers in groups too. */
export const readOut = (phone: string) =>
  formatPhone(phone)
    .replace(/^(\+86)(10|2\d)(\d{4})(\d{4})$/, '$1 $2 $3 $4')
    .replace(/^(\+86)(400)(\d{3})(\d{4})$/, '$1 $2 $3 $4');
