import './events.css';
