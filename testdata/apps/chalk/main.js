// env: FORCE_COLOR=3
'use strict';
const chalk = require('chalk');

const show = (s) => console.log(JSON.stringify(s), s.length);
show(chalk.red('red'));
show(chalk.blue.bold.underline('nested ' + chalk.green('green') + ' back'));
show(chalk`{bold tagged {red.bgYellow ${1 + 1}}} \u{41}`);
show(chalk.hex('#DEADED').bgRgb(1, 2, 3)('true colour'));
show(chalk.ansi256(194).bgAnsi256(12)('palette'));
show(chalk.keyword('orange')('keyword'));
show(chalk.hsl(32, 100, 50)('hsl'));
show(chalk.red('two\nlines', 'and', 'more', 5, null));
show(chalk.reset(chalk.inverse.strikethrough.hidden.dim.italic('all')));
show(chalk.red(''));
show(chalk.visible('visible'));
show(new chalk.Instance({ level: 0 }).red.visible('invisible'));
show(new chalk.Instance({ level: 1 }).hex('#ff8800')('down to 16'));
show(new chalk.Instance({ level: 2 }).rgb(10, 200, 100)('down to 256'));
console.log(chalk.level, chalk.supportsColor, chalk.stderr.level, typeof chalk.bold, chalk.bold instanceof Function);
const theme = { error: chalk.bold.red, warning: chalk.keyword('orange') };
console.log(theme.error('Error!'), theme.warning('Warning!'));
try {
  chalk`{unknown x}`;
} catch (e) {
  console.log(e.message);
}
