import { invalidateAll } from '$app/navigation';

const askMilliseconds = 15_000;
const waitMilliseconds = 5_000;
const minute = 60_000;

/** A screen that hangs on a wall: knows whether the server is there, how old the picture is, and makes it new. */
export class AlwaysOn {
	/** The server did not answer when it was asked last. */
	isLost = $state(false);
	/** Whole minutes since the picture was read. */
	age = $state(0);
	/** The browser keeps the screen from going dark. */
	isAwake = $state(false);
	#readAt = Date.now();
	#refreshMinutes = 0;

	/** A new picture has come. */
	read(refreshMinutes: number): void {
		this.#readAt = Date.now();
		this.age = 0;
		this.#refreshMinutes = refreshMinutes;
	}

	/** Watches until the page is left. */
	watch(): () => void {
		const timer = setInterval(() => void this.#look(), askMilliseconds);
		const wake = () => void this.#stayAwake();
		wake();
		document.addEventListener('visibilitychange', wake);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', wake);
		};
	}

	/** Loads the page anew if the server is there; a picture is never given up for an error. */
	async renew(): Promise<void> {
		if (!(await this.#isThere())) return;
		// A reload would leave the full screen that a key opened; what was read anew is the same there.
		if (document.fullscreenElement) await invalidateAll();
		else location.reload();
	}

	async #look(): Promise<void> {
		this.age = Math.floor((Date.now() - this.#readAt) / minute);
		const wasLost = this.isLost;
		const isThere = await this.#isThere();
		// A server that comes back may be a new version of the program.
		const isDue = this.#refreshMinutes > 0 && this.age >= this.#refreshMinutes;
		if (isThere && (wasLost || isDue)) await this.renew();
	}

	async #isThere(): Promise<boolean> {
		const answer = await fetch('/readyz', { signal: AbortSignal.timeout(waitMilliseconds) }).catch(
			() => null
		);
		this.isLost = !answer?.ok;
		return !this.isLost;
	}

	async #stayAwake(): Promise<void> {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		const lock = await navigator.wakeLock.request('screen').catch(() => null);
		this.isAwake = lock !== null;
		lock?.addEventListener('release', () => (this.isAwake = false));
	}
}
