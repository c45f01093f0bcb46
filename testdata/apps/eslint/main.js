'use strict';
const { Linter, ESLint, RuleTester } = require('eslint');
const js = require('@eslint/js');

const linter = new Linter();
const code = `
var a = 1, unused;
function f(x) { if (x == null) { return } else { return x.y } }
switch (a) { case 1: f(); case 2: break; case 1: break }
const o = { k: 1, k: 2 };
for (let i = 0; i < 10; i--) { debugger; console.log(undefinedName) }
if (a = 2) ;;
/[]/.test('x'); new Promise(async (r) => r());
`;
const config = [js.configs.recommended, {
  rules: { eqeqeq: 'error', 'no-var': 'warn', semi: ['error', 'always'], 'prefer-const': 2, 'no-else-return': 1, quotes: ['error', 'double'] },
}];
for (const m of linter.verify(code, config, 'x.js')) console.log(m.line, m.column, m.severity, m.ruleId, m.message, m.fix || '');
const fixed = linter.verifyAndFix(code, config, 'x.js');
console.log(fixed.fixed, fixed.output);

const rule = {
  meta: { type: 'problem', fixable: 'code', schema: [], messages: { no: 'Not {{name}}.' } },
  create: (context) => ({
    'CallExpression > Identifier.callee[name=/^bad/]'(node) {
      context.report({ node, messageId: 'no', data: { name: node.name }, fix: (fixer) => fixer.replaceText(node, 'good') });
    },
    'Program:exit'(node) { console.log('scopes', context.sourceCode.getScope(node).childScopes.length); },
  }),
};
const own = [{ plugins: { own: { rules: { rule } } }, rules: { 'own/rule': 'error' } }];
console.log(linter.verifyAndFix('badness(1); ok(badder())', own).output);
console.log(linter.verify('let a = ;', {}));
const tester = new RuleTester();
tester.run('rule', rule, { valid: ['ok()'], invalid: [{ code: 'bad()', output: 'good()', errors: [{ messageId: 'no' }] }] });
(async () => {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: config, cwd: __dirname });
  const results = await eslint.lintText('var z = 1', { filePath: 'y.js' });
  const text = (await eslint.loadFormatter('stylish')).format(results);
  console.log(text.replaceAll(__dirname, ''));
})();
