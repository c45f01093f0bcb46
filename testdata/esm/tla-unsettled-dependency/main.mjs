import './wait.mjs';
console.log('never');
