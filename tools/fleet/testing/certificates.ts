import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why tests with certificates are skipped; null where they run. */
export function whyNoOpenssl(): string | null {
  const { error, status } = spawnSync('openssl', ['version']);
  return error || status !== 0 ? 'openssl is not installed: apt-get install openssl' : null;
}

/** As docs/guide/fleet.md says: an authority of one's own, a certificate for browsers, one for servers among themselves. */
export function makeCertificates(directory: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: directory, stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const root = ['-keyout', 'ca-key.pem', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Fleet'];
  openssl('req', '-x509', ...newKey, ...root);
  const purposes = { cert: 'serverAuth', 'peer-cert': 'serverAuth,clientAuth' };
  for (const [name, usage] of Object.entries(purposes)) {
    const key = name.replace('cert', 'key');
    const more = `subjectAltName=IP:127.0.0.1\nextendedKeyUsage=${usage}\n`;
    writeFileSync(join(directory, `${name}.ext`), more);
    openssl('req', ...newKey, '-keyout', `${key}.pem`, '-out', `${name}.csr`, '-subj', '/CN=127.0.0.1');
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '2'];
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signed,
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    );
  }
}
