'use strict';
const { Command, Option, Argument, InvalidArgumentError, CommanderError } = require('commander');

function build(out) {
  const program = new Command('pizza');
  program
    .description('Orders pizza')
    .version('1.2.3', '-V, --vers', 'show the version')
    .exitOverride()
    .configureOutput({ writeOut: (s) => out.push(s), writeErr: (s) => out.push('ERR ' + s) })
    .showHelpAfterError('(add --help)')
    .enablePositionalOptions()
    .option('-d, --debug', 'more output')
    .addOption(new Option('-c, --cheese [type]', 'kind of cheese').default('mozzarella').preset('blue').env('CHEESE').choices(['mozzarella', 'blue', 'none']))
    .option('--no-sauce', 'leave out the sauce')
    .option('-n, --number <n>', 'how many', (v) => {
      const n = Number(v);
      if (Number.isNaN(n)) throw new InvalidArgumentError('Not a number.');
      return n;
    }, 1)
    .option('-t, --topping <names...>', 'several');
  program.command('order')
    .alias('o')
    .argument('<size>', 'small, medium or large')
    .addArgument(new Argument('[street...]', 'where to').default(['here']))
    .option('--express', 'fast')
    .action(async (size, street, options, command) => {
      await null;
      out.push(JSON.stringify({ size, street, options, global: command.optsWithGlobals() }));
    });
  const oven = program.command('oven').description('control the oven');
  oven.command('heat').argument('<degrees>').hook('preAction', () => out.push('preAction')).action((d) => out.push(`heating to ${d}`));
  program.on('option:debug', () => out.push('debug on'));
  return program;
}

const runs = [
  ['order', 'large'],
  ['-d', '-n', '3', '--no-sauce', '-c', 'o', 'small', 'Main', 'Street', '--express'],
  ['-cblue', '--topping', 'a', 'b', '--', 'order', 'x'],
  ['--cheese=none', 'order', 'medium', '--', '--not-an-option'],
  ['oven', 'heat', '220'],
  ['--help'],
  ['help', 'order'],
  ['oven'],
  ['-V'],
  ['order'],
  ['ordr', 'x'],
  ['--debgu'],
  ['-n', 'many', 'order', 'x'],
  ['-c', 'gouda', 'order', 'x'],
  ['--topping'],
  ['oven', 'heat', '1', '2'],
];

(async () => {
  for (const args of runs) {
    const out = [];
    console.log('$ pizza', args.join(' '));
    try {
      await build(out).parseAsync(args, { from: 'user' });
    } catch (e) {
      out.push(`${e instanceof CommanderError} ${e.code} ${e.exitCode} ${e.message}`);
    }
    console.log(out.join('\n').trimEnd());
  }
  process.env.CHEESE = 'none';
  const out = [];
  const program = build(out);
  program.parse(['node', 'pizza', 'order', 'x']);
  console.log(program.opts(), program.getOptionValueSource('cheese'));
})();
