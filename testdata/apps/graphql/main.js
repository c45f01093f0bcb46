'use strict';
const { buildSchema, graphql, graphqlSync, GraphQLSchema, GraphQLObjectType, GraphQLString, GraphQLInt, GraphQLNonNull, GraphQLList, GraphQLScalarType, parse, print, visit, validate, printSchema, introspectionFromSchema, buildClientSchema, subscribe, GraphQLError, lexicographicSortSchema, findBreakingChanges, execute } = require('graphql');

const schema = buildSchema(`
  "A person" type User { id: ID!, name: String, friends(first: Int = 2): [User!]!, role: Role }
  enum Role { ADMIN USER } interface Node { id: ID! } union Any = User | Post type Post implements Node { id: ID!, title: String! }
  input Filter { name: String, roles: [Role!] } directive @upper on FIELD
  type Query { user(id: ID!): User, search(filter: Filter): [Any], fail: String!, later: String } type Mutation { rename(id: ID!, name: String!): User } type Subscription { tick: Int }
`);
const users = { 1: { id: '1', name: 'Ann', role: 'ADMIN', friends: ({ first }) => [users[2]].slice(0, first) }, 2: { id: '2', name: 'Bob', friends: () => [] } };
const rootValue = {
  user: ({ id }) => users[id], fail: () => { throw new Error('resolver'); }, later: async () => 'soon',
  search: ({ filter }) => Object.values(users).filter((u) => !filter.name || u.name === filter.name).map((u) => ({ __typename: 'User', ...u })),
  rename: ({ id, name }) => Object.assign(users[id], { name }),
};
const show = (r) => console.log(JSON.stringify(r, null, 1));
(async () => {
  show(await graphql({ schema, rootValue, source: 'query Q($id: ID!, $f: Filter) { user(id: $id) { ...F friends(first: 1) { name } } search(filter: $f) { __typename ... on User { name role } } later } fragment F on User { id nick: name role @include(if: true) name @skip(if: true) }', variableValues: { id: 1, f: { name: 'Bob', roles: ['USER'] } } }));
  show(graphqlSync({ schema, rootValue, source: 'mutation { rename(id: "2", name: "Rob") { name } }' }));
  show(await graphql({ schema, rootValue, source: '{ fail }' }));
  show(await graphql({ schema, rootValue, source: '{ usr { id } user(idd: 1) { nmae } ' }));
  show(await graphql({ schema, rootValue, source: '{ usr { id } user(idd: 1) { nmae } }' }));
  show(await graphql({ schema, rootValue, source: 'query($f: Filter) { search(filter: $f) { __typename } }', variableValues: { f: { roles: ['BOSS'], x: 1 } } }));
  const ast = parse('{ a(x: [1, {b: "q\\n"}]) { ...F } } # c\nfragment F on T @d { z }');
  console.log(print(visit(ast, { Field: (n) => ({ ...n, name: { ...n.name, value: n.name.value.toUpperCase() } }) })));
  console.log(printSchema(lexicographicSortSchema(schema)));
  console.log(validate(schema, parse('{ user(id: 1) }')).map(String));
  console.log(printSchema(buildClientSchema(introspectionFromSchema(schema))).length);
  try { parse('query { a( }'); } catch (e) { console.log(e instanceof GraphQLError, String(e)); }
  console.log(findBreakingChanges(schema, buildSchema('type Query { user: Int }')).map((c) => c.type + ' ' + c.description));
  const Even = new GraphQLScalarType({ name: 'Even', serialize: (v) => { if (v % 2) throw new TypeError(`odd ${v}`); return v; } });
  const own = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: () => ({ list: { type: new GraphQLList(new GraphQLNonNull(Even)), args: { n: { type: GraphQLInt } }, resolve: (_, { n = 3 }, ctx, info) => [ctx.base, info.path.key.length * 2, n] }, s: { type: GraphQLString, resolve: () => 5 } }) }) });
  show(await execute({ schema: own, document: parse('{ list s ok: list(n: 4) }'), contextValue: { base: 2 } }));
  const ticks = await subscribe({ schema, document: parse('subscription { tick }'), rootValue: { tick: async function* () { yield { tick: 1 }; yield { tick: 2 }; } } });
  for await (const t of ticks) show(t);
})();
