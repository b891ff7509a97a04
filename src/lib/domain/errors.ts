/**
 * A failure that was foreseen: the message is one sentence that a person can act on.
 * `code` is stable and is what callers branch on; `details` names the file or thing.
 */
export class RiskError extends Error {
	readonly code: string;
	readonly details: Readonly<Record<string, unknown>>;

	constructor(
		code: string,
		message: string,
		details: Readonly<Record<string, unknown>> = {},
		options?: ErrorOptions
	) {
		super(message, options);
		this.name = 'RiskError';
		this.code = code;
		this.details = details;
	}
}
