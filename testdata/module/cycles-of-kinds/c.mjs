import './e.cjs';
