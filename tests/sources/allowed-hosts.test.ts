import { expect, test } from 'vitest';
import { requireAllowedUrl } from '$lib/server/sources/allowed-hosts';

const allowed = ['10.1.2.3:8080', 'data.gov.local:443', '[fd00::1]:8443'];
const ask = (address: string) => requireAllowedUrl('某局', address, allowed).href;

test.each([
	'http://10.1.2.3:8080',
	'http://10.1.2.3:8080/feeds?x=1',
	'https://data.gov.local/api',
	'https://data.gov.local:443/',
	'https://[fd00::1]:8443/x',
	'HTTPS://DATA.GOV.LOCAL/'
])('%s may be asked', (address) => {
	expect(() => ask(address)).not.toThrow();
});

test.each([
	'http://10.1.2.3',
	'http://10.1.2.3:80',
	'http://10.1.2.3:8081/',
	'https://10.1.2.4:8080/',
	'http://127.0.0.1:8080/',
	'http://localhost:8080/',
	'http://[::1]:8080/',
	'http://0.0.0.0:8080/',
	'http://169.254.169.254/latest/meta-data',
	'http://user@10.1.2.3:8080/',
	'http://user:pass@10.1.2.3:8080/',
	'http://10.1.2.3:8080@evil.example/',
	'http://evil.example/10.1.2.3:8080',
	'http://evil.example#10.1.2.3:8080',
	'http://10.1.2.3.evil.example:8080/',
	'http://0x0a010203:8080/',
	'http://167838211:8080/',
	'http://012.1.2.3:8080/',
	'http://10.1.515:8080/',
	'http://10。1。2。3:8080/',
	'http://[::ffff:10.1.2.3]:8080/',
	'https://data.gov.local.:443/',
	'https://data.gov.local:444/',
	'https://xn--data-gov.local/',
	'file:///etc/passwd',
	'gopher://10.1.2.3:8080/',
	'ftp://10.1.2.3:8080/',
	'javascript:alert(1)',
	'//10.1.2.3:8080/',
	'10.1.2.3:8080',
	'http:\\\\10.1.2.3:8080\\',
	'http://10.1.2.3:8080\n.evil.example/',
	''
])('%s is refused before anything is asked', (address) => {
	expect(() => ask(address)).toThrow(/不能使用/);
});
