/** What the server answers to a file: the number of its preview, or why there is none. */
export interface SendAnswer {
	readonly id?: string;
	readonly message?: string;
}

interface SendOptions {
	readonly supplier: string;
	readonly feed: string;
	/** Whether to name a content type: the development server reads no body without one. */
	readonly typed: boolean;
}

/** Sends the bytes of one file as they are; `progress` is told the percentage. Needs a browser. */
export function sendFile(
	file: File,
	{ supplier, feed, typed }: SendOptions,
	progress: (percent: number) => void
): Promise<SendAnswer> {
	const query = new URLSearchParams({ supplier, feed });
	return new Promise((resolve) => {
		const request = new XMLHttpRequest();
		request.open('PUT', `/upload/receive/${encodeURIComponent(file.name)}?${query}`);
		request.responseType = 'json';
		request.upload.onprogress = (event) => {
			if (event.lengthComputable) progress(Math.min(99, Math.floor((event.loaded / event.total) * 100)));
		};
		request.onload = () => {
			const answer = (request.response ?? {}) as SendAnswer;
			if (answer.id) progress(100);
			resolve(answer);
		};
		request.onerror = () => resolve({});
		request.send(typed ? file.slice(0, file.size, 'application/octet-stream') : file.slice(0, file.size, ''));
	});
}
