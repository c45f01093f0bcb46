'use strict';
const yargs = require('yargs');
const ora = require('ora');
const chalk = require('chalk');
const semver = require('semver');
const minimist = require('minimist');

console.log(minimist(['-abc', '--no-x', '--k=v', 'rest', '--n', '5', '--', 'more'], { boolean: ['a'], alias: { k: 'key' }, '--': true }));
for (const [a, b] of [['1.2.3', '^1.2.0'], ['2.0.0-rc.1', '>=2.0.0-0'], ['1.9.9', '~1.9 || 3.x'], ['0.3.0', '^0.2.1']]) console.log(a, b, semver.satisfies(a, b, { includePrerelease: true }));
console.log(semver.sort(['1.10.0', '1.2.0', '1.2.0-beta.2', '1.2.0-beta.11']), semver.inc('1.2.3', 'preminor', 'alpha'), semver.diff('1.2.3', '2.0.0'), semver.coerce('v3.4 x').version, semver.minVersion('>1.2 <3').version, semver.valid('x'), new semver.Range('1.x || >=2.5 <3').range, semver.subset('^1.3', '^1'));
const y = (args) => (yargs.default ?? yargs)(args).scriptName('tool').exitProcess(false).locale('en')
  .command('add <file> [more..]', 'add files', (c) => c.option('force', { alias: 'f', type: 'boolean', describe: 'do it', default: false }).positional('file', { type: 'string' }), (argv) => console.log('add', argv.file, argv.more, argv.force))
  .option('level', { choices: ['low', 'high'], describe: 'how much', demandOption: false }).option('n', { type: 'number', coerce: (v) => v * 2 }).strict().version('1.0.0').wrap(70);
(async () => {
  await y(['add', 'a.txt', 'b.txt', '-f']).parse();
  console.log(await y(['add', 'x', '--n', '4', '--level', 'low']).parse());
  await y([]).parse(['--help'], (e, argv, output) => console.log(output));
  await y([]).parse(['add', 'x', '--levle', 'low'], (e, argv, output) => console.log(e?.message, output));
  const spinner = (ora.default ?? ora)({ text: 'working', stream: process.stdout, isEnabled: false });
  spinner.start();
  spinner.succeed('worked');
  spinner.fail('not');
  console.log((chalk.default ?? chalk).level);
})();
