import type { Page } from '@playwright/test';

/** Says yes to the question before an act that cannot be taken back. */
export const agree = (page: Page): Promise<void> => page.getByRole('alertdialog').locator('.danger').click();
