/** Which algorithms a home seals with: AES and SHA-2, or SM4 and SM3; chosen when it is new, never changed afterwards. */
export const suiteNames = ['aes', 'sm'] as const;
export type SuiteName = (typeof suiteNames)[number];
