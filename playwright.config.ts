import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.e2e.ts',
	globalSetup: './tests/support/e2e-setup.ts',
	outputDir: 'test-results',
	timeout: 90_000,
	expect: { timeout: 15_000 },
	forbidOnly: Boolean(process.env.CI),
	// One server answers all workers; more of them than cores only makes every page slow.
	workers: 2,
	// On a shared machine a page may stall for a moment: what passes the second time is listed as flaky.
	retries: process.env.CI ? 1 : 0,
	reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
	use: {
		baseURL: process.env.E2E_URL,
		browserName: 'chromium',
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		viewport: { width: 1440, height: 900 },
		launchOptions: await findBrowser(),
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure'
	}
});
