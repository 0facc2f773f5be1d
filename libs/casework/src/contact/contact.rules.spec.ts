import { tidyContact } from './contact.rules.js';

const told = (contact: { phone?: string; email?: string }): string => {
  try {
    const { phone, email } = tidyContact(contact);
    return phone ?? email ?? '-';
  } catch (error) {
    return (error as { rule: string }).rule;
  }
};

describe('contacts', () => {
  it.each([
    ['+994 50 123-45-67', '+994501234567'],
    ['00994501234567', '+994501234567'],
    ['(050) 123 45 67', '+994501234567'],
    ['+7 495 123 45 67', '+74951234567'],
    ['050123456', 'PHONE_NOT_VALID'],
    ['+0501234567', 'PHONE_NOT_VALID'],
    ['+994 50 CALL', 'PHONE_NOT_VALID'],
    ['+1234567890123456', 'PHONE_NOT_VALID'],
    [`${'1'.repeat(50_000)}!`, 'PHONE_NOT_VALID'],
  ])('phone %#', (phone, expected) => {
    expect(told({ phone })).toBe(expected);
  });

  it.each([
    ['a.b@example.az', 'a.b@example.az'],
    ['a@b@example.az', 'EMAIL_NOT_VALID'],
    ['@example.az', 'EMAIL_NOT_VALID'],
    ['a@example', 'EMAIL_NOT_VALID'],
    ['a@example..az', 'EMAIL_NOT_VALID'],
    ['a b@example.az', 'EMAIL_NOT_VALID'],
    [`${'a'.repeat(50_000)}@example.az`, 'EMAIL_NOT_VALID'],
  ])('e-mail %#', (email, expected) => {
    expect(told({ email })).toBe(expected);
  });
});
