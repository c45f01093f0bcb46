'use strict';
const Ajv = require('ajv');
const Joi = require('joi');
const yup = require('yup');
const { expect, assert, should } = require('chai');
const sinon = require('sinon');

const ajv = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: true });
ajv.addFormat('even', { type: 'number', validate: (n) => n % 2 === 0 });
ajv.addKeyword({ keyword: 'range', type: 'number', compile: ([min, max]) => (n) => n >= min && n <= max });
const validate = ajv.compile({
  $id: 'root', type: 'object', required: ['a', 'z'], additionalProperties: false,
  properties: { a: { type: 'integer', format: 'even', range: [0, 4] }, b: { type: 'string', pattern: '^x+$', default: 'xx' }, c: { $ref: '#/$defs/list' }, d: { oneOf: [{ const: 1 }, { enum: ['p', 'q'] }] } },
  $defs: { list: { type: 'array', uniqueItems: true, items: { $ref: '#' }, maxItems: 1 } },
  if: { properties: { a: { const: 2 } } }, then: { required: ['b'] },
});
const good = { a: '2', z: 0 };
console.log(validate(good), good, validate.errors);
console.log(validate({ a: 7, b: 'y', c: [1, 1], d: 'r', e: 0 }), validate.errors.map((e) => [e.instancePath, e.keyword, e.message]), ajv.errorsText(validate.errors).length);
try { ajv.compile({ type: 'strange' }); } catch (e) { console.log(e.message); }
const schema = Joi.object({ name: Joi.string().alphanum().min(3).required(), age: Joi.number().integer().max(99), when: Joi.date().iso(), pass: Joi.string(), again: Joi.ref('pass'), list: Joi.array().items(Joi.string(), Joi.number()).unique() }).with('pass', 'again').xor('age', 'when');
console.log(schema.validate({ name: 'ann', age: '41' }), schema.validate({ name: 'a!', age: 200.5, when: 'x', list: [1, 1] }, { abortEarly: false }).error.details.map((d) => [d.type, d.message, d.path]));
try { Joi.assert({ name: 1 }, schema); } catch (e) { console.log(e.name, e.message); }
const y = yup.object({ email: yup.string().email().required(), n: yup.number().positive().when('email', { is: (e) => e?.startsWith('a'), then: (s) => s.max(3) }), tags: yup.array().of(yup.string().lowercase()).min(1) }).noUnknown();
for (const f of [() => expect({ a: [1] }).to.deep.equal({ a: [2] }), () => expect('foo').to.have.lengthOf(2), () => assert.throws(() => {}, /x/), () => expect([1, 2]).to.include.members([3]), () => expect(() => { throw new Error('e'); }).to.throw(TypeError)]) {
  try { f(); } catch (e) { console.log(e.name, e.message, e.showDiff, e.actual); }
}
should();
(5).should.be.above(4);
const clock = sinon.useFakeTimers({ now: 1000, toFake: ['setTimeout', 'Date', 'setInterval'] });
const spy = sinon.spy();
setTimeout(spy, 500, 'arg');
clock.tick(499);
console.log(spy.callCount, Date.now());
clock.tick(1);
console.log(spy.calledOnceWithExactly('arg'), Date.now());
clock.restore();
const o = { f: (x) => x, g() { return 1; } };
sinon.stub(o, 'f').withArgs(1).returns('one').onSecondCall().throws(new TypeError('two'));
console.log(o.f(1), o.f(2), sinon.mock(o).expects('g').once().verify === undefined);
try { sinon.assert.calledWith(o.f, 9); } catch (e) { console.log(e.name, e.message); }
(async () => {
  console.log(await y.validate({ email: 'b@c.de', n: '5', tags: ['A'] }));
  await y.validate({ email: 'a', n: 5, tags: [] }, { abortEarly: false }).catch((e) => console.log(e.name, e.errors, e.inner.map((i) => i.path)));
})();
