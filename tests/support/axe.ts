import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Waits until nothing on the page is on its way: a colour half way through a change is nobody's colour. */
async function settled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const passing = document
			.getAnimations()
			.filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
		await Promise.allSettled(passing.map(({ finished }) => finished));
	});
}

/**
 * The accessibility faults of the page as it stands after its transitions, or of one part of it.
 *
 * @returns one line a fault: the rule of axe, the places that break it, and the first of them as it stands
 */
export async function accessFaults(page: Page, part?: string): Promise<string[]> {
	await settled(page);
	const axe = new AxeBuilder({ page });
	const { violations } = await (part ? axe.include(part) : axe).analyze();
	return violations.map(
		({ id, nodes }) => `${id} ${nodes.map(({ target }) => target).join()}: ${nodes[0]?.html}`
	);
}
