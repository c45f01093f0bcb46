import chalk, { Chalk, chalkStderr, supportsColor, modifierNames, foregroundColorNames } from 'chalk';

const show = (s) => console.log(JSON.stringify(s));
show(chalk.red('red') + chalk.bold.underline.bgBlue('nested ' + chalk.green('green') + ' back'));
show(chalk.hex('#DEADED').bgRgb(1, 2, 3)('true colour') + chalk.ansi256(194).bgAnsi256(12)('palette'));
show(chalk.red('two\nlines', 'and', 5) + chalk.red('') + chalk.visible('visible'));
show(new Chalk({ level: 0 }).red('none') + new Chalk({ level: 1 }).hex('#ff8800')('16') + new Chalk({ level: 2 }).rgb(10, 200, 100)('256'));
console.log(chalk.level, supportsColor, chalkStderr.level, modifierNames, foregroundColorNames.length);
try { new Chalk({ level: 9 }); } catch (e) { console.log(e.message); }
export default chalk;
