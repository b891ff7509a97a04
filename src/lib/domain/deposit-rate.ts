/** How a contractor's wage deposit is to be set: 65号文, 新密政办文〔2018〕14号 (九). */
export type DepositRate = 'full' | 'higher' | 'lower';

/** By arrears that are open, and by those of the window of years: open ones are paid in full, settled ones raise it. */
export function depositRate(arrears: { readonly open: number; readonly inWindow: number }): DepositRate {
	if (arrears.open > 0) return 'full';
	return arrears.inWindow > 0 ? 'higher' : 'lower';
}
