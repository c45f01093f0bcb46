'use strict';
require('reflect-metadata');
const { NestFactory } = require('@nestjs/core');
const common = require('@nestjs/common');
const drive = require('../drive.js');

const decorate = (target, key, ...ds) => ds.reverse().forEach((d) => (key ? Object.defineProperty(target, key, d(target, key, Object.getOwnPropertyDescriptor(target, key)) || Object.getOwnPropertyDescriptor(target, key)) : d(target)));
const param = (target, key, index, d) => d(target, key, index);

class Cats { all = ['Tom']; add(n) { this.all.push(n); return this.all; } onModuleInit() { console.log('init'); } onModuleDestroy() { console.log('destroy'); } }
common.Injectable()(Cats);
class Guard { canActivate(ctx) { return ctx.switchToHttp().getRequest().headers['x-no'] === undefined; } }
common.Injectable()(Guard);
class Controller {
  constructor(cats) { this.cats = cats; }
  list(limit) { return { cats: this.cats.all.slice(0, limit) }; }
  async add(body) { if (!body.name) throw new common.BadRequestException('name missing'); return this.cats.add(body.name); }
  gone() { throw new common.HttpException({ why: 'gone' }, 410); }
}
common.Controller('cats')(Controller);
common.UseGuards(Guard)(Controller);
Reflect.defineMetadata('design:paramtypes', [Cats], Controller);
decorate(Controller.prototype, 'list', common.Get(), common.Header('X-Made', 'nest'));
param(Controller.prototype, 'list', 0, common.Query('limit', new common.DefaultValuePipe(10), common.ParseIntPipe));
decorate(Controller.prototype, 'add', common.Post(), common.HttpCode(202));
param(Controller.prototype, 'add', 0, common.Body());
decorate(Controller.prototype, 'gone', common.Get('gone/:id'));
class App {}
common.Module({ controllers: [Controller], providers: [Cats] })(App);

(async () => {
  const app = await NestFactory.create(App, { logger: false });
  app.setGlobalPrefix('api');
  await app.init();
  await drive(app.getHttpAdapter().getInstance(), [
    { path: '/api/cats' }, { path: '/api/cats?limit=x' }, { path: '/api/cats', method: 'POST', body: { name: 'Kit' } },
    { path: '/api/cats', method: 'POST', body: {} }, { path: '/api/cats/gone/1' }, { path: '/api/cats', headers: { 'x-no': '1' } }, { path: '/none' },
  ]);
  await app.close();
})();
