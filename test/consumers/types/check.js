import { spawnSync } from 'node:child_process';

const RESOLUTIONS = [
  ['ESNext', 'bundler'],
  ['Node16', 'node16'],
  ['NodeNext', 'nodenext'],
];
const COMPILERS = ['5.4', '5.9', '7'];
// The first checks the insides of mien's declarations, too; those of frameworks are not ours.
const PROJECTS = ['tsconfig.json', 'tsconfig.frameworks.json'];

const bad = [];
for (const compiler of COMPILERS) {
  for (const [module, resolution] of RESOLUTIONS) {
    for (const project of PROJECTS) {
      const tsc = `node_modules/typescript-${compiler}/bin/tsc`;
      const options = ['-p', project, '--module', module, '--moduleResolution', resolution];
      const { status, stdout } = spawnSync(process.execPath, [tsc, ...options], { encoding: 'utf8' });
      if (status !== 0) bad.push(`TypeScript ${compiler}, ${resolution}, ${project}:\n${stdout}`);
    }
  }
}
if (bad.length > 0) {
  console.error(bad.join('\n'));
  process.exitCode = 1;
} else {
  console.log(`no error with ${RESOLUTIONS.map(([, resolution]) => resolution).join(', ')}`);
}
