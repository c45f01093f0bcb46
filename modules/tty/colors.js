// How many colours a terminal shows, told from its environment.
'use strict';

const BLACK_AND_WHITE = 1;
const COLORS_16 = 4;
const COLORS_256 = 8;
const COLORS_16M = 24;

const terminals = {
  __proto__: null,
  eterm: COLORS_16, cons25: COLORS_16, console: COLORS_16, cygwin: COLORS_16, dtterm: COLORS_16, gnome: COLORS_16,
  hurd: COLORS_16, jfbterm: COLORS_16, konsole: COLORS_16, kterm: COLORS_16, mlterm: COLORS_16, mosh: COLORS_16M,
  putty: COLORS_16, st: COLORS_16, 'rxvt-unicode-24bit': COLORS_16M, terminator: COLORS_16M, 'xterm-kitty': COLORS_16M,
};

const services = [
  ['APPVEYOR', COLORS_256], ['BUILDKITE', COLORS_256], ['CIRCLECI', COLORS_16M], ['DRONE', COLORS_256],
  ['GITEA_ACTIONS', COLORS_16M], ['GITHUB_ACTIONS', COLORS_16M], ['GITLAB_CI', COLORS_256], ['TRAVIS', COLORS_256],
];

const coloured = /ansi|color|linux|direct|^con[0-9]*x[0-9]|^rxvt|^screen|^xterm|^vt100|^vt220/;

const set = (value) => value !== undefined && value !== '';
const own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

let warned = false;

function forced(env) {
  const depth = { '': COLORS_16, 1: COLORS_16, true: COLORS_16, 2: COLORS_256, 3: COLORS_16M }[env.FORCE_COLOR];
  if (depth === undefined) return BLACK_AND_WHITE;
  const ignored = ['NODE_DISABLE_COLORS', 'NO_COLOR'].filter((name) => set(env[name]));
  if (!warned && ignored.length > 0) {
    warned = true;
    process.emitWarning(`The '${ignored.join("' and '")}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
  }
  return depth;
}

function onWindows() {
  const [major, , build] = require('os').release().split('.').map(Number);
  if (major < 10) return COLORS_16;
  return build >= 14931 ? COLORS_16M : build >= 10586 ? COLORS_256 : COLORS_16;
}

function inService(env) {
  const known = services.find(([name]) => own(env, name));
  if (known) return known[1];
  return env.CI_NAME === 'codeship' ? COLORS_256 : BLACK_AND_WHITE;
}

function ofProgram(env) {
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app': return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? COLORS_256 : COLORS_16M;
    case 'HyperTerm':
    case 'MacTerm': return COLORS_16M;
    case 'Apple_Terminal': return COLORS_256;
  }
  return undefined;
}

function ofTerminal(name) {
  if (/truecolor/.test(name)) return COLORS_16M;
  if (/^xterm-256/.test(name)) return COLORS_256;
  name = name.toLowerCase();
  return terminals[name] || (coloured.test(name) ? COLORS_16 : undefined);
}

function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) return forced(env);
  if (set(env.NODE_DISABLE_COLORS) || set(env.NO_COLOR) || env.TERM === 'dumb') return BLACK_AND_WHITE;
  if (process.platform === 'win32') return onWindows();
  if (env.TMUX) return COLORS_16M;
  if (own(env, 'TF_BUILD') && own(env, 'AGENT_NAME')) return COLORS_16;
  if (own(env, 'CI')) return inService(env);
  if ('TEAMCITY_VERSION' in env) {
    return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? COLORS_16 : BLACK_AND_WHITE;
  }
  const program = ofProgram(env);
  if (program !== undefined) return program;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return COLORS_16M;
  const terminal = env.TERM ? ofTerminal(env.TERM) : undefined;
  if (terminal !== undefined) return terminal;
  return env.COLORTERM ? COLORS_16 : BLACK_AND_WHITE;
}

function hasColors(count, env) {
  if (env === undefined && (count === undefined || typeof count === 'object' && count !== null)) {
    env = count;
    count = 16;
  } else {
    validate.integer(count, 'count', 2);
  }
  return count <= 2 ** getColorDepth(env);
}

return { getColorDepth, hasColors };
