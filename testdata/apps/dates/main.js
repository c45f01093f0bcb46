// env: TZ=Europe/Berlin
'use strict';
const fns = require('date-fns');
const { de, ja } = require('date-fns/locale');
const { DateTime, Duration, Interval } = require('luxon');
const dayjs = require('dayjs');
dayjs.extend(require('dayjs/plugin/utc'));
dayjs.extend(require('dayjs/plugin/relativeTime'));
dayjs.extend(require('dayjs/plugin/customParseFormat'));
const moment = require('moment-timezone');

const day = new Date(2024, 2, 30, 13, 5, 9);
console.log(fns.format(day, "EEEE do MMMM yyyy, HH:mm:ss xxx 'week' II"), fns.format(day, 'PPPPp', { locale: de }), fns.format(day, 'PPP', { locale: ja }));
console.log(fns.addMonths(day, 11), fns.differenceInCalendarDays(new Date(2024, 3, 2), day), fns.differenceInHours(fns.addDays(day, 1), day), fns.formatDistance(day, fns.addHours(day, 50)), fns.formatDistance(day, fns.addDays(day, 400), { locale: de, addSuffix: true }));
console.log(fns.parse('31/12/99 11:59 PM', 'dd/MM/yy hh:mm a', day), fns.isValid(fns.parse('x', 'yyyy', day)), fns.eachWeekendOfMonth(day).length, fns.intervalToDuration({ start: day, end: new Date(2025, 0, 1) }), fns.parseISO('2024-02-30'), fns.startOfWeek(day, { weekStartsOn: 1 }), fns.getISOWeek(day));
console.log(dayjs(day).format('YYYY-MM-DDTHH:mm:ssZ[Z] ddd'), dayjs.utc('2024-01-31').add(1, 'month').toISOString(), dayjs(day).from(dayjs(day).add(3, 'day')), dayjs('05-12-2023', 'DD-MM-YYYY').toDate(), dayjs(day).startOf('quarter' in dayjs ? 'quarter' : 'year').valueOf(), dayjs('x').isValid());
console.log(moment.tz('2024-03-31 01:59', 'Europe/Berlin').add(1, 'minute').format(), moment(day).tz('America/New_York').format('LLLL z'), moment.tz('2024-11-03 01:30', 'America/New_York').utc().format(), moment.tz.guess().length > 0);
console.log(Duration.fromISO('P1DT2H30M').toFormat("hh 'h' mm"), Duration.fromObject({ minutes: 135 }).shiftTo('hours', 'minutes').toObject());
const dt = DateTime.fromObject({ year: 2024, month: 3, day: 30, hour: 22 }, { zone: 'Europe/Berlin' });
console.log(dt.toISO(), dt.plus({ hours: 5 }).toISO(), dt.setZone('Asia/Tokyo').toFormat('yyyy LLL dd HH:mm ZZZZ'), dt.toLocaleString(DateTime.DATETIME_FULL), dt.setLocale('de').toFormat('cccc, d. LLLL'));
console.log(Interval.fromDateTimes(dt, dt.plus({ days: 3 })).splitBy({ days: 1 }).length, DateTime.fromISO('2024-W13-6').toISODate(), DateTime.fromFormat('7 May 1945', 'd MMMM yyyy').toISODate(), DateTime.fromISO('nope').invalidReason, dt.toRelative({ base: dt.minus({ days: 2 }) }));
