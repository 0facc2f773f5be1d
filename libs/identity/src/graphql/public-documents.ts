/**
 * The documents that a caller without a session may send, to the letter: the edge lists them by their hash. Nothing else of a
 * stranger's is even parsed.
 */
const SESSION = 'token expiresAt officer roles';

/** Signing in without a second factor; with one held, it gives nothing. */
export const SIGN_IN_DOCUMENT = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { ${SESSION} } }`;

/** Signing in; where a second factor is held, `pending` is for the next document. */
export const SIGN_IN_STEPS_DOCUMENT = `mutation SignInSteps($input: SignInInput!) { signIn(input: $input) { ${SESSION} secondFactor pending deviceOptions } }`;

/** The second step. */
export const CONFIRM_SIGN_IN_DOCUMENT = `mutation ConfirmSignIn($input: ConfirmSignInInput!) { confirmSignIn(input: $input) { ${SESSION} } }`;

/** Asks for a challenge that any device may sign. */
export const BEGIN_DEVICE_SIGN_IN_DOCUMENT = 'mutation BeginDeviceSignIn { beginDeviceSignIn }';

/** Signing in with a device alone. */
export const DEVICE_SIGN_IN_DOCUMENT = `mutation SignInWithDevice($input: DeviceSignInInput!) { signInWithDevice(input: $input) { ${SESSION} } }`;

/** Asks for the provider's address. */
export const BEGIN_PROVIDER_SIGN_IN_DOCUMENT = 'mutation BeginProviderSignIn { beginProviderSignIn }';

/** Signing in with what the provider sent back; where a second factor is held, `pending` is for `confirmSignIn`. */
export const PROVIDER_SIGN_IN_DOCUMENT = `mutation SignInWithProvider($input: ProviderSignInInput!) { signInWithProvider(input: $input) { ${SESSION} secondFactor pending deviceOptions } }`;

/** All of them, by the field they ask. */
export const PUBLIC_DOCUMENTS: readonly { readonly field: string; readonly document: string }[] = [
  { field: 'signIn', document: SIGN_IN_DOCUMENT },
  { field: 'signIn', document: SIGN_IN_STEPS_DOCUMENT },
  { field: 'confirmSignIn', document: CONFIRM_SIGN_IN_DOCUMENT },
  { field: 'beginDeviceSignIn', document: BEGIN_DEVICE_SIGN_IN_DOCUMENT },
  { field: 'signInWithDevice', document: DEVICE_SIGN_IN_DOCUMENT },
  { field: 'beginProviderSignIn', document: BEGIN_PROVIDER_SIGN_IN_DOCUMENT },
  { field: 'signInWithProvider', document: PROVIDER_SIGN_IN_DOCUMENT },
];

/** Fields by which one signs in: each at most once in a document. */
export const SIGN_IN_FIELDS: readonly string[] = [...new Set(PUBLIC_DOCUMENTS.map(({ field }) => field))];
