/** How a person can be reached, from the contact columns of HTCDS. */
import { tidyContact } from '#casework';

import { obeying, type Cells } from '../format/cells.js';
import { RowFault } from '../format/row-fault.js';

const ADDRESS = ['prs_MailingStreet', 'prs_MailingCity', 'prs_MailingState', 'prs_MailingPostalCode', 'prs_MailingCountry'] as const;
const LONGEST_ADDRESS = 500;
/** More than a line may have, so that line ends are let through. */
const LONGEST_CELL = 1_000;

export interface Contact {
  /** E.164. A mobile number before one at home: the record has one. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
}

/** @throws RowFault. */
export function contactIn(cells: Cells): Contact {
  const phones = ['prs_MobilePhone', 'prs_HomePhone'].map((column) => {
    const phone = cells.one(column);
    return phone === null ? null : obeying(column, () => tidyContact({ phone })).phone;
  });
  const email = cells.one('prs_Email');
  if (email !== null) obeying('prs_Email', () => tidyContact({ email }));
  // A street in two lines is one address in one line.
  const address = ADDRESS.flatMap((column) => cells.text(column, LONGEST_CELL)?.split('\n') ?? []).join(', ');
  if (address.length > LONGEST_ADDRESS) throw new RowFault('TEXT_TOO_LONG', 'prs_MailingStreet');
  return { phone: phones.find((phone) => phone !== null) ?? null, email, address: address === '' ? null : address };
}
