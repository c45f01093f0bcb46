'use strict';
function f() {
  return {;
}
