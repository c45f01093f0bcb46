// The session that gonode is when it has nothing to run.
'use strict';

const { env } = process;
const options = {
  ignoreUndefined: false,
  useGlobal: true,
  breakEvalOnSigint: true,
  [standalone]: true,
};
if (Number.parseInt(env.NODE_NO_READLINE, 10)) options.terminal = false;
if (env.NODE_REPL_MODE) {
  options.replMode = env.NODE_REPL_MODE.toLowerCase().trim() === 'strict' ? repl.REPL_MODE_STRICT : repl.REPL_MODE_SLOPPY;
}
const size = Number(env.NODE_REPL_HISTORY_SIZE);
options.historySize = size > 0 ? size : 1000;

console.log(`Welcome to gonode, a Node.js ${process.version}.\nType ".help" for more information.`);
const server = repl.start(options);
server.on('exit', () => {
  if (server.isFlushing) server.once('flushHistory', () => process.exit());
  else process.exit();
});
if (server.terminal) server.setupHistory({ filePath: env.NODE_REPL_HISTORY });
