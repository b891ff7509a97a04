import { fine, ill, type HealthCheck } from './health-check';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

export default {
	id: 'origin',
	order: 120,
	label: { zh: '访问地址', en: 'Address' },
	run(app) {
		const { origin, host, port } = app.config;
		if (origin === undefined) {
			if (loopback.has(host)) return fine(`只在本机可用：${host}:${port}`);
			return ill(
				`监听 ${host}:${port}，但没有设置 ORIGIN，表单提交和通知里的链接可能不可用`,
				'设置 ORIGIN=https://单位访问的地址，并在反向代理上启用 HTTPS'
			);
		}
		if (!origin.startsWith('https:') && !loopback.has(new URL(origin).hostname))
			return ill(`访问地址 ${origin} 没有加密，口令和数据会明文传输`, '在反向代理上启用 HTTPS，再改 ORIGIN');
		return fine(`访问地址 ${origin}，本机监听 ${host}:${port}`);
	}
} satisfies HealthCheck;
